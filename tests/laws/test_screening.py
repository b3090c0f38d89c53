"""Laws of screening: what must hold for every combination of findings, answers and records."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.facts import (
    Answer,
    AnsweredBy,
    AnswerValue,
    RecordFinding,
    ScreeningFacts,
    Standing,
)
from filiform.clinical.screening import screen
from filiform.kernel.decision import Decision, Severity
from filiform.knowledge.library import load_library
from filiform.knowledge.model.screening import Finding, ScreeningVerdict

LIBRARY = load_library()
ON = date(2026, 11, 23)
FINDINGS = [finding.id for finding in LIBRARY.all(Finding)]

answers = st.builds(
    Answer, value=st.sampled_from(AnswerValue), answered_by=st.sampled_from(AnsweredBy)
)
entries = st.builds(
    RecordFinding, finding=st.sampled_from(FINDINGS), standing=st.sampled_from(Standing)
)
facts = st.builds(
    ScreeningFacts,
    on=st.just(ON),
    birth_date=st.none() | st.dates(date(1920, 1, 1), ON),
    answers=st.dictionaries(st.sampled_from(FINDINGS), answers, max_size=12),
    record=st.lists(entries, max_size=6, unique_by=lambda entry: entry.finding).map(tuple),
)


@given(facts, st.sampled_from(FINDINGS))
def test_adding_a_finding_never_loosens_the_verdict(known: ScreeningFacts, finding: str) -> None:
    before = screen(known, LIBRARY)
    more = msgspec.structs.replace(
        known, answers={**known.answers, finding: Answer(AnswerValue.YES)}
    )
    assert screen(more, LIBRARY).verdict.rank >= before.verdict.rank


@given(facts, entries)
def test_an_entry_added_to_the_record_never_loosens_the_verdict(
    known: ScreeningFacts, entry: RecordFinding
) -> None:
    if entry.finding in {one.finding for one in known.record}:
        return
    more = msgspec.structs.replace(known, record=(*known.record, entry))
    assert screen(more, LIBRARY).verdict.rank >= screen(known, LIBRARY).verdict.rank


@given(facts, st.sampled_from(FINDINGS))
def test_adding_a_finding_never_takes_a_reason_or_a_constraint_away(
    known: ScreeningFacts, finding: str
) -> None:
    if finding in known.answers:
        return
    more = msgspec.structs.replace(
        known, answers={**known.answers, finding: Answer(AnswerValue.YES)}
    )
    before, after = screen(known, LIBRARY), screen(more, LIBRARY)
    assert {reason.statement for reason in before.reasons} <= {
        reason.statement for reason in after.reasons
    }
    assert {one.statement for one in before.constraints} <= {
        one.statement for one in after.constraints
    }


@given(facts)
def test_a_red_flag_outranks_everything(known: ScreeningFacts) -> None:
    decision = screen(known, LIBRARY)
    has_red_flag = any(reason.severity is Severity.RED_FLAG for reason in decision.reasons)
    assert has_red_flag == (decision.verdict is ScreeningVerdict.REFER_NOW)


@given(facts)
def test_the_verdict_is_the_heaviest_that_a_reason_calls_for(known: ScreeningFacts) -> None:
    decision = screen(known, LIBRARY)
    assert (decision.verdict is ScreeningVerdict.SUITABLE) == (not decision.reasons)


@given(facts, st.randoms())
def test_the_order_of_the_facts_does_not_matter(known: ScreeningFacts, random: object) -> None:
    names = list(known.answers)
    random.shuffle(names)  # type: ignore[attr-defined]  # Hypothesis' own Random
    shuffled = msgspec.structs.replace(
        known,
        answers={name: known.answers[name] for name in names},
        record=tuple(reversed(known.record)),
    )
    assert screen(shuffled, LIBRARY) == screen(known, LIBRARY)


@given(facts)
def test_a_decision_written_down_and_read_back_is_the_same_decision(known: ScreeningFacts) -> None:
    decision = screen(known, LIBRARY)
    written = msgspec.json.encode(decision)
    assert msgspec.json.decode(written, type=Decision[ScreeningVerdict]) == decision


@given(facts)
def test_what_a_record_says_is_always_put_back_as_a_question(known: ScreeningFacts) -> None:
    unanswered = msgspec.structs.replace(known, answers={})
    decision = screen(unanswered, LIBRARY)
    asked = {question.finding for question in decision.questions}
    closing = {one.id for one in LIBRARY.all(Finding) if one.closes_questionnaire}
    if closing & {entry.finding for entry in known.record}:
        return
    askable = {one.id for one in LIBRARY.all(Finding) if one.question and one.age is None}
    assert {entry.finding for entry in known.record} & askable <= asked


@given(facts, st.integers(1, 4000))
def test_a_decision_depends_on_the_day_that_is_passed_in_and_on_no_clock(
    known: ScreeningFacts, days: int
) -> None:
    adult = msgspec.structs.replace(known, birth_date=ON - timedelta(days=40 * 366))
    later = msgspec.structs.replace(adult, on=ON + timedelta(days=days))
    assert screen(later, LIBRARY).verdict == screen(adult, LIBRARY).verdict
