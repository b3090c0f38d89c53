"""What assessment, planning, needling, aftercare and outcomes know keeps what it promises."""

import math
from collections.abc import Iterator

import msgspec
import pytest

from filiform.clinical.aftercare import (
    TreatedSession,
    aftercare_sheet,
    expected_soreness,
    red_flags_for,
)
from filiform.clinical.traits import muscles_with
from filiform.kernel.decision import ReviewStatus
from filiform.knowledge.library import load_library
from filiform.knowledge.model.aftercare import (
    AftercareAdvice,
    AftercareRedFlag,
    Jurisdiction,
    SorenessCourse,
    Triage,
)
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.assessment import TriggerPointCriterion, TriggerPointSign
from filiform.knowledge.model.concept import Cited, ReadDepth, Source, Statement
from filiform.knowledge.model.evidence import EvidenceResult
from filiform.knowledge.model.needling import ConsentElement, NeedlingRule, NeedlingRuleKind
from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.planning import (
    Exercise,
    Indication,
    LoadingProtocol,
    PlanRule,
    PlanRuleKind,
)
from filiform.knowledge.model.screening import Trait
from filiform.knowledge.reading_grade import reading_grade

LIBRARY = load_library()
STAGES = ("assessment/", "planning/", "needling/", "aftercare/", "outcomes/")
FLAGS = {flag.id.rsplit("/", 1)[-1]: flag for flag in LIBRARY.all(AftercareRedFlag)}
LUNG = ("breathlessness", "chest-pain", "dry-cough", "blue-lips-or-fast-breathing")
SPINE = ("sudden-nerve-pain", "weak-arms-or-legs", "one-sided-weakness")


def asked_after(muscle: str) -> set[str]:
    session = TreatedSession(muscles=(muscle,))
    return {flag.id.rsplit("/", 1)[-1] for flag in red_flags_for(session, LIBRARY)}


@pytest.mark.parametrize("muscle", [muscle.id for muscle in LIBRARY.all(Muscle)])
def test_breathlessness_and_chest_pain_are_asked_about_after_every_muscle(muscle: str) -> None:
    assert {"breathlessness", "chest-pain"} <= asked_after(muscle)


@pytest.mark.parametrize("muscle", muscles_with(Trait.NEAR_PLEURA, LIBRARY))
def test_every_muscle_near_the_lung_brings_its_questions_and_its_advice(muscle: str) -> None:
    sheet = aftercare_sheet(TreatedSession(muscles=(muscle,)), LIBRARY)
    assert {*LUNG, "sharp-pain-at-insertion"} <= asked_after(muscle)
    assert "aftercare/advice/chest-was-near" in {advice.id for advice in sheet.advice}


@pytest.mark.parametrize("name", LUNG)
def test_signs_of_the_lung_are_asked_about_for_longer_than_the_two_days_reported(name: str) -> None:
    assert FLAGS[name].asked_for.value > 48
    assert FLAGS[name].triage is Triage.EMERGENCY


@pytest.mark.parametrize("name", SPINE)
def test_signs_of_a_bleed_at_the_spine_are_asked_about_for_longer_than_the_six_days_reported(
    name: str,
) -> None:
    flag = FLAGS[name]
    assert flag.asked_for.value > 144
    assert flag.triage is Triage.EMERGENCY
    assert "epidural haematoma, not a stroke" in flag.clinician_action


def test_an_emergency_tells_the_patient_to_call_first_and_the_hospital_of_the_needling() -> None:
    for flag in FLAGS.values():
        if flag.triage is Triage.EMERGENCY:
            assert "the emergency number now" in flag.patient_action, flag.id
            assert "Send to the emergency department" in flag.clinician_action, flag.id


@pytest.mark.parametrize(
    ("finding", "advice"),
    [
        ("anticoagulant", "blood-thinner"),
        ("antiplatelet", "blood-thinner"),
        ("haemophilia", "blood-thinner"),
        ("diabetes", "diabetes"),
        ("peripheral-neuropathy", "numb-skin"),
        ("immunosuppressant-medicine", "infection-risk"),
        ("pregnancy", "pregnancy"),
    ],
)
def test_what_screening_found_brings_its_own_advice_and_nothing_found_does_not(
    finding: str, advice: str
) -> None:
    def given(*findings: str) -> set[str]:
        session = TreatedSession(muscles=("anatomy/muscles/soleus",), findings=findings)
        return {one.id for one in aftercare_sheet(session, LIBRARY).advice}

    assert f"aftercare/advice/{advice}" in given(f"screening/findings/{finding}")
    assert f"aftercare/advice/{advice}" not in given()


def test_nobody_is_told_to_stop_a_blood_thinner() -> None:
    text = LIBRARY.get("aftercare/advice/blood-thinner", AftercareAdvice).patient_text
    assert "Keep taking your medicine" in text


def test_no_text_speaks_of_toxins_or_of_flushing() -> None:
    texts = [text for _, text in texts_of_these_stages()]
    assert not [text for text in texts if "toxin" in text.lower() or "flush" in text.lower()]


