"""Signing in leaves an event in the chain of each clinic it opens; a refused attempt in the installation's own."""

from typing import Any
from uuid import UUID

from allauth.account.signals import user_logged_in
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.audit import chain
from filiform.clinic.audit.models import INSTALLATION


@receiver(user_logged_in, dispatch_uid="filiform.signed_in")
def record_sign_in(user: User, **_: Any) -> None:
    """One event for each clinic in which the user works now."""
    for membership in user.memberships.filter(active=True):
        _append(membership.clinic_id, "account.signed_in", user, str(membership.role))


@receiver(user_login_failed, dispatch_uid="filiform.sign_in_refused")
def record_refusal(**_: Any) -> None:
    """That somebody tried; not as whom, for a mistyped address or password is nobody's business."""
    _append(INSTALLATION, "account.sign_in_refused", None, "none")


def _append(clinic_id: UUID, action: str, user: User | None, role: str) -> None:
    chain.append(
        clinic_id=clinic_id,
        at=timezone.now(),
        actor_id=user.pk if user else None,
        actor_role=role,
        action=action,
        subject_model="accounts.User",
        subject_id=str(user.pk) if user else "",
        details={},
    )
