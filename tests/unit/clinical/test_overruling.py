"""Overruling a screening by name: what it lifts, and what nothing lifts."""

from datetime import date, timedelta

from filiform.clinical.constraints import Override
from filiform.clinical.facts import Answer, AnswerValue, ScreeningFacts
from filiform.clinical.overruling import verdict_after_overrides
from filiform.clinical.screening import screen
from filiform.kernel.decision import Decision
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.screening import ScreeningVerdict

LIBRARY = load_library()
ON = date(2026, 11, 23)


def decision(*findings: str) -> Decision[ScreeningVerdict]:
    answers = {f"screening/findings/{name}": Answer(AnswerValue.YES) for name in findings}
    return screen(ScreeningFacts(on=ON, answers=answers), LIBRARY)


def overrides_of(
    decided: Decision[ScreeningVerdict], side: Side | None = None, days: int = 30
) -> list[Override]:
    ends = ON + timedelta(days=days)
    return [
        Override(one.statement, "A. Clinician", "the specialist agreed", ends, side=side)
        for one in decided.reasons
    ]


def test_a_specialist_who_agreed_turns_not_now_into_care() -> None:
    decided = decision("haemophilia")
    assert decided.verdict is ScreeningVerdict.NOT_NOW
    after = verdict_after_overrides(decided, overrides_of(decided), ON, LIBRARY)
    assert after is ScreeningVerdict.SUITABLE_WITH_PRECAUTIONS


def test_a_red_flag_is_not_overruled_by_anybody() -> None:
    decided = decision("saddle-numbness-or-bladder-change")
    after = verdict_after_overrides(decided, overrides_of(decided), ON, LIBRARY)
    assert after is ScreeningVerdict.REFER_NOW


def test_an_override_of_one_side_leaves_the_verdict_as_it_is() -> None:
    decided = decision("haemophilia")
    after = verdict_after_overrides(decided, overrides_of(decided, Side.LEFT), ON, LIBRARY)
    assert after is decided.verdict


def test_an_override_that_has_ended_leaves_the_verdict_as_it_is() -> None:
    decided = decision("haemophilia")
    after = verdict_after_overrides(decided, overrides_of(decided, days=0), ON, LIBRARY)
    assert after is decided.verdict


def test_overruling_one_statement_leaves_the_others_standing() -> None:
    decided = decision("haemophilia", "unwilling")
    only_first = [one for one in overrides_of(decided) if "haemophilia" in one.statement]
    after = verdict_after_overrides(decided, only_first, ON, LIBRARY)
    assert after is ScreeningVerdict.NOT_SUITABLE


def test_with_nothing_overruled_the_verdict_is_the_one_that_was_given() -> None:
    for findings in ((), ("anticoagulant",), ("haemophilia",), ("unwilling",)):
        decided = decision(*findings)
        assert verdict_after_overrides(decided, [], ON, LIBRARY) is decided.verdict
