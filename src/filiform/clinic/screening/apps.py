"""Registers screening as a Django app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """The first stage: questionnaire, findings from the record, the decision, and what it constrains."""

    name = "filiform.clinic.screening"
    label = "screening"
    verbose_name = "Screening"
