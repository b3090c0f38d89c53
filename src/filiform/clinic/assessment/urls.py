"""Addresses of assessment; every section of the page is saved by itself."""

from django.urls import path

from filiform.clinic.assessment import views

app_name = "assessment"

STAGE = "clinics/<slug:clinic>/episodes/<uuid:episode>/assessment/"

urlpatterns = [
    path(STAGE, views.stage, name="stage"),
    path(f"{STAGE}start/", views.start, name="start"),
    path(f"{STAGE}pain/", views.pain, name="pain"),
    path(f"{STAGE}regions/", views.regions, name="regions"),
    path(f"{STAGE}ranges/", views.ranges, name="ranges"),
    path(f"{STAGE}palpation/", views.palpation, name="palpation"),
    path(f"{STAGE}finish/", views.finish, name="finish"),
]
