"""Members of staff, practitioners and their credentials."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from filiform.clinic.accounts.models import User
from filiform.clinic.accounts.roles import STAFF_ROLES, Role
from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.people.models import Clinic, Credential, LicensedAs, Membership, Practitioner


@audited("staff.added", details=lambda row: {"role": row.role})
def add_staff(
    *, clinic: Clinic, email: str, name: str, role: Role, row_id: UUID, by: User, at: datetime
) -> Membership:
    """Make someone a member of the clinic's staff; an account is made if the address has none.

    Raises:
        Refused: when that person is a member already.
    """
    repeat_of(clinic.memberships, row_id, role=role.value)
    if role not in STAFF_ROLES:
        raise Refused("Patients are added as patients.")
    address = email.strip().lower()
    if clinic.memberships.filter(user__email=address).exists():
        raise Refused("This person is a member of the clinic already.")
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(email=address, name=name)
    return Membership.objects.create(id=row_id, user=user, clinic=clinic, role=role.value)


@audited("staff.activity_changed", details=lambda row: {"active": row.active})
def set_active(*, membership: Membership, active: bool, by: User, at: datetime) -> Membership:
    """Let a member in, or shut them out; their next request is answered accordingly."""
    if membership.user_id == by.pk:
        raise Refused("You cannot shut yourself out. Ask another lead or administrator.")
    membership.active = active
    membership.save(update_fields=["active"])
    return membership


def may_get_password_link(membership: Membership) -> bool:
    """Whether this clinic may set this person's password: not when they work elsewhere too.

    Otherwise a lead of one clinic could take over an account that opens another.
    """
    elsewhere = membership.user.memberships.exclude(clinic_id=membership.clinic_id)
    return membership.active and not elsewhere.filter(active=True).exists()


@audited("staff.password_link_made")
def record_password_link(*, membership: Membership, by: User, at: datetime) -> Membership:
    """Leave the trace of a password link; the link itself is made beside it.

    Raises:
        Refused: when the person's account opens another clinic too.
    """
    if not may_get_password_link(membership):
        raise Refused(
            "This person works in another clinic too and keeps the password they have. "
            "They can change it under “Your account”."
        )
    return membership


@audited("staff.practitioner_recorded")
def record_practitioner(
    *, membership: Membership, display_name: str, profession: str, by: User, at: datetime
) -> Practitioner:
    """Say that a member treats patients, and under which name and profession."""
    practitioner, _ = Practitioner.objects.update_or_create(
        membership=membership, defaults={"display_name": display_name, "profession": profession}
    )
    return practitioner


@audited("staff.credential_recorded")
def record_credential(
    *,
    practitioner: Practitioner,
    jurisdiction: str,
    kind: str,
    hours: int,
    in_person_hours: int,
    issued_on: date,
    expires_on: date | None,
    privileges: list[str],
    techniques: Iterable[str] = (),
    licensed_as: str = LicensedAs.PHYSICAL_THERAPIST,
    licensed_on: date | None = None,
    training_began_on: date | None = None,
    supervised_sessions: int = 0,
    supervision_signed_by: str = "",
    row_id: UUID,
    by: User,
    at: datetime,
) -> Credential:
    """Record a credential; an entry is never changed, a renewed credential is a new entry.

    Raises:
        Refused: when supervised sessions are counted that nobody signed off.
    """
    clinic = practitioner.membership.clinic
    repeat_of(clinic.credentials, row_id, kind=kind, hours=hours, issued_on=issued_on)
    if supervised_sessions and not supervision_signed_by:
        raise Refused("Say who signed the supervised sessions off.")
    return Credential.objects.create(
        id=row_id,
        clinic=clinic,
        practitioner=practitioner,
        jurisdiction=jurisdiction,
        kind=kind,
        hours=hours,
        in_person_hours=in_person_hours,
        issued_on=issued_on,
        expires_on=expires_on,
        privileges=privileges,
        techniques=list(techniques),
        licensed_as=licensed_as,
        licensed_on=licensed_on,
        training_began_on=training_began_on,
        supervised_sessions=supervised_sessions,
        supervision_signed_by=supervision_signed_by,
        recorded_by=by,
        recorded_at=at,
    )


@audited("clinic.settings_changed", details=lambda row: {"side_counting": row.side_counting})
def change_settings(*, clinic: Clinic, side_counting: str, by: User, at: datetime) -> Clinic:
    """Declare how the clinic counts one muscle on both sides; empty takes the declaration back."""
    clinic.side_counting = side_counting
    clinic.save(update_fields=["side_counting"])
    return clinic
