"""Addresses of patients, staff and imported records."""

from django.urls import URLPattern

app_name = "people"

urlpatterns: list[URLPattern] = []
