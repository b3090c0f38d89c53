"""Addresses of aftercare: the clinician's stage, and the patient's own sheet and check-ins."""

from django.urls import path

from filiform.clinic.aftercare.views import patient, staff

app_name = "aftercare"

STAGE = "clinics/<slug:clinic>/episodes/<uuid:episode>/aftercare/"

urlpatterns = [
    path(STAGE, staff.stage, name="stage"),
    path(STAGE + "<uuid:session>/sheet/", staff.sheet, name="sheet"),
    path(STAGE + "<uuid:session>/check-in/", staff.record, name="record_check_in"),
    path(STAGE + "<uuid:session>/check-ins/<uuid:check_in>/", staff.check_in, name="check_in"),
    path("my/aftercare/", patient.sheet, name="my_aftercare"),
    path("my/aftercare/<uuid:session>/", patient.sheet, name="my_aftercare_session"),
    path("my/check-in/<uuid:session>/", patient.check_in, name="my_check_in"),
    path("my/check-in/<uuid:session>/<uuid:check_in>/", patient.result, name="my_check_in_result"),
]
