"""Needle-sticks of staff, for those who may read them: the clinical lead, and the person who was pricked."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.people.models import Membership
from filiform.clinic.safety.models import NeedleStick, NeedleStickEntry
from filiform.knowledge.model.events import Told


def readable_needle_sticks(member: Membership) -> QuerySet[NeedleStick]:
    """The reports this member may read. Whoever reported a colleague's does not read on what came of it."""
    rows = member.clinic.needle_sticks.select_related(
        "clinic", "injured__user", "recorded_by", "session__episode__patient"
    ).prefetch_related("entries__recorded_by")
    if member.may(Permission.READ_NEEDLE_STICKS):
        return rows
    return rows.filter(injured=member)


def needle_stick_named(member: Membership, stick: UUID) -> NeedleStick | None:
    """A report that this member may read, by its id."""
    return readable_needle_sticks(member).filter(pk=stick).first()


def unseen_needle_sticks(member: Membership) -> QuerySet[NeedleStick]:
    """The reports of which nobody has written down yet that the clinical lead knows; for the lead alone."""
    if not member.may(Permission.READ_NEEDLE_STICKS):
        return member.clinic.needle_sticks.none()
    told = NeedleStickEntry.objects.filter(stick=OuterRef("pk"), whom=Told.CLINICAL_LEAD)
    return member.clinic.needle_sticks.exclude(Exists(told))
