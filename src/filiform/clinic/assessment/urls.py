"""Addresses of assessment; every section and every finding is saved by itself, every stroke too."""

from django.urls import path

from filiform.clinic.assessment.views import assessment, examination, strokes

app_name = "assessment"

STAGE = "clinics/<slug:clinic>/episodes/<uuid:episode>/assessment/"
DRAWING = f"{STAGE}drawing/"
MINE = "my/drawing/"

urlpatterns = [
    path(STAGE, assessment.stage, name="stage"),
    path(f"{STAGE}start/", assessment.start, name="start"),
    path(f"{STAGE}pain/", assessment.pain, name="pain"),
    path(f"{STAGE}regions/", assessment.regions, name="regions"),
    path(f"{STAGE}parts/", examination.parts, name="parts"),
    path(f"{STAGE}movement/", examination.movement, name="movement"),
    path(f"{STAGE}strength/", examination.strength, name="strength"),
    path(f"{STAGE}test/", examination.test, name="test"),
    path(f"{STAGE}nerve/", examination.nerve, name="nerve"),
    path(f"{STAGE}pressure/", examination.pressure, name="pressure"),
    path(f"{STAGE}palpation/", assessment.palpation, name="palpation"),
    path(f"{STAGE}finish/", assessment.finish, name="finish"),
    path(f"{DRAWING}<str:day>/strokes/", strokes.strokes, name="strokes"),
    path(f"{MINE}<uuid:episode>/<str:day>/strokes/", strokes.my_strokes, name="my_strokes"),
]
