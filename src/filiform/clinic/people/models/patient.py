"""Patients, and the one-time links by which they come in."""

from uuid import UUID, uuid4

from django.db import models

from filiform.clinic.people.models.row import ClinicRow, belongs_to_clinic
from filiform.clinic.people.search_keys import search_key


class Patient(ClinicRow):
    """A person in care. Contact details may change, each change is audited."""

    append_only = False

    class Sex(models.TextChoices):
        """Sex as a record states it."""

        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Other"
        UNKNOWN = "unknown", "Not known"

    clinic = belongs_to_clinic("patients")
    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    identifier = models.CharField(max_length=100, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    died_on = models.DateField(null=True, blank=True)
    is_deceased = models.BooleanField(default=False)
    user = models.OneToOneField(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="patient"
    )
    # Lower case without accents, in both orders: `miller jo` and `jo miller` both begin one of them.
    family_first = models.CharField(max_length=210, editable=False)
    given_first = models.CharField(max_length=210, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "identifier"],
                condition=~models.Q(identifier=""),
                name="patient_identifier_once",
            ),
        ]
        indexes = [
            models.Index(fields=["clinic", "family_first", "id"], name="patient_family_first"),
            models.Index(fields=["clinic", "given_first", "id"], name="patient_given_first"),
        ]

    def __str__(self) -> str:
        return f"patient {self.pk}"

    def save(self, *args: object, **options: object) -> None:
        """Keep the search keys in step with the names."""
        self.set_search_keys()
        super().save(*args, **options)  # type: ignore[arg-type]  # handed on as they came

    def set_search_keys(self) -> None:
        """What the search compares with; `bulk_create` needs it called."""
        self.family_first = search_key(f"{self.family_name} {self.given_name}")
        self.given_first = search_key(f"{self.given_name} {self.family_name}")

    @property
    def name(self) -> str:
        """The whole name as pages show it."""
        return f"{self.given_name} {self.family_name}".strip()


class OneTimeLink(models.Model):
    """A link that signs one patient in, once; only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link until {self.expires_at:%Y-%m-%d}"

    @property
    def clinic_id(self) -> UUID:
        """The patient's clinic, for the audit trail."""
        return self.patient.clinic_id
