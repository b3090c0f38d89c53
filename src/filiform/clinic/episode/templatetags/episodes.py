"""The episodes of a patient, for the patient's page."""

from django import template

from filiform.clinic.episode.presenters import episode_tasks
from filiform.clinic.people.models import Patient
from filiform.clinic.ui.parts import TaskRow

register = template.Library()


@register.simple_tag
def episodes_of(patient: Patient) -> list[TaskRow]:
    """Each episode with where it stands, newest first."""
    return episode_tasks(patient)
