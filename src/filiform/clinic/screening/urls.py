"""Addresses of screening: the clinician's stage page, the patient's questionnaire, the public questions."""

from django.urls import path

from filiform.clinic.screening.views import clinician, override, patient, public, together

app_name = "screening"

STAGE = "clinics/<slug:clinic>/episodes/<uuid:episode>/screening/"
MINE = "my/screening/"
PUBLIC = "right-for-you/"

urlpatterns = [
    path(STAGE, clinician.stage, name="stage"),
    path(f"{STAGE}start/", clinician.start, name="start"),
    path(f"{STAGE}answers/", clinician.answers, name="answers"),
    path(f"{STAGE}decision/", clinician.decision, name="decision"),
    path(f"{STAGE}path/", clinician.change_path, name="path"),
    path(f"{STAGE}set-aside/", override.set_aside, name="set_aside"),
    path(f"{STAGE}findings/<slug:finding>/", clinician.finding, name="finding"),
    path(MINE, patient.mine, name="mine"),
    path(f"{MINE}start/<uuid:episode>/", patient.start, name="my_start"),
    path(f"{MINE}<uuid:screening>/review/", patient.review, name="my_review"),
    path(f"{MINE}<uuid:screening>/sent/", patient.sent, name="my_sent"),
    path(f"{MINE}<uuid:screening>/<slug:finding>/", patient.question, name="my_question"),
    path(f"{MINE}<uuid:screening>/<slug:finding>/together/", together.together, name="my_together"),
    path(f"{MINE}<uuid:screening>/<slug:finding>/where/", patient.where, name="my_where"),
    path(f"{MINE}<uuid:screening>/<slug:finding>/first/", patient.first, name="my_first"),
    path(PUBLIC, public.start, name="right_for_you"),
    path(f"{PUBLIC}questions/", public.questions, name="right_for_you_questions"),
    path(f"{PUBLIC}result/", public.result, name="right_for_you_result"),
    path(f"{PUBLIC}file/", public.file, name="right_for_you_file"),
]
