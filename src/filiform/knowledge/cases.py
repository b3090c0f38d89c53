"""The cases that prove a statement: what is given and what must follow, as the tests run them.

They stand in `tests/cases/`; `make docs` writes them beside the library, so that whoever has the
package can read them too.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec


class ProvingCase(msgspec.Struct, frozen=True, kw_only=True):
    """One case: its sentence, the file it stands in, the statements it is about, what is given, what follows."""

    title: str
    file: str
    statements: tuple[str, ...]
    given: dict[str, Any]
    then: dict[str, Any]


def cases_about(statement: str) -> tuple[ProvingCase, ...]:
    """The cases that name a statement, in the order of files."""
    return _by_statement().get(statement, ())


@lru_cache(maxsize=1)
def _by_statement() -> Mapping[str, tuple[ProvingCase, ...]]:
    text = (resources.files("filiform.knowledge") / "cases.json").read_bytes()
    found: dict[str, list[ProvingCase]] = {}
    for case in msgspec.json.decode(text, type=list[ProvingCase]):
        for statement in case.statements:
            found.setdefault(statement, []).append(case)
    return {statement: tuple(cases) for statement, cases in found.items()}
