"""`python -m django add_clinic`: a new clinic with its first administrator, who is sent a link to set a password."""

from argparse import ArgumentParser
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from filiform.clinic.accounts.actions import new_password_link
from filiform.clinic.accounts.models import User
from filiform.clinic.accounts.roles import Role
from filiform.clinic.audit.action import Refused
from filiform.clinic.people.actions.staff import add_staff, record_password_link
from filiform.clinic.people.models import Clinic, Membership


class Command(BaseCommand):
    """The one thing that nobody can do in the browser: there is nobody to sign in yet."""

    help = "Add a clinic and its first administrator, and print the link to set their password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What a clinic needs to begin with."""
        parser.add_argument("slug", help="its name in addresses, such as riverside")
        parser.add_argument("name", help="its name on pages")
        parser.add_argument("jurisdiction", help="whose rules hold there, such as us, us-co or gb")
        parser.add_argument("--administrator", required=True, help="their name")
        parser.add_argument("--email", required=True, help="their e-mail address")
        parser.add_argument("--phone", default="", help="the number that patients may call")

    def handle(self, *args: Any, **given: Any) -> None:
        """All of it or nothing."""
        if Clinic.objects.filter(slug=given["slug"]).exists():
            raise CommandError(f"There is a clinic {given['slug']!r} already. Choose another slug.")
        try:
            with transaction.atomic():
                link = _add(given)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            f"The clinic is there. Link to set the password, once, for three days:\n{link}"
        )


def _add(given: dict[str, Any]) -> str:
    now = timezone.now()
    clinic = Clinic.objects.create(
        slug=given["slug"],
        name=given["name"],
        jurisdiction=given["jurisdiction"],
        phone=given["phone"],
    )
    membership = _administrator(clinic, given)
    if membership.user.has_usable_password():
        return f"{settings.ORIGIN}{reverse('account_login')} (with the password they have)"
    record_password_link(membership=membership, by=membership.user, at=now)
    token = new_password_link(user=membership.user, at=now)
    return f"{settings.ORIGIN or 'http://localhost:8000'}{reverse('set_password', args=[token])}"


def _administrator(clinic: Clinic, given: dict[str, Any]) -> Membership:
    email = given["email"].strip().lower()
    user = User.objects.filter(email=email).first()
    user = user or User.objects.create_user(email=email, name=given["administrator"])
    return add_staff(
        clinic=clinic,
        email=email,
        name=user.name,
        role=Role.ADMINISTRATOR,
        row_id=uuid4(),
        by=user,
        at=timezone.now(),
    )
