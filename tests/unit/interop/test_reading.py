"""Records as they come: several patients, many shapes, and everything that can be wrong with one."""

import io
import json

import pytest

from filiform.clinical.facts import Standing
from filiform.interop.fhir import stream
from filiform.interop.fhir.reading import UnusableRecord, read_records
from tests.unit.interop.a_record import (
    HAEMOPHILIA,
    ON,
    PREGNANCY,
    WARFARIN,
    Resource,
    a_bundle,
    a_condition,
    a_patient,
    a_prescription,
    concept,
    findings,
    library,
    ndjson,
    only,
    read,
    zipped,
)


@pytest.mark.parametrize(
    "kind", ["transaction", "batch", "collection", "searchset", "history", "document", "message"]
)
def test_a_bundle_of_any_type_is_read(kind: str) -> None:
    assert "haemophilia" in findings(
        only(a_bundle(a_patient(), a_condition(HAEMOPHILIA), kind=kind))
    )


def test_gzip_is_told_by_the_content() -> None:
    record = only(zipped(a_bundle(a_patient(), a_condition(HAEMOPHILIA))))
    assert "haemophilia" in findings(record)


def test_a_bundle_over_many_lines_is_one_document() -> None:
    pretty = json.dumps(
        json.loads(a_bundle(a_patient(), a_condition(HAEMOPHILIA))), indent=2
    ).encode()
    assert "haemophilia" in findings(only(b"\xef\xbb\xbf" + pretty))


def test_lines_of_resources_of_many_patients_are_brought_together_in_any_order() -> None:
    lines = ndjson(
        a_condition(HAEMOPHILIA, of="two", id="c2"),
        a_patient("one"),
        a_prescription(WARFARIN, of="one"),
        a_patient("two"),
    )
    one, two = read(lines)
    assert (one.patient.id, set(findings(one))) == ("one", {"anticoagulant"})
    assert (two.patient.id, set(findings(two))) == ("two", {"haemophilia"})


def test_lines_may_be_whole_bundles() -> None:
    lines = ndjson(
        a_bundle(a_patient("one"), a_condition(HAEMOPHILIA, of="one")), a_bundle(a_patient("two"))
    )
    assert [record.patient.id for record in read(zipped(lines))] == ["one", "two"]


def test_a_bundle_may_hold_a_bundle_and_several_patients() -> None:
    inner = json.loads(a_bundle(a_patient("two"), a_condition(HAEMOPHILIA, of="two")))
    one, two = read(a_bundle(a_patient("one"), inner))
    assert findings(one) == {}
    assert set(findings(two)) == {"haemophilia"}


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/p1",
        "Patient/p1/_history/3",
        "https://clinic.example/fhir/Patient/p1",
        "urn:uuid:p1",
        "Patient?identifier=urn:mrn|77",
    ],
)
def test_a_patient_is_known_by_every_way_of_referring(reference: str) -> None:
    condition = a_condition(HAEMOPHILIA, subject={"reference": reference})
    patient = a_patient(identifier=[{"system": "urn:mrn", "value": "77"}])
    assert "haemophilia" in findings(only(a_bundle(patient, condition)))


