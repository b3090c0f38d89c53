"""Addresses of assessment; every section and every finding is saved by itself, every stroke too."""

from django.urls import path

from filiform.clinic.assessment.views import (
    assessment,
    drawing,
    examination,
    my_drawing,
    pictures,
    strokes,
)

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
    path(DRAWING, drawing.show, name="drawing"),
    path(f"{DRAWING}part/", drawing.part, name="drawing_part"),
    path(f"{DRAWING}picture/<slug:view>.svg", drawing.picture, name="drawing_picture"),
    path(f"{DRAWING}draw/", drawing.draw, name="draw"),
    path(f"{DRAWING}list/", drawing.draw_list, name="draw_list"),
    path(f"{DRAWING}hand-over/", drawing.hand_over, name="hand_over"),
    path(f"{DRAWING}<str:day>/strokes/", strokes.strokes, name="strokes"),
    path("body-map/<slug:view>/<slug:build>/", pictures.blank, name="picture"),
    path(f"{MINE}<uuid:episode>/", my_drawing.mine, name="my_drawing"),
    path(f"{MINE}<uuid:episode>/list/", my_drawing.my_list, name="my_drawing_list"),
    path(f"{MINE}<uuid:episode>/<str:day>/strokes/", strokes.my_strokes, name="my_strokes"),
]
