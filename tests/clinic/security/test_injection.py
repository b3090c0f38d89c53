"""SQL in parameters, scripts in names, paths in addresses, other hosts in `next`, forms from other sites."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import filiform.clinic
from filiform.clinic.people.models import RecordUpload
from tests.factories import a_clinic, a_clinician, a_lead, a_patient, an_episode, staff_client
from tests.factories.files import a_bundle, a_fhir_patient
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

CLINIC = Path(filiform.clinic.__file__).parent

HOSTILE_SQL = [
    "' OR 1=1 --",
    "recorded_at; DROP TABLE people_patient",
    "%' UNION SELECT 1 --",
    "\\x00",
]
SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize("hostile", HOSTILE_SQL)
@pytest.mark.parametrize(
    "parameter", ["q", "status", "page", "sort", "order_by", "_sort", "verify"]
)
@pytest.mark.parametrize("page", ["", "patients/", "audit/"])
def test_sort_and_filter_parameters_never_reach_sql_as_they_are(page, parameter, hostile):
    clinic = a_clinic()
    an_episode(a_patient(clinic))
    browser = staff_client(a_lead(clinic))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.get(f"/clinics/{clinic.slug}/{page}", {parameter: hostile})
    assert answer.status_code == 200
    # SQLite shows values in place, quoted; what must not be there is the bare text.
    bare = [query["sql"] for query in queries if f"ORDER BY {hostile}" in query["sql"]]
    assert not bare
    assert clinic.patients.count() == 1


def test_a_search_with_percent_and_underscore_finds_only_what_begins_so():
    clinic = a_clinic()
    a_patient(clinic, family_name="Silva", given_name="Ana")
    browser = staff_client(a_clinician(clinic))
    for words in ("%", "_", "%ilva"):
        answer = browser.get(f"/clinics/{clinic.slug}/patients/", {"q": words})
        assert "Nobody found" in answer.content.decode(), words


def test_a_name_that_is_a_script_is_shown_and_not_run():
    clinic = a_clinic(name=SCRIPT)
    patient = a_patient(clinic, family_name=SCRIPT, identifier=SCRIPT)
    episode = an_episode(patient, title=SCRIPT)
    browser = staff_client(a_lead(clinic))
    for part in (
        "",
        "patients/",
        f"patients/{patient.pk}/",
        f"episodes/{episode.pk}/",
        f"?q={SCRIPT}",
    ):
        page = browser.get(f"/clinics/{clinic.slug}/{part}").content.decode()
        assert SCRIPT not in page, part
    assert (
        "&lt;script&gt;alert(1)"
        in browser.get(f"/clinics/{clinic.slug}/patients/").content.decode()
    )


# Django's own help texts and error lists, which are markup already; charts, and the patterns of pains, which
# we draw ourselves.
SHOWN_AS_THEY_ARE = {
    "assessment/drawing/map.html",
    "cotton/chart.html",
    "cotton/question.html",
    "cotton/scale.html",
    "home/how_it_works/curves.html",
    "ui/form/field.html",
    "ui/form/hint.html",
}


def test_no_template_switches_escaping_off_but_for_text_that_is_markup_already():
    templates = [path for path in CLINIC.rglob("*.html") if "templates" in path.parts]
    found = {
        path.as_posix().rpartition("/templates/")[2]
        for path in templates
        if "|safe" in (text := path.read_text()) or "autoescape off" in text
    }
    more = found - SHOWN_AS_THEY_ARE
    assert not more, f"escape what stands in {sorted(more)}, or list it here with the reason"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings/__init__.py",
        "/static/%2e%2e/%2e%2e/service.py",
        "/static/ui/../../../urls.py",
        "/static//etc/passwd",
        "/static/..%5c..%5curls.py",
    ],
)
def test_static_files_are_not_a_way_to_other_files(client: Client, path: str):
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    assert "INSTALLED_APPS" not in answer.content.decode(errors="replace")


def test_the_name_of_an_uploaded_file_is_never_a_path():
    clinic = a_clinic()
    file = SimpleUploadedFile("../../etc/passwd", a_bundle(a_fhir_patient()))
    file.name = "../../etc/passwd"
    staff_client(a_lead(clinic)).post(f"/clinics/{clinic.slug}/records/", {"record": file})
    assert "/" not in RecordUpload.objects.get().source_name


@pytest.mark.parametrize(
    "where",
    ["https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)"],
)
def test_signing_in_leads_to_no_other_site(client: Client, where: str):
    user = a_lead(a_clinic(), password=PASSWORD)
    answer = client.post(
        f"/account/login/?next={where}", {"login": user.email, "password": PASSWORD, "next": where}
    )
    assert answer.status_code == 302
    assert "evil" not in answer.headers["Location"]
    assert "javascript" not in answer.headers["Location"]


def test_a_form_from_another_site_is_refused():
    clinic = a_clinic()
    browser = staff_client(a_lead(clinic), enforce_csrf_checks=True)
    answer = browser.post(f"/clinics/{clinic.slug}/patients/add/", {"family_name": "X"})
    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()
    assert not clinic.patients.exists()


def test_a_host_that_is_not_ours_is_refused(client: Client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_debug_is_off_in_these_tests():
    assert settings.DEBUG is False
