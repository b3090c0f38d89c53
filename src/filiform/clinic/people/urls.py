"""Addresses of patients, staff, imported records and one-time links."""

from django.urls import path

from filiform.clinic.people.views import clinic, links, patients, records, staff

app_name = "people"

CLINIC = "clinics/<slug:clinic>/"
PATIENT = f"{CLINIC}patients/<uuid:patient>/"
MEMBER = f"{CLINIC}staff/<uuid:membership>/"

urlpatterns = [
    path(f"{CLINIC}patients/", patients.patients, name="patients"),
    path(f"{CLINIC}patients/add/", patients.add, name="add_patient"),
    path(PATIENT, patients.patient, name="patient"),
    path(f"{PATIENT}contact/", patients.contact, name="contact"),
    path(f"{PATIENT}link/", links.new_link, name="new_link"),
    path(f"{CLINIC}records/", records.upload, name="import_record"),
    path(f"{CLINIC}records/<uuid:upload>/", records.confirm, name="confirm_record"),
    path(f"{CLINIC}staff/", staff.members, name="staff"),
    path(f"{CLINIC}staff/privileges/", clinic.privileges, name="privileges"),
    path(f"{CLINIC}settings/", clinic.settings, name="settings"),
    path(f"{CLINIC}staff/add/", staff.add, name="add_staff"),
    path(MEMBER, staff.member, name="member"),
    path(f"{MEMBER}password/", staff.password_link, name="password_link"),
    path(f"{MEMBER}activity/", staff.activity, name="activity"),
    path(f"{MEMBER}practitioner/", staff.practitioner, name="practitioner"),
    path(f"{MEMBER}credentials/add/", staff.credential, name="add_credential"),
    path("link/<str:token>/", links.link, name="link"),
    path("my/link-needed/", links.link_needed, name="link_needed"),
]
