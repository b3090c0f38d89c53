"""What speaks for the present and what only for the past: status, dates, doubt and death."""

from datetime import date

import pytest

from filiform.clinical.facts import Standing
from filiform.clinical.screening import screen
from tests.unit.interop.a_record import (
    HAEMOPHILIA,
    ICD,
    ON,
    PREGNANCY,
    RXNORM,
    SNOMED,
    WARFARIN,
    Resource,
    a_bundle,
    a_condition,
    a_patient,
    a_prescription,
    concept,
    findings,
    library,
    only,
    standings,
    status,
)

CURRENT, PAST = Standing.CURRENT, Standing.PAST


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({}, CURRENT),
        ({"authoredOn": "2005-02-21"}, CURRENT),
        ({"authoredOn": None}, CURRENT),
        ({"status": "stopped"}, PAST),
        ({"status": "completed"}, PAST),
        ({"status": "on-hold"}, PAST),
        ({"status": "unknown"}, PAST),
        ({"intent": "proposal"}, PAST),
        ({"intent": "plan"}, CURRENT),
        ({"status": "entered-in-error"}, None),
        ({"status": "cancelled"}, None),
        ({"status": "draft"}, None),
        ({"doNotPerform": True}, None),
        ({"authoredOn": "2026-11-24"}, None),
    ],
)
def test_a_prescription_counts_by_its_status(fields: Resource, stands: Standing | None) -> None:
    assert standings(a_prescription(WARFARIN, **fields)).get("anticoagulant") is stands


@pytest.mark.parametrize(
    ("kind", "fields", "stands"),
    [
        ("MedicationStatement", {"status": "active"}, CURRENT),
        (
            "MedicationStatement",
            {"status": "active", "effectivePeriod": {"end": "2026-11-22"}},
            PAST,
        ),
        (
            "MedicationStatement",
            {"status": "active", "effectivePeriod": {"end": "2026-12-24"}},
            CURRENT,
        ),
        ("MedicationStatement", {"status": "not-taken"}, None),
        ("MedicationStatement", {"status": "intended"}, PAST),
        ("MedicationAdministration", {"status": "in-progress"}, CURRENT),
        (
            "MedicationAdministration",
            {"status": "completed", "effectiveDateTime": "2026-11-22"},
            PAST,
        ),
        ("MedicationAdministration", {"status": "not-done"}, None),
    ],
)
def test_a_medicine_taken_or_given_counts_by_its_status(
    kind: str, fields: Resource, stands: Standing | None
) -> None:
    use = {
        "resourceType": kind,
        "id": "u",
        "subject": {"reference": "Patient/p1"},
        "medicationCodeableConcept": WARFARIN,
    }
    assert standings(use | fields).get("anticoagulant") is stands


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({}, CURRENT),
        ({"clinicalStatus": status("resolved")}, CURRENT),
        ({"verificationStatus": status("unconfirmed")}, PAST),
        ({"verificationStatus": status("provisional")}, PAST),
        ({"verificationStatus": status("refuted")}, None),
        ({"verificationStatus": status("entered-in-error")}, None),
        ({"onsetDateTime": "2027-01-01"}, None),
    ],
)
def test_what_lasts_for_life_counts_whenever_it_was_recorded(
    fields: Resource, stands: Standing | None
) -> None:
    assert standings(a_condition(HAEMOPHILIA, **fields)).get("haemophilia") is stands


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({"onsetDateTime": "2026-06-01"}, CURRENT),
        ({"onsetDateTime": "2016-06-01"}, PAST),
        ({"onsetDateTime": "2026-06-01", "abatementDateTime": "2026-11-01"}, PAST),
        (
            {
                "onsetDateTime": "2026-06-01",
                "abatementDateTime": "2027-02-01",
                "clinicalStatus": status("resolved"),
            },
            CURRENT,
        ),
        ({"onsetDateTime": "2026-06-01", "clinicalStatus": status("resolved")}, PAST),
        ({"onsetDateTime": "2026", "clinicalStatus": status("relapse")}, CURRENT),
    ],
)
def test_an_active_pregnancy_of_ten_years_ago_is_only_asked_about(
    fields: Resource, stands: Standing
) -> None:
    assert standings(a_condition(PREGNANCY, **fields))["pregnancy"] is stands


