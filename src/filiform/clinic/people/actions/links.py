"""One-time links for patients: made by staff, used up by the patient's own press of a button."""

from datetime import datetime, timedelta

from django.db import transaction

from filiform.clinic.accounts.models import User
from filiform.clinic.accounts.tokens import hash_of, new_token
from filiform.clinic.audit.action import Refused, audited
from filiform.clinic.people.models import OneTimeLink, Patient

LINK_LASTS = timedelta(days=7)
SPENT = "This link was used before, is too old, or was replaced. Ask your clinic for a new one."


@audited("patient.link_made", details=lambda link: {"purpose": link.purpose})
def make_link(*, patient: Patient, token: str, purpose: str, by: User, at: datetime) -> OneTimeLink:
    """Make the one link that works for this patient now; those made before stop working.

    Only the hash of `token` (of `new_token`) is kept; whoever asked shows it once.
    """
    if patient.is_deceased:
        raise Refused("This patient is recorded as dead; no link can be made.")
    patient.links.filter(used_at=None).update(used_at=at)
    return OneTimeLink.objects.create(
        patient=patient,
        token_hash=hash_of(token),
        purpose=purpose,
        expires_at=at + LINK_LASTS,
    )


def working_link(token: str, at: datetime) -> OneTimeLink | None:
    """The link of that secret if it still works; looking at it does not use it up."""
    links = OneTimeLink.objects.select_related("patient__clinic", "patient__user")
    return links.filter(token_hash=hash_of(token), used_at=None, expires_at__gt=at).first()


def enter_by_link(*, token: str, at: datetime) -> User:
    """Use a link up and return the patient's user, made at the first visit.

    Raises:
        Refused: when the link does not work, for whatever reason.
    """
    with transaction.atomic():
        link = working_link(token, at)
        if link is None:
            raise Refused(SPENT)
        user = _user_of(link.patient)
        _use_link(link=link, by=user, at=at)
    return user


@audited("patient.link_used")
def _use_link(*, link: OneTimeLink, by: User, at: datetime) -> OneTimeLink:
    if OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at) != 1:
        raise Refused(SPENT)
    return link


def _user_of(patient: Patient) -> User:
    if patient.user is None:
        patient.user = User.objects.create_user(email=None, name=patient.name)
        patient.save(update_fields=["user"])
    return patient.user


__all__ = ["LINK_LASTS", "SPENT", "enter_by_link", "make_link", "new_token", "working_link"]
