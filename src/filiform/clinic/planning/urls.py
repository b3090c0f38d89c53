"""Addresses of planning: the plan and its consent for staff, and both for the patient."""

from django.urls import path

from filiform.clinic.planning.views import consent, patient, plan, reading

app_name = "planning"

EPISODE = "clinics/<slug:clinic>/episodes/<uuid:episode>/planning/"

urlpatterns = [
    path(EPISODE, plan.stage, name="stage"),
    path(f"{EPISODE}plan/", plan.write, name="write"),
    path(f"{EPISODE}plan/muscles/", reading.muscles, name="muscles"),
    path(f"{EPISODE}plan/about/<path:concept>/", reading.about, name="about"),
    path(f"{EPISODE}plan/judge/", plan.judge, name="judge"),
    path(f"{EPISODE}plan/draft/", plan.draft, name="draft"),
    path(f"{EPISODE}consent/", consent.take, name="consent"),
    path(f"{EPISODE}consent/withdraw/", consent.withdraw, name="withdraw"),
    path(f"{EPISODE}consent/<uuid:consent>/", consent.signed, name="signed"),
    path(f"{EPISODE}consent/<uuid:consent>/consent.pdf", consent.paper, name="consent_pdf"),
    path("my/plan/", patient.my_plan, name="my_plan"),
    path("my/consent/", patient.my_consents, name="my_consents"),
    path("my/consent/<uuid:plan>/", patient.my_consent, name="my_consent"),
    path("my/consent/<uuid:plan>/consent.pdf", patient.my_copy, name="my_consent_pdf"),
    path("my/consent/<uuid:plan>/withdraw/", patient.my_withdrawal, name="my_withdrawal"),
]
