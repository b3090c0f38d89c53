"""Addresses of outcomes: the clinician's stage and report, and the patient's own questions."""

from django.urls import path

from filiform.clinic.outcomes.views import patient, report, staff

app_name = "outcomes"

STAGE = "clinics/<slug:clinic>/episodes/<uuid:episode>/outcomes/"

urlpatterns = [
    path(STAGE, staff.stage, name="stage"),
    path(STAGE + "record/", staff.record, name="record"),
    path(STAGE + "record/<slug:instrument>/", staff.items, name="items"),
    path(STAGE + "activity/", staff.activity, name="activity"),
    path(STAGE + "review/", staff.review, name="review"),
    path(STAGE + "report/", report.report, name="report"),
    path("my/outcomes/", patient.mine, name="my_outcomes"),
    path("my/outcomes/questions/", patient.questions, name="my_questions"),
    path("my/outcomes/activity/", patient.activity, name="my_activity"),
]
