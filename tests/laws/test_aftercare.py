"""Laws of aftercare: no answer makes a check-in less urgent, and nothing told is lost."""

from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.aftercare import CheckInFacts, TreatedSession, is_beyond_course, triage
from filiform.clinical.facts import AnswerValue
from filiform.knowledge.library import load_library
from filiform.knowledge.model.aftercare import AftercareRedFlag, SorenessCourse, Triage
from filiform.knowledge.model.anatomy import Muscle

LIBRARY = load_library()
FLAGS = LIBRARY.all(AftercareRedFlag)
(COURSE,) = LIBRARY.all(SorenessCourse)

levels = st.integers(0, 10)
hours = st.floats(0, 400)
check_ins = st.builds(
    CheckInFacts,
    session=st.builds(
        TreatedSession,
        muscles=st.lists(
            st.sampled_from([one.id for one in LIBRARY.all(Muscle)]), min_size=1, max_size=3
        ).map(tuple),
        findings=st.just(()),
    ),
    hours_after=hours,
    soreness=st.none() | levels,
    answers=st.dictionaries(
        st.sampled_from([flag.id for flag in FLAGS]), st.sampled_from(AnswerValue)
    ),
    soreness_before=st.none() | levels,
)


def with_answer(facts: CheckInFacts, flag: str, value: AnswerValue) -> CheckInFacts:
    return CheckInFacts(
        session=facts.session,
        hours_after=facts.hours_after,
        soreness=facts.soreness,
        answers={**facts.answers, flag: value},
        soreness_before=facts.soreness_before,
    )


@given(check_ins, st.sampled_from(FLAGS))
def test_a_sign_that_is_reported_never_makes_a_check_in_less_urgent_whenever_it_is_told(
    facts: CheckInFacts, flag: AftercareRedFlag
) -> None:
    before = triage(with_answer(facts, flag.id, AnswerValue.NO), LIBRARY)
    after = triage(with_answer(facts, flag.id, AnswerValue.YES), LIBRARY)
    assert after.verdict.rank <= before.verdict.rank
    assert after.verdict.rank <= flag.triage.rank
    assert flag.id in {reason.statement for reason in after.reasons}


@given(check_ins)
def test_every_question_that_is_open_is_one_that_can_be_asked_by_then(facts: CheckInFacts) -> None:
    by_id = {flag.id: flag for flag in FLAGS}
    for question in triage(facts, LIBRARY).questions:
        flag = by_id[question.finding]
        starts = flag.asked_from.value if flag.asked_from else 0
        assert starts <= facts.hours_after <= flag.asked_for.value


@given(check_ins, levels, levels)
def test_more_soreness_is_never_taken_more_lightly(
    facts: CheckInFacts, one: int, other: int
) -> None:
    less, more = sorted((one, other))

    def beyond(soreness: int) -> bool:
        return is_beyond_course(_sore(facts, soreness), COURSE)

    assert beyond(less) <= beyond(more)


@given(check_ins)
def test_within_three_days_and_without_a_sign_soreness_alone_calls_nobody(
    facts: CheckInFacts,
) -> None:
    quiet = CheckInFacts(
        session=facts.session,
        hours_after=min(facts.hours_after, COURSE.usually_gone_by.value),
        soreness=facts.soreness,
        answers={},
        soreness_before=facts.soreness_before,
    )
    assert triage(quiet, LIBRARY).verdict is Triage.EXPECTED


def _sore(facts: CheckInFacts, soreness: int) -> CheckInFacts:
    return CheckInFacts(
        session=facts.session,
        hours_after=facts.hours_after,
        soreness=soreness,
        answers=facts.answers,
        soreness_before=facts.soreness_before,
    )
