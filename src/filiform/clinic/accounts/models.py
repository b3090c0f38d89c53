"""Users, who sign in by e-mail address, and the links by which staff set their first password."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users; their password is set later, by themselves."""

    def create_user(self, *, email: str | None, name: str, password: str | None = None) -> "User":
        """A user with that address (none for a patient) and, without a password, no way to sign in by one."""
        user = self.model(email=email.strip().lower() if email else None, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Addresses are compared in lower case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Someone who signs in. Staff have an address and a password; patients come by one-time links."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField("e-mail address", unique=True, null=True, blank=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    entered_as: Any = None
    """The membership under which the guard of a page let this user in; nothing outside a request."""

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as pages show it."""
        return self.name

    def role_in(self, clinic_id: UUID) -> str:
        """The role under which the audit trail keeps what this user does in that clinic."""
        membership = self.entered_as
        if membership is None or membership.clinic_id != clinic_id:
            membership = self.memberships.filter(clinic_id=clinic_id, active=True).first()
        if membership is not None:
            return str(membership.role)
        patient = getattr(self, "patient", None)
        return "patient" if patient is not None and patient.clinic_id == clinic_id else "none"


class PasswordLink(models.Model):
    """A link that lets one member of staff set a password, once; only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="password_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"password link until {self.expires_at:%Y-%m-%d}"