def test_surgery_counts_for_as_long_as_the_library_says_after_its_last_day() -> None:
    hip = concept(SNOMED, "52734007", "Total replacement of hip")
    operation = {
        "resourceType": "Procedure",
        "id": "x",
        "status": "completed",
        "subject": {"reference": "Patient/p1"},
        "code": hip,
    }
    recent = standings(
        operation | {"performedPeriod": {"start": "2026-10-01", "end": "2026-10-02"}}
    )
    assert (recent["recent-surgery"], recent["joint-replacement"]) == (CURRENT, CURRENT)
    old = standings(operation | {"performedDateTime": "2019-10-01T08:00:00+02:00"})
    assert (old["recent-surgery"], old["joint-replacement"]) == (PAST, CURRENT)
    assert standings(operation | {"status": "not-done"}) == {}
    assert standings(operation)["recent-surgery"] is PAST


def test_a_date_that_is_no_date_makes_the_entry_a_question_and_names_the_field() -> None:
    record = only(a_bundle(a_patient(), a_condition(HAEMOPHILIA, onsetDateTime="2021-13-45")))
    assert findings(record)["haemophilia"].standing is PAST
    assert findings(record)["haemophilia"].evidence[0].date is None
    (problem,) = record.problems
    assert "Condition/c1" in problem.where
    assert "onset" in problem.problem
    assert "2021-13-45" not in problem.problem


def test_a_current_entry_outweighs_a_past_one_and_is_its_only_evidence() -> None:
    old = a_prescription(WARFARIN, id="old", status="stopped")
    new = a_prescription(concept(RXNORM, "1364445", "apixaban 5 MG Oral Tablet"), id="new")
    found = findings(only(a_bundle(a_patient(), old, new)))["anticoagulant"]
    assert found.standing is CURRENT
    assert [one.resource for one in found.evidence] == ["MedicationRequest/new"]


def test_evidence_names_resource_code_display_date_and_status() -> None:
    (evidence,) = findings(only(a_bundle(a_patient(), a_prescription(WARFARIN))))[
        "anticoagulant"
    ].evidence
    assert evidence.resource == "MedicationRequest/m1"
    assert (evidence.system, evidence.code) == (RXNORM, "855332")
    assert evidence.display == "Warfarin Sodium 5 MG Oral Tablet"
    assert (evidence.date, evidence.status) == ("2026-10-01", "active")


def test_no_medicine_of_a_dead_person_is_taken() -> None:
    dead = a_patient(deceasedDateTime="2026-11-01")
    found = findings(only(a_bundle(dead, a_prescription(WARFARIN), a_condition(HAEMOPHILIA))))
    assert found["anticoagulant"].standing is PAST
    assert found["haemophilia"].standing is CURRENT
    assert found["recorded-as-dead"].standing is CURRENT


@pytest.mark.parametrize(
    ("fields", "is_dead"),
    [
        ({"deceasedBoolean": True}, True),
        ({"deceasedBoolean": False}, False),
        ({"deceasedDateTime": "2026-11-23"}, True),
        ({"deceasedDateTime": "2026-11-24"}, False),
        ({"deceasedDateTime": "last week"}, True),
    ],
)
def test_a_death_counts_from_its_day_on(fields: Resource, is_dead: bool) -> None:
    record = only(a_bundle(a_patient(**fields)))
    assert record.patient.is_deceased is is_dead
    assert ("recorded-as-dead" in findings(record)) is is_dead


@pytest.mark.parametrize("birth_date", [None, "", "no date", "2030-01-01"])
def test_an_unknown_age_becomes_a_question(birth_date: str | None) -> None:
    record = only(a_bundle(a_patient(birthDate=birth_date)))
    assert record.patient.birth_date is None
    assert findings(record)["under-18"].standing is PAST
    assert any("birthDate" in problem.problem for problem in record.problems)


def test_of_a_year_of_birth_alone_the_latest_day_is_taken() -> None:
    record = only(a_bundle(a_patient(birthDate="2008")))
    assert record.patient.birth_date == date(2008, 12, 31)


def test_the_latest_answer_to_a_question_replaces_the_earlier_ones() -> None:
    asked = {"coding": [{"system": "http://loinc.org", "code": "72166-2"}]}
    smokes = concept(SNOMED, "449868002", "Smokes tobacco daily")
    stopped = concept(SNOMED, "8517006", "Former smoker")

    def answer(identifier: str, value: Resource, day: str, **fields: str) -> Resource:
        known = {"resourceType": "Observation", "id": identifier, "status": "final", "code": asked}
        return (
            known
            | {
                "subject": {"reference": "Patient/p1"},
                "valueCodeableConcept": value,
                "effectiveDateTime": day,
            }
            | fields
        )

    then, now = answer("a", smokes, "2020-01-01"), answer("b", stopped, "2025-01-01")
    assert standings(then)["smoker"] is CURRENT
    assert "smoker" not in standings(then, now)
    assert standings(then, now, on=date(2021, 1, 1))["smoker"] is CURRENT
    assert standings(then, now | {"status": "entered-in-error"})["smoker"] is CURRENT