def test_the_half_life_of_soreness_follows_from_the_two_published_means() -> None:
    (course,) = LIBRARY.all(SorenessCourse)
    first, last = course.points
    hours = last.at.value - first.at.value
    assert course.half_life.value == pytest.approx(
        hours * math.log(2) / math.log(first.mean / last.mean), abs=0.05
    )
    assert expected_soreness(last.at.value, course) == pytest.approx(last.mean, abs=0.05)


def test_each_kind_of_rule_and_each_sign_stands_in_the_library_once() -> None:
    assert sorted(rule.rule for rule in LIBRARY.all(PlanRule)) == sorted(PlanRuleKind)
    assert sorted(rule.rule for rule in LIBRARY.all(NeedlingRule)) == sorted(NeedlingRuleKind)
    assert sorted(one.sign for one in LIBRARY.all(TriggerPointCriterion)) == sorted(
        TriggerPointSign
    )


@pytest.mark.parametrize("indication", LIBRARY.all(Indication), ids=lambda one: one.id)
def test_every_indication_shows_a_result_in_which_needling_added_nothing(
    indication: Indication,
) -> None:
    results = [LIBRARY.get(name, EvidenceResult) for name in indication.evidence]
    assert any(one.adds_nothing for one in results)


def test_only_the_rating_of_change_is_itself_a_change() -> None:
    changes = [one.id for one in LIBRARY.all(Instrument) if one.is_itself_a_change]
    assert changes == ["outcomes/instruments/groc"]


def test_consent_says_what_must_be_said_in_the_order_of_the_form() -> None:
    assert [element.id.rsplit("/", 1)[-1] for element in LIBRARY.all(ConsentElement)] == [
        *("what-it-is", "what-it-is-for", "what-it-is-not", "alternatives"),
        *("what-is-common", "what-is-serious", "collapsed-lung"),
        *("tell-us", "single-use-needles", "keep-still", "right-to-stop"),
        *("electrical-use", "who-and-where", "afterwards", "driving"),
    ]


def test_the_rounded_risks_that_patients_read_follow_from_the_counts_beside_them() -> None:
    common = LIBRARY.get("needling/consent/what-is-common", ConsentElement).patient_text
    serious = LIBRARY.get("needling/consent/what-is-serious", ConsentElement).patient_text
    assert "7,629 treatments there were 1,463" in common
    assert f"about {100 * 1463 / 7629:.0f} in 100" in common
    assert f"about {100 * 7531 / 20494:.0f} in 100" in common
    assert "20 in 20,494 sessions, about 1 in 1,000" in serious
    assert round(20494 / 20, -3) == 1000


def test_an_emergency_number_keeps_its_leading_zeros() -> None:
    numbers = {one.id.rsplit("/", 1)[-1]: one.emergency_number for one in LIBRARY.all(Jurisdiction)}
    assert numbers == {
        **{"us": "911", "ca": "911", "gb": "999", "au": "000", "nz": "111"},
        **{"ie": "112", "de": "112", "es": "112", "eu": "112", "za": "10177"},
    }


def test_every_exercise_belongs_to_a_protocol() -> None:
    protocols = LIBRARY.all(LoadingProtocol)
    work = [part for one in protocols for phase in one.phases for part in phase.work]
    used = {name for part in work for name in part.exercises}
    assert {one.id for one in LIBRARY.all(Exercise)} == used


def test_nothing_claims_more_review_than_it_had() -> None:
    """Checked is what stands on a source that somebody opened; a judgement alone cannot be checked."""
    ours = [one for one in LIBRARY.all(Cited) if one.id.startswith(STAGES)]
    checked = [one for one in ours if one.review.status is not ReviewStatus.UNREVIEWED]
    for one in checked:
        assert one.review.status is ReviewStatus.CHECKED_AGAINST_SOURCE, one.id
        depths = [LIBRARY.get(cited.source, Source).read for cited in one.citations]
        opened = [depth for depth in depths if depth is not ReadDepth.NOT_APPLICABLE]
        assert opened, one.id
        assert ReadDepth.TITLE not in opened, one.id


def test_what_rests_on_memory_alone_says_that_it_is_not_checked() -> None:
    judgement = "sources/filiform-clinical-judgement"
    for one in LIBRARY.all(Cited):
        if one.id.startswith(STAGES) and {cited.source for cited in one.citations} == {judgement}:
            words = " ".join(cited.supports for cited in one.citations)
            owned = ("not yet checked", "this software", "not published", "no publication")
            assert any(word in words for word in owned), one.id


def test_exercises_and_questions_of_instruments_read_at_grade_eight_or_below() -> None:
    read_by_patients = [
        *(line for one in LIBRARY.all(Exercise) for line in one.instructions),
        *(item.question for one in LIBRARY.all(Instrument) for item in one.items),
    ]
    assert not [text for text in read_by_patients if reading_grade(text) > 8]


def texts_of_these_stages() -> Iterator[tuple[str, str]]:
    for one in LIBRARY.all(Statement):
        if one.id.startswith(STAGES):
            yield from ((one.id, text) for text in _texts(msgspec.to_builtins(one)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
