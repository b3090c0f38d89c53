"""Every statement has a case in which it is at work and one in which it is not, and one that fails without it.

A statement is at work where it is a reason of what was decided, or is shown: told, offered, asked for.
Left out are concepts that are no statements. Muscles are among them: what a muscle changes, it changes
through the rules about its hazards and areas and through the ranking, which have cases of their own.
Claims and scenarios of the mechanism are of no stage, so that a case of a stage cannot be about them:
nothing is decided or advised by them.
"""

from collections.abc import Callable, Iterable

import msgspec
import pytest

from filiform.clinical.stage import Stage
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.concept import Statement
from filiform.knowledge.model.screening import ScreeningStatement
from tests.cases.case import Case, Then, read_cases
from tests.cases.outcome import Outcome, differences
from tests.cases.stages import run

LIBRARY = load_library()
CASES = read_cases()
OUTCOMES = {(case.file, case.title): run(case, LIBRARY) for case in CASES}
STAGES = {stage.value for stage in Stage}
each_statement = pytest.mark.parametrize(
    "statement",
    [one.id for one in LIBRARY.all(Statement) if one.id.split("/", maxsplit=1)[0] in STAGES],
)


def known_outcome(case: Case) -> Outcome:
    """What a case of the library comes to, run once."""
    return OUTCOMES[case.file, case.title]


def missing(
    statement: str, cases: Iterable[Case], outcome: Callable[[Case], Outcome] = known_outcome
) -> list[str]:
    """What has still to be written about a statement, a sentence each."""
    about_it = [case for case in cases if statement in case.statements]
    at_work = {statement in outcome(case).at_work for case in about_it}
    folder = f"tests/cases/{statement.split('/', maxsplit=1)[0]}/"
    wanted = {True: "is a reason or is shown", False: "is no reason and is not shown"}
    return [
        f"write a case in {folder} that names {statement} and in which it {words}"
        for kind, words in wanted.items()
        if kind not in at_work
    ]


@each_statement
def test_the_statement_has_a_case_in_which_it_is_at_work_and_one_in_which_it_is_not(
    statement: str,
) -> None:
    assert missing(statement, CASES) == []


@each_statement
def test_without_the_statement_some_case_of_it_fails(statement: str) -> None:
    """A case that comes out as it says without the statement does not prove it."""
    about_it = [one for one in CASES if statement in one.statements]
    assert any(_fails(case, _without(statement)) for case in about_it), (
        f"no case of {statement} would fail without it: let `then` say what it changes"
    )


@pytest.mark.parametrize("statement", [one.id for one in LIBRARY.all(ScreeningStatement)])
def test_without_a_statement_of_screening_some_case_is_decided_otherwise(statement: str) -> None:
    """A statement that only ever stood beside a heavier one would never have been tested."""
    less = _without(statement)
    cases = [one for one in CASES if statement in one.statements and one.stage is Stage.SCREENING]
    assert any(_is_decided_otherwise(case, less) for case in cases)


def test_a_statement_without_cases_or_with_cases_of_one_kind_is_noticed() -> None:
    statement = "aftercare/advice/diabetes"
    shown = {"asked": "aftercare sheet", "muscles": ["anatomy/muscles/soleus"]}
    kept = _case(statement, {**shown, "findings": ["screening/findings/diabetes"]})
    absent = _case(statement, shown)
    assert len(missing(statement, [])) == 2
    assert len(missing(statement, [kept], _run)) == 1
    assert len(missing(statement, [absent], _run)) == 1
    assert missing(statement, [kept, absent], _run) == []


def test_a_case_that_comes_out_alike_without_its_statement_is_noticed() -> None:
    statement = "aftercare/advice/diabetes"
    idle = _case(statement, {"asked": "aftercare sheet", "muscles": ["anatomy/muscles/soleus"]})
    careless = msgspec.structs.replace(idle, then=Then(not_shown=("aftercare/advice/pregnancy",)))
    assert not _fails(careless, _without(statement))


def _case(statement: str, given: dict[str, object]) -> Case:
    return Case(title="", stage=Stage.AFTERCARE, statements=(statement,), given=given, then=Then())


def _run(case: Case) -> Outcome:
    return run(case, LIBRARY)


def _without(statement: str) -> Library:
    kept = {one.id: one for one in LIBRARY if one.id != statement}
    return Library(kept, f"without {statement}")


def _fails(case: Case, library: Library) -> bool:
    """Whether a case fails with a library; where the library lacks what a gate stands on, it does."""
    try:
        return bool(differences(case.then, run(case, library), library))
    except LookupError:
        return True


def _is_decided_otherwise(case: Case, library: Library) -> bool:
    mine, other = known_outcome(case), run(case, library)
    verdicts = {one.decision.verdict for one in (mine, other) if one.decision}
    return len(verdicts) > 1 or mine.constraints != other.constraints
