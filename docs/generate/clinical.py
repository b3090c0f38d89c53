"""The clinical chapters: every statement of a stage, with its sources, its status and its cases."""

from pathlib import Path
from typing import Any

import yaml

from filiform.clinical.stage import Stage
from filiform.knowledge.library import Library
from filiform.knowledge.model.concept import Source, Statement

CASES = Path(__file__).parents[2] / "tests" / "cases"


def pages(library: Library) -> dict[str, str]:
    """One page a stage that has statements."""
    titles = _cases_by_statement()
    found = {stage: _statements(stage, library) for stage in Stage}
    return {
        f"clinical/stages/{stage.value}.md": _page(stage, statements, titles, library)
        for stage, statements in found.items()
        if statements
    }


def _statements(stage: Stage, library: Library) -> list[Statement]:
    return [one for one in library.all(Statement) if one.id.startswith(f"{stage.value}/")]


def _cases_by_statement() -> dict[str, list[str]]:
    titles: dict[str, list[str]] = {}
    for path in sorted(CASES.rglob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in content.get("cases", [content]):
            for statement in case.get("statements", content.get("statements", [])):
                titles.setdefault(statement, []).append(case["title"])
    return titles


def _page(
    stage: Stage, statements: list[Statement], titles: dict[str, list[str]], library: Library
) -> str:
    lines = [
        f"# {stage.value.capitalize()}",
        "",
        "<!-- written by `make docs` from the knowledge library and the cases in `tests/cases/` -->",
        "",
        "Each statement stands with what to do about it, where it comes from, and how far it has been checked. "
        "The cases below it are run as tests.",
        "",
    ]
    for statement in statements:
        lines += _statement(statement, titles.get(statement.id, []), library)
    return "\n".join(lines)


def _statement(statement: Statement, titles: list[str], library: Library) -> list[str]:
    status = statement.review.status.value.replace("_", " ")
    action = getattr(statement, "action", "")
    return [
        f"## {statement.label}",
        "",
        f"`{statement.id}` · {_qualities(statement)}*{status}*",
        "",
        statement.statement.strip(),
        "",
        *([f"**What to do.** {action.strip()}", ""] if action else []),
        *(f"- {_citation(citation, library)}" for citation in statement.citations),
        "",
        *(["Cases:", "", *(f"- {title}" for title in titles), ""] if titles else []),
    ]


def _qualities(statement: Any) -> str:
    named = (getattr(statement, name, None) for name in ("severity", "verdict", "triage", "rule"))
    return "".join(f"{value.value.replace('_', ' ')} · " for value in named if value is not None)


def _citation(citation: Any, library: Library) -> str:
    source = library.get(citation.source, Source)
    return f"{source.label}, {citation.locator}: {citation.supports.strip()}"
