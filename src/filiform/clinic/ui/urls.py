"""The gallery's addresses; every one answers 404 unless DEBUG is on."""

from django.urls import path

from filiform.clinic.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("patient/", views.patient_specimen, name="patient"),
    path("workspace/", views.workspace_specimen, name="workspace"),
]