def test_a_patient_is_known_by_the_address_of_the_entry() -> None:
    entries = [
        {"fullUrl": "urn:uuid:aaaa", "resource": a_patient("else")},
        {"resource": a_condition(HAEMOPHILIA, subject={"reference": "urn:uuid:aaaa"})},
    ]
    content = json.dumps(
        {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    ).encode()
    assert "haemophilia" in findings(only(content))


def test_who_the_patient_is() -> None:
    names = [
        {"use": "maiden", "family": "Before"},
        {"use": "official", "family": "Vásquez", "given": ["Ana", "María"]},
    ]
    patient = only(a_bundle(a_patient(name=names))).patient
    assert (patient.family_name, patient.given_name, patient.sex.value) == (
        "Vásquez",
        "Ana María",
        "female",
    )


@pytest.mark.parametrize("of", ["Patient/stranger", "Group/1"])
def test_an_entry_of_somebody_else_is_left_out_and_reported(of: str) -> None:
    record = only(a_bundle(a_patient(), a_condition(HAEMOPHILIA, subject={"reference": of})))
    assert findings(record) == {}
    assert "no patient of this record" in record.problems[0].problem


def test_an_entry_of_nobody_belongs_to_the_only_patient_and_is_reported() -> None:
    record = only(a_bundle(a_patient(), a_condition(HAEMOPHILIA, subject={})))
    assert "haemophilia" in findings(record)
    assert "the only patient" in record.problems[0].problem


def test_a_medicine_is_found_in_the_bundle_or_inside_the_order() -> None:
    medication = {"resourceType": "Medication", "id": "med", "code": WARFARIN}
    linked = a_prescription(
        {}, medicationCodeableConcept=None, medicationReference={"reference": "Medication/med"}
    )
    assert "anticoagulant" in findings(only(a_bundle(linked, medication, a_patient())))
    inside = a_prescription(
        {},
        medicationCodeableConcept=None,
        medicationReference={"reference": "#med"},
        contained=[medication],
    )
    assert "anticoagulant" in findings(only(a_bundle(a_patient(), inside)))


def test_a_medicine_that_leads_nowhere_is_reported_and_taken_by_its_printed_name() -> None:
    reference = {"reference": "Medication/gone", "display": "Warfarin 5 mg"}
    order = a_prescription({}, medicationCodeableConcept=None, medicationReference=reference)
    record = only(a_bundle(a_patient(), order))
    assert "anticoagulant" in findings(record)
    assert "medicationReference" in record.problems[0].problem


def test_one_broken_resource_is_reported_and_the_rest_is_used() -> None:
    broken = a_condition({"coding": [{"code": 5}]}, id="broken")
    record = only(a_bundle(a_patient(), broken, a_condition(HAEMOPHILIA)))
    assert set(findings(record)) == {"haemophilia"}
    (problem,) = record.problems
    assert problem.where.startswith("entry 2")
    assert problem.problem.startswith("code.coding[0].code: expected `str | null`, got `int`")


def test_validation_leaves_out_whatever_breaks_r4_and_counts_the_rest() -> None:
    odd = a_prescription(WARFARIN, made_up="field")
    assert "anticoagulant" in findings(only(a_bundle(a_patient(), odd)))
    record = only(a_bundle(a_patient(), odd, a_condition(HAEMOPHILIA)), validate=True)
    assert set(findings(record)) == {"haemophilia"}
    assert record.problems[0].problem.startswith("breaks FHIR R4 at MedicationRequest.made_up")


def test_validation_does_not_lose_a_finding_to_a_bad_date() -> None:
    record = only(
        a_bundle(a_patient(), a_condition(HAEMOPHILIA, onsetDateTime="2021-13-45")), validate=True
    )
    assert findings(record)["haemophilia"].standing is Standing.PAST


def test_a_malformed_entry_does_not_take_the_others_with_it() -> None:
    content = json.loads(a_bundle(a_patient(), a_condition(HAEMOPHILIA)))
    content["entry"].insert(0, {"fullUrl": 7})
    record = only(json.dumps(content).encode())
    assert "haemophilia" in findings(record)
    assert record.problems[0].where == "entry 1"


def test_a_repeated_resource_counts_once_and_is_reported() -> None:
    twice = a_condition(HAEMOPHILIA)
    record = only(a_bundle(a_patient(), twice, twice))
    assert len(findings(record)["haemophilia"].evidence) == 1
    assert "twice" in record.problems[0].problem


def test_of_two_versions_the_newer_counts_in_any_order() -> None:
    first = a_condition(HAEMOPHILIA, meta={"lastUpdated": "2025-01-01T00:00:00Z"})
    void = {"coding": [{"code": "entered-in-error"}]}
    second = a_condition(
        HAEMOPHILIA, meta={"lastUpdated": "2025-06-01T00:00:00Z"}, verificationStatus=void
    )
    assert findings(only(a_bundle(a_patient(), first, second))) == {}
    assert findings(only(a_bundle(a_patient(), second, first))) == {}


def test_two_resources_with_one_id_and_no_date_both_count_and_are_reported() -> None:
    record = only(a_bundle(a_patient(), a_condition(HAEMOPHILIA), a_condition(PREGNANCY)))
    assert set(findings(record)) == {"haemophilia", "pregnancy"}
    assert "both count" in record.problems[0].problem


def test_a_deleted_resource_does_not_count() -> None:
    content = json.loads(a_bundle(a_patient(), a_condition(HAEMOPHILIA), kind="history"))
    content["entry"].append({"request": {"method": "DELETE", "url": "Condition/c1"}})
    assert findings(only(json.dumps(content).encode())) == {}


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"", "the file", "empty"),
        (b"\n \n", "the file", "empty"),
        (b"hello", "the file", "not JSON"),
        (b"\xff\xfe\x00", "the file", "not JSON"),
        (b'{"resourceType": "Bundle", "entry": [', "the file", "not JSON"),
        (b"[1, 2]", "the file", "no FHIR resource"),
        (b'{"a": 1}', "the file", "resourceType"),
        (b'{"resourceType": "Questionnaire"}', "the file", "`Questionnaire`; a Bundle is expected"),
        (b'{"resourceType": "Bundle", "type": "collection"}', "the file", "no readable Patient"),
        (
            b'{"resourceType": "Bundle", "entry": {"a": 1}}',
            "the file",
            "Bundle cannot be read: entry",
        ),
        (
            ndjson(a_condition(HAEMOPHILIA), a_condition(HAEMOPHILIA, id="2")),
            "the file",
            "no readable Patient",
        ),
    ],
)
def test_what_cannot_be_used_at_all_is_refused_with_where_and_why(
    content: bytes, where: str, what: str
) -> None:
    with pytest.raises(UnusableRecord) as refused:
        read(content)
    assert refused.value.where.startswith(where)
    assert what in refused.value.problem


