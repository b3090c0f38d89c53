"""Registers assessment as a Django app."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The second stage: pain, painful regions, range of motion, trigger points."""

    name = "filiform.clinic.assessment"
    label = "assessment"
    verbose_name = "Assessment"
