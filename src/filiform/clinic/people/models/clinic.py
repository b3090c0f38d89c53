"""The clinic, which is the tenant, and who works in it."""

from uuid import UUID, uuid4

from django.db import models

from filiform.clinic.accounts.roles import STAFF_ROLES, Permission, Role, may


class SideCounting(models.TextChoices):
    """How a clinic counts one muscle that was needled on both sides, when it names a code."""

    ONE_MUSCLE = "one_muscle", "As one muscle"
    TWO_MUSCLES = "two_muscles", "As two muscles"


class Clinic(models.Model):
    """A clinic. Every row about care belongs to one and is reached through it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    jurisdiction = models.CharField(max_length=20, help_text="For example: us, us-co, nl, gb.")
    phone = models.CharField(max_length=40, blank=True)
    # Empty as long as nobody has asked the payers: the question then stands beside the code.
    side_counting = models.CharField(max_length=20, blank=True, choices=SideCounting)

    def __str__(self) -> str:
        return self.name

    @property
    def clinic_id(self) -> UUID:
        """A clinic's own events stand in its own chain."""
        return self.pk


class Membership(models.Model):
    """A user's role in a clinic. Without an active one the clinic does not exist for that user."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="memberships")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=20, choices=[(role.value, role.label) for role in STAFF_ROLES]
    )
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "clinic"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{Role(self.role).label} of {self.clinic}"

    def may(self, permission: Permission | str) -> bool:
        """Whether this member's role includes the permission, given as a member or by its name."""
        wanted = permission if isinstance(permission, Permission) else Permission[permission]
        return self.active and may(self.role, wanted)

    @property
    def may_manage(self) -> bool:
        """For templates: whether the pages about staff and the audit trail are this member's."""
        return self.may(Permission.MANAGE_STAFF)

    @property
    def may_edit_patients(self) -> bool:
        """For templates: whether this member adds and changes patients."""
        return self.may(Permission.EDIT_PATIENT)

    @property
    def may_open_episodes(self) -> bool:
        """For templates: whether this member opens episodes of care."""
        return self.may(Permission.OPEN_EPISODE)

    @property
    def may_view_adverse_events(self) -> bool:
        """For templates: whether the adverse events of the whole clinic are this member's to see."""
        return self.may(Permission.VIEW_ADVERSE_EVENTS)
