"""Who may import whom, beyond what one tool can say; and each tool that says it is seen to say it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.repository.tree import APPS, ROOT, STAGES, expect_none, imports, python

PUBLIC = {"queries", "actions", "presenters"}
PROGRAMS = Path(sys.executable).parent


def behind_doors(sources: Mapping[str, str]) -> list[str]:
    """One message for each import, in one room of the clinic, of another stage's private module."""
    found = []
    for path, text in sources.items():
        room = path.removeprefix("src/filiform/clinic/").split("/")[0]
        if (
            room not in APPS
        ):  # the demo and the list of addresses put the rooms together from outside
            continue
        for line, module in imports(text):
            match module.split("."):
                case ["filiform", "clinic", other, inner, *_] if (
                    other in STAGES
                    and other != room
                    and inner not in PUBLIC
                    and not path.endswith("/urls.py")
                ):
                    found.append(
                        f"{path}:{line}: imports {module}; of {other}/ only queries, actions and "
                        "presenters are public (a foreign key is a string, a type stands under TYPE_CHECKING)"
                    )
    return found


def test_across_stages_only_queries_actions_and_presenters_are_imported() -> None:
    expect_none(behind_doors(python("src/filiform/clinic")))


def test_an_import_behind_a_door_is_noticed() -> None:
    source = "from filiform.clinic.screening.models import Answer\nfrom filiform.clinic.people import access"
    assert len(behind_doors({"src/filiform/clinic/planning/queries.py": source})) == 1
    assert not behind_doors({"src/filiform/clinic/screening/queries.py": source})


@pytest.mark.parametrize(
    "line",
    [
        "from django.db import models",
        "import socket",
        "import urllib.request",
        "from datetime import date\n\nday = date.today()",
        "import time\n\ninstant = time.time()",
    ],
)
def test_a_science_that_reaches_for_django_the_clock_or_the_network_is_noticed(line: str) -> None:
    assert "TID251" in _lint("src/filiform/kernel/example.py", line)
    assert "TID251" not in _lint("src/filiform/clinic/home/views.py", line)


def _lint(path: str, source: str) -> str:
    """What ruff says of a source that would stand at this path."""
    done = subprocess.run(
        [PROGRAMS / "ruff", "check", "--no-cache", "--stdin-filename", path, "-"],
        input=f'"""Example."""\n\n{source}\n',
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_the_contracts_know_every_room_in_its_order() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    rooms = tools["importlinter"]["contracts"][1]["layers"]
    assert [room.strip("()") for room in rooms] == list(APPS)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("kernel", "knowledge"),
        ("clinical", "interop"),
        ("interop", "clinic"),
        ("clinic.screening", "clinic.planning"),
        ("clinic.ui", "clinic.audit"),
    ],
)
def test_an_import_that_points_the_wrong_way_is_noticed(
    tmp_path: Path, importer: str, imported: str
) -> None:
    rooms = ("kernel", "knowledge", "clinical", "interop", "clinic")
    for room in (*rooms, "clinic.screening", "clinic.planning", "clinic.ui", "clinic.audit"):
        folder = tmp_path / "filiform" / room.replace(".", "/")
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
    (tmp_path / "filiform/__init__.py").write_text("")
    assert _contracts(tmp_path).returncode == 0
    wrong = tmp_path / "filiform" / importer.replace(".", "/") / "__init__.py"
    wrong.write_text(f"import filiform.{imported}\n")
    assert "BROKEN" in _contracts(tmp_path).stdout


def _contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """The import contracts of pyproject.toml, held against another tree."""
    settings = str(ROOT / "pyproject.toml")
    command = [str(PROGRAMS / "lint-imports"), "--no-cache", "--config", settings]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)
