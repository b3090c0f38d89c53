"""Registers the design system as a Django app, so that its templates, tags and static files are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system. Keep it before `django.forms` in INSTALLED_APPS and after nothing in particular."""

    name = "filiform.clinic.ui"
    label = "ui"
    verbose_name = "Design system"