@pytest.mark.parametrize(("value", "is_found"), [("Pregnant", True), ("Not pregnant", False)])
def test_a_pregnancy_observation_speaks_by_its_value(value: str, is_found: bool) -> None:
    observed = {
        "resourceType": "Observation",
        "status": "final",
        "code": {
            "coding": [
                {"system": "http://loinc.org", "code": "82810-3", "display": "Pregnancy status"}
            ]
        },
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": ON.isoformat(),
        "valueCodeableConcept": {"text": value},
    }
    assert ("pregnancy" in standings(observed)) is is_found


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({"verificationStatus": status("confirmed")}, CURRENT),
        ({"verificationStatus": status("unconfirmed")}, PAST),
        ({"verificationStatus": status("refuted")}, None),
    ],
)
def test_an_unconfirmed_allergy_is_only_asked_about(
    fields: Resource, stands: Standing | None
) -> None:
    latex = concept(SNOMED, "300916003", "Latex allergy")
    allergy = {
        "resourceType": "AllergyIntolerance",
        "id": "a",
        "patient": {"reference": "Patient/p1"},
        "code": latex,
    }
    assert standings(allergy | fields).get("latex-allergy") is stands


def test_an_implanted_device_counts_without_a_date() -> None:
    device = {
        "resourceType": "Device",
        "id": "d",
        "status": "active",
        "patient": {"reference": "Patient/p1"},
    }
    assert (
        standings(device | {"type": {"text": "Dual chamber pacemaker"}})["pacemaker-or-icd"]
        is CURRENT
    )
    assert (
        standings(device | {"deviceName": [{"name": "Cardiac pacemaker"}]})["pacemaker-or-icd"]
        is CURRENT
    )
    assert standings(device | {"status": "entered-in-error", "type": {"text": "Pacemaker"}}) == {}


def test_a_visit_for_a_pregnancy_that_is_over_is_a_question() -> None:
    visit = {
        "resourceType": "Encounter",
        "id": "e",
        "status": "finished",
        "subject": {"reference": "Patient/p1"},
        "type": [concept(SNOMED, "424619006", "Prenatal visit")],
        "period": {"start": "2026-10-01", "end": "2026-10-01"},
    }
    assert standings(visit)["pregnancy"] is PAST
    assert standings(visit | {"status": "cancelled"}) == {}


def test_a_code_of_icd_is_read_with_and_without_its_dot() -> None:
    assert standings(a_condition(concept(ICD, "D6801", "x"))) == standings(
        a_condition(concept(ICD, "D68.01", "x"))
    )


def a_pain_rating(value: float, day: str = "2026-11-20", **fields: object) -> Resource:
    return {
        "resourceType": "Observation",
        "id": f"pain-{value}-{day}",
        "status": "final",
        "code": concept("http://loinc.org", "72514-3", "Pain severity"),
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": day,
        "valueQuantity": {"value": value, "unit": "{score}"},
        **fields,
    }


def test_a_recent_pain_rating_is_shown_with_its_value() -> None:
    record = only(a_bundle(a_patient(), a_pain_rating(6)))
    found = findings(record)["pain-on-record"]
    assert found.standing is Standing.CURRENT
    assert found.evidence[0].display.endswith(": 6")


@pytest.mark.parametrize(
    "rating",
    [a_pain_rating(0), a_pain_rating(6, status="entered-in-error"), a_pain_rating(6, "2031-01-01")],
    ids=["no pain", "an error", "in the future"],
)
def test_a_rating_that_says_no_pain_or_nothing_is_not_shown(rating: Resource) -> None:
    assert standings(rating) == {}


def test_an_old_pain_rating_is_the_past() -> None:
    assert standings(a_pain_rating(6, "2024-01-01")) == {"pain-on-record": PAST}


def test_a_number_whose_code_nobody_knows_says_nothing_whatever_it_is_called() -> None:
    named = a_pain_rating(6, code=concept("http://loinc.org", "0000-0", "Diabetes risk"))
    assert standings(named) == {}


def test_a_pain_rating_in_a_record_is_not_asked_about_and_changes_no_verdict() -> None:
    with_rating = only(a_bundle(a_patient(), a_pain_rating(6)))
    without = only(a_bundle(a_patient()))
    decided = screen(with_rating.facts, library())
    assert decided == screen(without.facts, library())
