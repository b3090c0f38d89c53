"""The Django app of planning."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Plans, the muscles in them, and consent."""

    name = "filiform.clinic.planning"
    label = "planning"
    verbose_name = "Planning"
