"""Nothing in the repository names one machine: no path of it, no package mirror, no address in a lock."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository.tree import ROOT, expect_none, texts

# Written in pieces, so that this file does not find itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.~-])/(?:"
    + "|".join(("home", "Users", "root", "work", "farm", "mnt", "private"))
    + r")/\w"
)
REGISTRY = re.compile(
    "|".join(("pypi" + r"\.org/simple", "pythonhosted" + r"\.org", "registry\\." + "npmjs"))
    + r"|--?(?:extra-)?index-url|https?://[\w.-]*(?:mirror|artifactory|nexus|proxy)[\w.-]*"
)


def addresses(sources: Mapping[str, str]) -> list[str]:
    """One message for each line that names a machine's path or a package registry."""
    return [
        f"{path}:{number}: names {found.group()!r}; a path is relative, a registry is the reader's own"
        for path, text in sources.items()
        for number, line in enumerate(text.splitlines(), start=1)
        for pattern in (MACHINE_PATH, REGISTRY)
        if (found := pattern.search(line)) and "/vendor/" not in path
    ]


def test_no_file_names_a_path_of_one_machine_or_a_package_registry() -> None:
    expect_none(addresses(texts()))


def test_a_path_and_a_registry_are_noticed() -> None:
    path = "/".join(("", "home", "someone", "filiform"))
    host = "https://" + "mirror.example/simple"
    assert len(addresses({"a.py": f"open('{path}')", "b.txt": host})) == 2


def test_no_lock_holds_an_address() -> None:
    locks = {name: text for name, text in texts("requirements").items() if name.endswith(".lock")}
    assert len(locks) >= 2
    assert not [name for name, text in locks.items() if "://" in text]


def test_every_dependency_is_locked_at_a_version_it_allows() -> None:
    project = tomllib.loads(texts("pyproject.toml")["pyproject.toml"])
    locked = _locked((ROOT / "requirements/dev.lock").read_text())
    declared = (
        project["project"]["dependencies"] + project["project"]["optional-dependencies"]["clinic"]
    )
    declared += [line for line in project["dependency-groups"]["dev"] if isinstance(line, str)]
    wrong = [
        line
        for requirement, line in ((Requirement(line), line) for line in declared)
        if not requirement.specifier.contains(locked.get(canonicalize_name(requirement.name), ""))
    ]
    assert not wrong, f"run `make lock`: requirements/dev.lock does not fit {wrong}"


def test_the_clinic_runs_on_the_versions_it_was_tested_with() -> None:
    tested = _locked((ROOT / "requirements/dev.lock").read_text())
    run = _locked((ROOT / "requirements/run.lock").read_text())
    assert {name: tested.get(name) for name in run} == run, "run `make lock`"


def _locked(lock: str) -> dict[str, str]:
    """Name to version, as a lock holds them."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, flags=re.MULTILINE))


def test_the_makefile_names_no_address_and_ci_can_run() -> None:
    assert "://" not in (ROOT / "Makefile").read_text()
    assert os.access(ROOT / ".ci/run", os.X_OK), "chmod +x .ci/run"
