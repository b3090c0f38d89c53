"""The Django app of needling."""

from django.apps import AppConfig


class NeedlingConfig(AppConfig):
    """Sessions, needle events, signatures and addenda."""

    name = "filiform.clinic.needling"
    label = "needling"
    verbose_name = "Needling"
