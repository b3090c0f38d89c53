"""A new clinic begins with one administrator, who sets a password by a link and adds everybody else."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from filiform.clinic.people.models import Clinic

pytestmark = pytest.mark.django_db

GIVEN = {"administrator": "Ada Okafor", "email": "Ada@Example.org"}
PASSWORD = "a sentence nobody else would think of"


def test_the_first_administrator_comes_in_by_the_printed_link(client: Client, capsys):
    call_command("add_clinic", "north", "North Clinic", "us-co", **GIVEN)
    link = capsys.readouterr().out.split("http://localhost:8000")[-1].strip()
    client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    client.post("/account/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert client.get("/clinics/north/staff/").status_code == 200


def test_a_clinic_that_is_there_already_is_not_made_again():
    call_command("add_clinic", "north", "North Clinic", "us-co", **GIVEN)
    with pytest.raises(CommandError, match="already"):
        call_command("add_clinic", "north", "Another", "us-co", **GIVEN)
    assert Clinic.objects.get().name == "North Clinic"
