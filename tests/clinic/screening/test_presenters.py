"""What every stage shows alike: nothing hidden behind "and others", every reason with its sources."""

from datetime import date

import pytest

from filiform.clinic.knowledge import library
from filiform.clinic.screening.presenters import (
    constraint_line,
    decision_card,
    evidence_line,
    label_of,
    place_words,
)
from filiform.clinical.constraints import Override
from filiform.clinical.facts import Answer, AnswerValue, Place, ScreeningFacts
from filiform.clinical.screening import screen
from filiform.kernel.decision import Evidence
from filiform.kernel.side import Side
from filiform.knowledge.model.anatomy import Muscle

TODAY = date(2026, 3, 2)
PHOBIA = "screening/contraindications/needle-phobia"


def decided(*yes: str, places: tuple[Place, ...] = ()):
    answers = {f"screening/findings/{one}": Answer(AnswerValue.YES, places) for one in yes}
    return screen(ScreeningFacts(on=TODAY, answers=answers), library())


def test_reasons_stand_under_their_severity_heaviest_first():
    card = decision_card(
        decided("anticoagulant", "needle-phobia", "thunderclap-headache"), library()
    )
    assert [group.label for group in card.groups] == [
        "Red flags",
        "Contraindications",
        "Precautions",
    ]
    assert card.verdict == "refer_now"


def test_a_patient_reads_other_words_and_no_instruction_to_clinicians():
    card = decision_card(decided("anticoagulant"), library(), for_patient=True)
    (group,) = card.groups
    assert group.label == "What needs care"
    assert group.reasons[0].sentence.startswith("Do not stop your blood thinner")
    assert group.reasons[0].action == ""


def test_every_reason_has_its_sources_and_its_review_status():
    card = decision_card(decided("anticoagulant", "lymphoedema"), library())
    for group in card.groups:
        for reason in group.reasons:
            assert reason.sources
            assert reason.review == "unreviewed"


def test_forbidden_places_come_before_cautions_and_are_named_in_full():
    place = Place("anatomy/areas/forearm", Side.LEFT)
    card = decision_card(decided("anticoagulant", "lymphoedema", places=(place,)), library())
    assert card.constraints[0].effect == "forbid"
    assert card.constraints[0].sentence == "Forearm, left"


def test_a_caution_on_every_muscle_says_so_and_one_on_some_names_them_all():
    lines = [constraint_line(one, library()) for one in decided("anticoagulant").constraints]
    sentences = [line.sentence for line in lines]
    assert "every muscle" in sentences
    deep = next(
        one
        for one in decided("anticoagulant").constraints
        if one.targets[1:] and "deep" in one.sentence
    )
    words = constraint_line(deep, library()).sentence
    assert all(label_of(target.id, library()) in words for target in deep.targets)


@pytest.mark.parametrize(("on", "is_shown"), [(date(2026, 4, 30), True), (date(2026, 5, 1), False)])
def test_an_override_is_shown_beside_its_constraint_until_the_day_it_ends(on, is_shown):
    decision = decided("lymphoedema")
    override = Override(
        statement="screening/contraindications/lymphoedema",
        by_name="Jo Example",
        reason="Agreed",
        expires_on=date(2026, 5, 1),
    )
    card = decision_card(decision, library(), overrides=[override], on=on)
    shown = card.constraints[0].overridden_by
    assert shown == ("Set aside by Jo Example until 1 May 2026: Agreed" if is_shown else "")


def test_evidence_is_a_line_with_its_day_status_and_code():
    line = evidence_line(
        Evidence(
            resource="Condition",
            code="44054006",
            display="Diabetes",
            date="2015-06-01",
            status="active",
        )
    )
    assert line == "Diabetes (Condition · 1 June 2015 · active · code 44054006)"


def test_a_day_of_which_only_the_year_is_known_stays_a_year():
    assert "2015" in evidence_line(Evidence(resource="Condition", display="Asthma", date="2015"))


def test_a_concept_that_the_library_has_lost_keeps_the_words_of_its_name():
    assert label_of("anatomy/muscles/some-old-muscle", library()) == "some old muscle"
    assert label_of(library().all(Muscle)[0].id, library()) == library().all(Muscle)[0].label


def test_a_place_has_its_side_and_the_patients_name_for_it():
    place = Place("anatomy/areas/lower-leg", Side.RIGHT)
    assert place_words(place, library()) == "Lower leg, right"
    assert place_words(place, library(), for_patient=True) == "Lower leg, shin and calf, right"
