"""Addresses of episodes."""

from django.urls import URLPattern

app_name = "episode"

urlpatterns: list[URLPattern] = []
