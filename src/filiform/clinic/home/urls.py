"""Addresses of the pages that see every stage, and of the public ones."""

from django.urls import path

from filiform.clinic.home.views import audit, how_it_works, my, public, worklist

app_name = "home"

urlpatterns = [
    path("", public.landing, name="landing"),
    path("about/", public.about, name="about"),
    path("how-it-works/", how_it_works.page, name="how_it_works"),
    path("how-it-works/curves/", how_it_works.curves, name="how_it_works_curves"),
    path("my/how-it-works/", how_it_works.mine, name="my_how_it_works"),
    path("healthz", public.healthz, name="healthz"),
    path("start/", public.start, name="start"),
    path("clinics/<slug:clinic>/", worklist.worklist, name="worklist"),
    path("clinics/<slug:clinic>/audit/", audit.events, name="audit"),
    path("my/", my.my, name="my"),
]
