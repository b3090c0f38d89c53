"""The grid of the house: which rooms there are, and which files a room may hold."""

from __future__ import annotations

from pathlib import PurePosixPath

from tests.repository.tree import APPS, STAGES, expect_none, files

CELLS = {
    "models": "rows and database constraints; no rules",
    "queries": "reads: rows to frozen facts and records",
    "actions": "writes: keyword-only, atomic, one audit event",
    "permissions": "predicates on Permission members",
    "forms": "validates input; never saves",
    "presenters": "facts to what the page shows",
    "views": "thin: permission, form, one action, page",
    "urls": "the addresses of the stage",
    "classification": "which fields identify, are exported, enter the registry",
}
# What Django itself looks for in an app.
FRAMEWORK = {"__init__", "apps", "migrations", "templates", "static"}
BANNED = {"utils", "helpers", "common", "misc", "base", "services", "managers"}
TEST_FOLDERS = {
    "unit", "cases", "laws", "reference", "evaluation", "clinic", "journeys", "repository", "factories", "samples",
    "environment",
}  # fmt: skip


def misplaced(paths: tuple[str, ...]) -> list[str]:
    """One message for each path that stands in no cell of the grid."""
    return [message for path in paths if (message := _misplaced(PurePosixPath(path).parts))]


def _misplaced(parts: tuple[str, ...]) -> str | None:
    path = "/".join(parts)
    modules = parts if path.endswith(".py") else parts[:-1]
    names = {PurePosixPath(part).stem.lower() for part in modules}
    match parts:
        case [*_, _] if named := names & BANNED:
            return f"{path}: “{min(named)}” says nothing; name it after what it holds"
        case ["src", "filiform", "clinic", app, _, *_] if app not in {*APPS, "demo", "settings"}:
            return f"{path}: clinic/ has no room “{app}”; there are {', '.join(APPS)}"
        case ["src", "filiform", "clinic", stage, cell, *_] if stage in STAGES:
            if PurePosixPath(cell).stem not in CELLS.keys() | FRAMEWORK:
                return f"{path}: a stage holds {', '.join(CELLS)}; put it in one of them"
        case ["tests", folder, _, *_] if folder not in TEST_FOLDERS:
            return f"{path}: tests/ holds {', '.join(sorted(TEST_FOLDERS))}"
        case ["tests", "clinic", app, _, *_] if app not in {*APPS, "security"}:
            return f"{path}: no room of clinic/ is called “{app}”"
        case ["tests", "cases", stage, _, *_] if stage not in STAGES:
            return f"{path}: cases stand below a stage: {', '.join(STAGES)}"
    return None


def test_every_file_stands_in_a_cell_of_the_grid() -> None:
    expect_none(misplaced(files("src") + files("tests")))


def test_a_misspelt_cell_a_misplaced_room_and_an_empty_name_are_noticed() -> None:
    wrong = (
        "src/filiform/clinic/needling/query.py",
        "src/filiform/clinic/billing/models.py",
        "src/filiform/clinical/utils.py",
        "src/filiform/kernel/helpers/text.py",
        "tests/integration/test_all.py",
        "tests/clinic/needle/test_models.py",
        "tests/cases/recovery/soreness.yaml",
    )
    right = (
        "src/filiform/clinic/needling/queries.py",
        "src/filiform/clinic/needling/views/session.py",
        "src/filiform/clinic/needling/templates/needling/session.html",
        "src/filiform/clinic/settings/__init__.py",
        "src/filiform/clinic/urls.py",
        "tests/clinic/needling/test_actions.py",
    )
    assert len(misplaced(wrong)) == len(wrong)
    assert not misplaced(right)
