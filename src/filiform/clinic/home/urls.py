"""Addresses of the pages that see every stage, and of the public ones."""

from django.urls import path

from filiform.clinic.home.views import public

app_name = "home"

urlpatterns = [
    path("", public.landing, name="landing"),
]
