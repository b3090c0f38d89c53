"""Importing a record: it is read and shown first, and becomes a patient once, whole or not at all."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.people.models import Clinic, ImportedRecord, Patient, RecordUpload
from tests.factories import a_clinic, a_clinician, a_patient, staff_client
from tests.factories.files import a_bundle, a_fhir_patient, warfarin

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def browser(clinic: Clinic) -> Client:
    return staff_client(a_clinician(clinic))


def upload(browser: Client, clinic: Clinic, content: bytes, name: str = "record.json"):
    return browser.post(
        f"/clinics/{clinic.slug}/records/", {"record": SimpleUploadedFile(name, content)}
    )


def confirm(browser: Client, address: str):
    return browser.post(address)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_record_is_shown_first_and_nothing_is_a_patient_yet(browser, clinic):
    answer = upload(browser, clinic, a_bundle(a_fhir_patient(), warfarin()))
    assert answer.status_code == 302
    page = words(browser.get(answer.headers["Location"]))
    assert "Ana Silva" in page
    assert "Anticoagulant" in page or "anticoagulant" in page or "Blood thinner" in page
    assert not clinic.patients.exists()


def test_confirming_makes_the_patient_and_keeps_the_facts_with_their_evidence(browser, clinic):
    answer = upload(browser, clinic, a_bundle(a_fhir_patient(), warfarin()))
    done = confirm(browser, answer.headers["Location"])
    patient = clinic.patients.get()
    assert done.headers["Location"] == f"/clinics/{clinic.slug}/patients/{patient.pk}/"
    assert (patient.name, patient.identifier, str(patient.birth_date)) == (
        "Ana Silva",
        "p1",
        "1975-03-02",
    )
    record = patient.imported_records.get()
    assert record.facts["record"][0]["finding"] == "screening/findings/anticoagulant"
    assert record.resources_count == 2
    assert not RecordUpload.objects.exists()


def test_the_same_file_twice_adds_nothing(browser, clinic):
    for _ in range(2):
        confirm(browser, upload(browser, clinic, a_bundle(a_fhir_patient())).headers["Location"])
    assert (clinic.patients.count(), clinic.imported_records.count()) == (1, 1)


def test_a_newer_file_of_a_known_patient_adds_a_record_and_leaves_the_details(browser, clinic):
    confirm(browser, upload(browser, clinic, a_bundle(a_fhir_patient())).headers["Location"])
    clinic.patients.update(family_name="Corrected")
    answer = upload(browser, clinic, a_bundle(a_fhir_patient(), warfarin()))
    assert "in your clinic already" in words(browser.get(answer.headers["Location"]))
    confirm(browser, answer.headers["Location"])
    assert clinic.patients.get().family_name == "Corrected"
    assert clinic.imported_records.count() == 2


def test_confirming_twice_imports_once(browser, clinic):
    address = upload(browser, clinic, a_bundle(a_fhir_patient())).headers["Location"]
    confirm(browser, address)
    again = browser.post(address, follow=True)
    assert "imported or discarded before" in words(again)
    assert AuditEvent.objects.filter(action="record.imported").count() == 1


def test_a_discarded_file_leaves_nothing(browser, clinic):
    address = upload(browser, clinic, a_bundle(a_fhir_patient())).headers["Location"]
    browser.post(address, {"discard": "1"})
    assert not RecordUpload.objects.exists()
    assert not clinic.patients.exists()


def test_a_number_that_belongs_to_somebody_else_stops_the_whole_import(browser, clinic):
    a_patient(clinic, identifier="p2", birth_date="1999-01-01")
    content = a_bundle(a_fhir_patient("p1"), a_fhir_patient("p2"))
    address = upload(browser, clinic, content).headers["Location"]
    assert "another birth date" in words(browser.get(address))
    answer = browser.post(address, follow=True)
    assert "Nothing was imported" in words(answer)
    assert clinic.patients.count() == 1
    assert not ImportedRecord.objects.exists()


def test_patients_without_an_identifier_are_not_taken_for_each_other(browser, clinic):
    nameless = [a_fhir_patient(f"x{n}", name=[{"family": f"Family{n}"}]) for n in range(2)]
    confirm(browser, upload(browser, clinic, a_bundle(*nameless)).headers["Location"])
    assert clinic.patients.count() == 2


def test_a_broken_resource_is_reported_and_the_rest_is_imported(browser, clinic):
    broken = warfarin(number="m2") | {"status": 7}
    address = upload(browser, clinic, a_bundle(a_fhir_patient(), broken, warfarin())).headers[
        "Location"
    ]
    page = words(browser.get(address))
    assert "problem" in page
    assert "MedicationStatement" in page
    confirm(browser, address)
    record = clinic.imported_records.get()
    assert record.rejected
    assert record.facts["record"]


def test_a_record_of_someone_who_died_says_so_of_the_patient(browser, clinic):
    dead = a_fhir_patient(deceasedDateTime="2020-05-01")
    address = upload(browser, clinic, a_bundle(dead)).headers["Location"]
    assert "has died" in words(browser.get(address))
    confirm(browser, address)
    patient = clinic.patients.get()
    assert (patient.is_deceased, str(patient.died_on)) == (True, "2020-05-01")


def test_a_gzipped_file_is_read_as_the_plain_one(browser, clinic):
    content = gzip.compress(a_bundle(a_fhir_patient()))
    confirm(browser, upload(browser, clinic, content, "record.json.gz").headers["Location"])
    assert clinic.patients.get().identifier == "p1"


@pytest.mark.parametrize(
    "content",
    [
        b"this is no record",
        b"",
        b"{}",
        b'{"resourceType": "Observation"}',
        a_bundle(warfarin()),
        gzip.compress(a_bundle(a_fhir_patient()))[:60],
        b"\x00\xff\xfe",
    ],
    ids=["no JSON", "empty", "no type", "wrong type", "no patient", "cut gzip", "binary"],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_is_wrong_and_leaves_nothing(
    browser, clinic, content
):
    answer = upload(browser, clinic, content)
    assert answer.status_code == 422
    assert "There is something to put right" in words(answer)
    assert not RecordUpload.objects.exists()
    assert not AuditEvent.objects.filter(clinic_id=clinic.pk).exists()


def test_a_file_over_the_limit_is_refused_with_the_limit_and_leaves_nothing(
    browser, clinic, settings
):
    settings.UPLOAD_LIMIT_MB = 1
    answer = upload(browser, clinic, b" " * 1_200_000)
    assert answer.status_code == 422
    assert "larger than 1 MB" in words(answer)
    assert not RecordUpload.objects.exists()


def test_an_upload_of_another_clinic_is_not_there(browser, clinic):
    address = upload(browser, clinic, a_bundle(a_fhir_patient())).headers["Location"]
    other = a_clinic()
    stranger = staff_client(a_clinician(other))
    moved = address.replace(clinic.slug, other.slug)
    assert stranger.get(moved).status_code == 404
    stranger.post(moved)
    assert not Patient.objects.filter(clinic=other).exists()
    assert RecordUpload.objects.count() == 1
