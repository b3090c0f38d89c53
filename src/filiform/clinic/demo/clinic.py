"""The demonstration clinic: its staff and patients, made by the same actions that pages use."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.accounts.roles import Role
from filiform.clinic.accounts.tokens import new_token
from filiform.clinic.demo.patients import TREATED, add_patients
from filiform.clinic.demo.steps import Therapist
from filiform.clinic.demo.supplies import add_supplies
from filiform.clinic.knowledge import library
from filiform.clinic.people.actions import staff
from filiform.clinic.people.actions.links import make_link
from filiform.clinic.people.models import Clinic
from filiform.knowledge.model.needling import Privilege, Technique

SLUG = "riverside"
# Printed at each start; the demonstration listens on this machine alone.
PASSWORD = "dry needling demonstration"  # noqa: S105  # see above: it is meant to be known
STAFF = {
    "administrator@riverside.example": ("Ada Okafor", Role.ADMINISTRATOR, ""),
    "lead@riverside.example": ("Lena Brandt", Role.LEAD, "Physical therapist, DPT"),
    "clinician@riverside.example": ("Mateo Rossi", Role.CLINICIAN, "Physical therapist, DPT"),
    "second@riverside.example": ("Priya Nair", Role.CLINICIAN, "Physical therapist, DPT"),
}


def load_once() -> None:
    """Make the clinic unless it is there; all of it or nothing."""
    if Clinic.objects.filter(slug=SLUG).exists():
        return
    with transaction.atomic():
        load(timezone.now())


def load(now: datetime) -> Clinic:
    """The clinic with staff and patients, as of the morning of `now`."""
    now = timezone.localtime(now).replace(hour=9, minute=30, second=0, microsecond=0)
    clinic = Clinic.objects.create(
        slug=SLUG, name="Riverside Physical Therapy", jurisdiction="us-co", phone="+1 555 010 0199"
    )
    began = now - timedelta(days=60)
    for email, (name, role, profession) in STAFF.items():
        _member(clinic, email, name, role, profession, began)
    membership = clinic.memberships.get(user__email="clinician@riverside.example")
    add_supplies(clinic, membership.user, began, now)
    add_patients(clinic, Therapist(membership.practitioner), now)
    return clinic


def welcome(address: str) -> str:
    """What is printed at the start: where it is, one sign-in a role, and a patient's link."""
    roles = {Role.ADMINISTRATOR: "", Role.LEAD: "", Role.CLINICIAN: ""}
    for email, (_, role, _) in STAFF.items():
        roles[role] = roles[role] or email
    lines = ["", f"  Filiform is at {address}", "", f"  Password of all staff: {PASSWORD}"]
    lines += [f"  {role.label:<16}{email}" for role, email in roles.items()]
    if link := _patient_link(timezone.now()):
        lines += ["", f"  Patient, once:  {address}{link}"]
    lines += ["", "  Everybody in it is made up. Stop it with Ctrl-C.", "", ""]
    return "\n".join(lines)


def _patient_link(now: datetime) -> str:
    """A fresh link for the patient who has been treated for the longest."""
    clinic = Clinic.objects.get(slug=SLUG)
    patient = clinic.patients.filter(identifier=TREATED).first()
    lead = User.objects.get(email="lead@riverside.example")
    if patient is None:
        return ""
    token = new_token()
    make_link(patient=patient, token=token, purpose="enter", by=lead, at=now)
    # Of the addresses of this room alone: to read those of all takes longer than the rest of the start.
    return reverse("link", urlconf="filiform.clinic.people.urls", kwargs={"token": token})


def _member(
    clinic: Clinic, email: str, name: str, role: Role, profession: str, at: datetime
) -> None:
    """A member of staff; the first one has nobody to be added by, and is added by themselves."""
    user = User.objects.create_user(email=email, name=name, password=PASSWORD)
    by = User.objects.filter(memberships__clinic=clinic).order_by("memberships__pk").first() or user
    membership = staff.add_staff(
        clinic=clinic, email=email, name=name, role=role, row_id=uuid4(), by=by, at=at
    )
    if not profession:
        return
    practitioner = staff.record_practitioner(
        membership=membership, display_name=name, profession=profession, by=by, at=at
    )
    staff.record_credential(
        practitioner=practitioner,
        jurisdiction=clinic.jurisdiction,
        kind="Dry needling, two courses",
        hours=80,
        in_person_hours=54,
        issued_on=date(at.year - 2, 5, 1),
        expires_on=date(at.year + 3, 5, 1),
        privileges=[one.id for one in library().all(Privilege)],
        techniques=[one.id for one in library().all(Technique)],
        licensed_on=date(at.year - 6, 6, 1),
        row_id=uuid4(),
        by=by,
        at=at,
    )
