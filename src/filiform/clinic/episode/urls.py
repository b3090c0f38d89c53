"""Addresses of episodes."""

from django.urls import path

from filiform.clinic.episode import views

app_name = "episode"

EPISODE = "clinics/<slug:clinic>/episodes/<uuid:episode>/"

urlpatterns = [
    path(
        "clinics/<slug:clinic>/patients/<uuid:patient>/episodes/open/", views.open_for, name="open"
    ),
    path(EPISODE, views.page, name="episode"),
    path(f"{EPISODE}status/", views.status, name="status"),
]
