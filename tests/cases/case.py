"""Cases: what is given and what must follow, one sentence each, read strictly from YAML.

A file holds one case, or several under `cases`; what stands beside `cases` holds for each of them.
The same files are printed in the manual, so that what it says is what is tested.
"""

import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from filiform.clinical.stage import Stage

FOLDER = Path(__file__).parent


class Then(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must follow. Only what is given is checked.

    `reasons` are statements that must be among the reasons, `not_reasons` must not; `questions`
    must be open. `forbidden` and `cautioned` name muscles, areas or techniques (a side may stand
    behind: `anatomy/muscles/soleus left`; without one, either side), or `everything`. `shown` are
    statements that are told, offered or asked for with what was decided, or that were `asked` for.
    """

    verdict: str | None = None
    complete: bool | None = None
    reasons: tuple[str, ...] = ()
    not_reasons: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    not_shown: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    not_questions: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    not_forbidden: tuple[str, ...] = ()
    cautioned: tuple[str, ...] = ()
    not_cautioned: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One case. `statements` are those that it is about; `given` is read by the runner of its stage."""

    title: str
    stage: Stage
    statements: tuple[str, ...]
    given: dict[str, Any]
    then: Then
    file: str = ""


class _Loader(yaml.SafeLoader):
    """YAML in which only `true` and `false` are truth values, so that `yes`, `no` and `on` are words."""


_Loader.yaml_implicit_resolvers = {
    first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


def read_cases(folder: Path = FOLDER) -> tuple[Case, ...]:
    """Every case below a folder, in the order of files and of cases in them.

    Raises:
        ValueError: for a case with an unknown or a missing key; it names the file and the title.
    """
    files = sorted(folder.rglob("*.yaml"))
    return tuple(case for path in files for case in _cases_in(path, folder))


def _cases_in(path: Path, folder: Path) -> list[Case]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    together = {key: value for key, value in content.items() if key != "cases"}
    file = path.relative_to(folder).as_posix()
    return [_case({**together, **one}, file) for one in content.get("cases", [{}])]


def _case(content: dict[str, Any], file: str) -> Case:
    try:
        return msgspec.convert({**content, "file": file}, Case)
    except msgspec.ValidationError as error:
        title = content.get("title", "a case without a title")
        raise ValueError(f"{file}: {title}: {error}") from None