def test_a_truncated_gzip_is_refused() -> None:
    with pytest.raises(UnusableRecord, match="ends too early"):
        read(zipped(a_bundle(a_patient()))[:-12])


def test_a_damaged_gzip_is_refused() -> None:
    damaged = bytearray(zipped(a_bundle(a_patient(), a_condition(HAEMOPHILIA))))
    damaged[30:40] = b"0123456789"
    with pytest.raises(UnusableRecord, match="damaged"):
        read(bytes(damaged))


@pytest.mark.parametrize(
    "content", [b'{"resourceType":"Bundle",' + b" " * 300 + b"}", b"{\n" + b"\n1" * 300]
)
def test_a_document_past_the_limit_is_refused_with_the_limit_and_what_to_do(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LONGEST_DOCUMENT", 200)
    with pytest.raises(UnusableRecord, match=r"100 MB.*NDJSON"):
        read(content)


def test_lines_are_not_limited_together(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ndjson(*(a_bundle(a_patient(str(number))) for number in range(50)))
    monkeypatch.setattr(stream, "LONGEST_DOCUMENT", len(lines) // 10)
    assert len(read(lines)) == 50


def test_a_line_that_is_not_json_is_reported_and_the_others_are_used() -> None:
    lines = ndjson(a_patient(), b'{"resourceType": "Condition", ', a_condition(HAEMOPHILIA))
    record = only(lines)
    assert "haemophilia" in findings(record)
    assert record.problems[0].where == "line 2"


def test_an_unusable_bundle_among_lines_names_its_line() -> None:
    with pytest.raises(UnusableRecord) as refused:
        read(ndjson(a_bundle(a_patient()), b"{nonsense}"))
    assert refused.value.where.startswith("line 2")


OLD_CONDITION = {
    "resourceType": "Condition",
    "id": "c",
    "clinicalStatus": "active",
    "code": {"text": "x"},
}


@pytest.mark.parametrize(
    ("resource", "release"),
    [
        (OLD_CONDITION, "STU3"),
        ({"resourceType": "MedicationOrder", "id": "m"}, "DSTU2"),
        ({"resourceType": "ProcedureRequest", "id": "m"}, "STU3"),
        (
            {
                "resourceType": "MedicationRequest",
                "status": "active",
                "medication": {"concept": {"text": "x"}},
            },
            "R5",
        ),
        (
            {
                "resourceType": "Procedure",
                "status": "completed",
                "occurrenceDateTime": "2020",
                "code": {"text": "x"},
            },
            "R5",
        ),
        (
            {"resourceType": "Encounter", "status": "completed", "actualPeriod": {"start": "2020"}},
            "R5",
        ),
        (
            {
                "resourceType": "Observation",
                "meta": {"profile": ["http://hl7.org/fhir/5.0/StructureDefinition/x"]},
            },
            "R5",
        ),
    ],
)
def test_another_release_of_fhir_is_refused_by_name(resource: Resource, release: str) -> None:
    with pytest.raises(UnusableRecord) as refused:
        read(a_bundle(a_patient(), resource))
    assert f"FHIR {release}" in refused.value.problem
    assert "R4" in refused.value.problem


def test_a_file_is_read_from_an_open_stream_too() -> None:
    content = io.BytesIO(zipped(a_bundle(a_patient(), a_condition(HAEMOPHILIA))))
    (record,) = read_records(content, on=ON, library=library())
    assert record.resources == 2
    content.seek(0)
    assert content.read(2) == b"\x1f\x8b", "the stream is the caller's and stays open"


def test_no_problem_repeats_what_the_record_said() -> None:
    secret = "Zebediah"
    broken = [
        a_condition(concept("s", "c", secret), id="1", onsetDateTime=secret),
        a_condition({"coding": [{"display": [secret]}]}, id="2"),
        a_prescription(
            {}, id="3", authoredOn=secret, medicationReference={"reference": f"Medication/{secret}"}
        ),
    ]
    record = only(
        a_bundle(a_patient(birthDate=secret, gender=secret, deceasedDateTime=secret), *broken),
        validate=True,
    )
    assert record.problems
    assert not any(secret in problem.problem + problem.where for problem in record.problems)
