"""Emergency procedures can be read aloud; asepsis says where guidance differs and who says what."""

import pytest

from filiform.knowledge.library import load_library
from filiform.knowledge.model.aftercare import AftercareRedFlag, Jurisdiction
from filiform.knowledge.model.needling import AsepsisPractice, EmergencyProcedure, Stance

LIBRARY = load_library()
PROCEDURES = LIBRARY.all(EmergencyProcedure)
each_procedure = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
WORDS_IN_ONE_BREATH = 40


def test_every_emergency_of_the_table_has_its_procedure() -> None:
    assert [one.id.rsplit("/", 1)[-1] for one in PROCEDURES] == [
        *("faint", "suspected-pneumothorax", "seizure", "bleeding", "sudden-nerve-signs"),
        *("stuck-needle", "bent-needle", "broken-needle", "retained-needle", "needle-stick"),
    ]


@each_procedure
def test_what_to_do_first_is_one_sentence(procedure: EmergencyProcedure) -> None:
    assert procedure.first.rstrip(".").count(". ") == 0
    assert procedure.steps
    assert procedure.do_not


@each_procedure
def test_a_sentence_that_is_read_aloud_fits_into_one_breath(procedure: EmergencyProcedure) -> None:
    spoken = [procedure.first, *procedure.steps, *procedure.do_not]
    sentences = [one for text in spoken for one in text.split(". ")]
    assert not [one for one in sentences if len(one.split()) > WORDS_IN_ONE_BREATH]


@each_procedure
def test_where_the_call_comes_first_the_first_sentence_names_the_number(
    procedure: EmergencyProcedure,
) -> None:
    assert procedure.calls_at_once == ("{number}" in procedure.first)


@each_procedure
def test_no_procedure_writes_a_number_of_one_country(procedure: EmergencyProcedure) -> None:
    texts = " ".join((procedure.first, *procedure.steps, procedure.call_when))
    numbers = {one.emergency_number for one in LIBRARY.all(Jurisdiction)}
    assert not [number for number in numbers if f" {number} " in f" {texts} "]


def test_a_collapsed_lung_is_not_ruled_out_by_bracketing() -> None:
    lung = LIBRARY.get("needling/emergencies/suspected-pneumothorax", EmergencyProcedure)
    assert any("bracketing does not rule it out" in step for step in lung.steps)


def test_guidance_differs_about_the_skin_about_gloves_and_about_the_shaft() -> None:
    disputed = {
        one.id.rsplit("/", 1)[-1] for one in LIBRARY.all(AsepsisPractice) if one.is_disputed
    }
    assert disputed == {"skin-disinfection", "gloves", "needle-is-held-by-the-handle"}


def test_the_slip_of_a_notice_about_the_shaft_is_not_followed() -> None:
    practice = LIBRARY.get("needling/asepsis/needle-is-held-by-the-handle", AsepsisPractice)
    assert "do not touch the shaft" in practice.statement
    (slip,) = [one for one in practice.positions if one.stance is Stance.ADVISED_AGAINST]
    assert slip.citation.source == "sources/bn121"


@pytest.mark.parametrize(
    "flag", [one for one in LIBRARY.all(AftercareRedFlag) if one.onset], ids=lambda one: one.id
)
def test_a_sign_is_asked_about_for_longer_than_it_was_ever_reported_to_take(
    flag: AftercareRedFlag,
) -> None:
    assert flag.onset is not None
    assert flag.asked_for.value > flag.onset.latest.value
