"""What is next for a patient: one line a thing, gathered from every stage."""

from datetime import datetime

from filiform.clinic.people.models import Patient
from filiform.clinic.ui.parts import TaskRow


def my_tasks(patient: Patient, at: datetime) -> list[TaskRow]:
    """What the patient can do or read now, in the order of the path."""
    return []
