"""What the pages about staff show."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from filiform.clinic.accounts.roles import Role
from filiform.clinic.knowledge import library
from filiform.clinic.people.models import Clinic, Credential, Membership
from filiform.clinic.people.presenters import day
from filiform.clinic.people.queries import credentials_of
from filiform.clinic.ui.parts import Cell, Column, SummaryRow, Table
from filiform.knowledge.model.anatomy import Area
from filiform.knowledge.model.needling import Privilege, Technique


def staff_rows(clinic: Clinic, members: Iterable[Membership]) -> Table:
    """Everybody who works in the clinic."""
    columns = [Column("Name"), Column("Role"), Column("Profession"), Column("Access")]
    return Table("Staff", columns, [_row(clinic, member) for member in members])


def _row(clinic: Clinic, member: Membership) -> list[Cell | str]:
    where = {"clinic": clinic.slug, "membership": member.pk}
    practitioner = getattr(member, "practitioner", None)
    return [
        Cell(member.user.name, reverse("people:member", kwargs=where)),
        Role(member.role).label,
        practitioner.profession if practitioner else "–",
        "may sign in" if member.active else "shut out",
    ]


def member_page(member: Membership, on: date) -> dict[str, Any]:
    """The context of one member's page."""
    practitioner = getattr(member, "practitioner", None)
    rows = [
        SummaryRow("E-mail address", member.user.email or "–"),
        SummaryRow("Role", Role(member.role).label),
        SummaryRow("Access", "may sign in" if member.active else "shut out"),
    ]
    if practitioner:
        rows += [
            SummaryRow("Name as patients see it", practitioner.display_name),
            SummaryRow("Profession", practitioner.profession),
        ]
    credentials = credentials_of(practitioner) if practitioner else []
    return {
        "member": member,
        "practitioner": practitioner,
        "summary": rows,
        "credentials": _credential_rows(credentials, on),
    }


def _credential_rows(credentials: Iterable[Credential], on: date) -> Table | None:
    columns = [
        Column("Training or licence"),
        Column("Jurisdiction"),
        Column("Hours", number=True),
        Column("In person", number=True),
        Column("Valid"),
        Column("Parts of the body"),
    ]
    rows = [_credential_row(credential, on) for credential in credentials]
    return Table("Credentials", columns, rows) if rows else None


def _credential_row(credential: Credential, on: date) -> list[Cell | str]:
    until = f" until {day(credential.expires_on)}" if credential.expires_on else ""
    return [
        credential.kind,
        credential.jurisdiction,
        str(credential.hours),
        str(credential.in_person_hours),
        ("valid" if credential.is_valid(on) else "not valid") + until,
        _covers(credential),
    ]


def _covers(credential: Credential) -> str:
    """What it opens: its privileges and techniques, or the areas of an entry from before there were any."""
    if credential.privileges is None:
        areas = [library().get(area, Area).label for area in credential.areas]
        return ", ".join(areas) or "whole body"
    opened = [library().get(one, Privilege).label for one in credential.privileges]
    named = [library().get(one, Technique).label for one in credential.techniques]
    return "; ".join(part for part in (", ".join(opened), ", ".join(named)) if part) or "none"
