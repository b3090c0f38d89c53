"""Browsers that are signed in already."""

from django.test import Client

from filiform.clinic.accounts.models import User
from filiform.clinic.people.models import Patient

BACKEND = "django.contrib.auth.backends.ModelBackend"


def staff_client(user: User, **options: object) -> Client:
    """A client signed in as a member of staff."""
    client = Client(**options)
    client.force_login(user, backend=BACKEND)
    return client


def patient_client(patient: Patient, **options: object) -> Client:
    """A client signed in as a patient, as a one-time link does it."""
    if patient.user is None:
        patient.user = User.objects.create_user(email=None, name=patient.name)
        patient.save(update_fields=["user"])
    return staff_client(patient.user, **options)
