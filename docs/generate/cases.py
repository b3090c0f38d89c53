"""The cases as one file beside the library, for whoever has the package and not the repository."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parents[2] / "tests" / "cases"


def page() -> str:
    """Every case with its file, one a line, so that a change shows as the line it is."""
    lines = [json.dumps(case, ensure_ascii=False, sort_keys=True) for case in _cases()]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _cases() -> list[dict[str, Any]]:
    return [case for path in sorted(CASES.rglob("*.yaml")) for case in _cases_in(path)]


def _cases_in(path: Path) -> list[dict[str, Any]]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    together = {key: value for key, value in content.items() if key != "cases"}
    file = path.relative_to(CASES.parents[1]).as_posix()
    return [_case({**together, **one}, file) for one in content.get("cases", [{}])]


def _case(content: dict[str, Any], file: str) -> dict[str, Any]:
    kept = {key: content[key] for key in ("title", "statements", "given", "then")}
    return {**kept, "file": file}


class _Loader(yaml.SafeLoader):
    """As the tests read cases: only `true` and `false` are truth values, and days stay words."""


_Loader.yaml_implicit_resolvers = {
    first: [
        one
        for one in resolvers
        if one[0] not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
