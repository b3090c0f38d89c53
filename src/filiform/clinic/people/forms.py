"""Forms about people: they check what was typed and never save."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from filiform.clinic.accounts.roles import STAFF_ROLES, Role
from filiform.clinic.knowledge import library
from filiform.clinic.people.models import LicensedAs, Patient, SideCounting
from filiform.knowledge.model.needling import Privilege, Technique


class RowForm(forms.Form):
    """A form that carries the id of the row it will make, so that sending it twice makes one row."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class DayInput(forms.DateInput):
    """The browser's own way of choosing a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ContactForm(forms.Form):
    """How a patient can be reached."""

    email = forms.EmailField(label="E-mail address", required=False)
    phone = forms.CharField(label="Phone number", max_length=40, required=False)


class PatientForm(RowForm):
    """A patient, added by hand."""

    given_name = forms.CharField(label="Given name", max_length=100, required=False)
    family_name = forms.CharField(label="Family name", max_length=100)
    birth_date = forms.DateField(label="Birth date", widget=DayInput)
    sex = forms.ChoiceField(
        label="Sex", choices=Patient.Sex.choices, widget=forms.RadioSelect, initial="unknown"
    )
    identifier = forms.CharField(
        label="Number", help_text="The number your clinic knows the patient by.", max_length=100
    )
    email = forms.EmailField(label="E-mail address", required=False)
    phone = forms.CharField(label="Phone number", max_length=40, required=False)


class RecordForm(forms.Form):
    """A health record to read."""

    record = forms.FileField(
        label="Health record",
        help_text="A FHIR R4 Bundle (JSON) or NDJSON file, plain or gzipped.",
    )


class StaffForm(RowForm):
    """A new member of staff."""

    name = forms.CharField(label="Name", max_length=150)
    email = forms.EmailField(label="E-mail address")
    role = forms.TypedChoiceField(
        label="Role",
        choices=[(role.value, role.label) for role in STAFF_ROLES],
        coerce=Role,
        widget=forms.RadioSelect,
    )


class PractitionerForm(forms.Form):
    """How a member of staff who treats patients is named to them."""

    display_name = forms.CharField(label="Name as patients see it", max_length=150)
    profession = forms.CharField(label="Profession", max_length=100)


class CredentialForm(RowForm):
    """A training or licence."""

    kind = forms.CharField(label="Training or licence", max_length=100)
    licensed_as = forms.ChoiceField(
        label="Licensed as",
        choices=LicensedAs.choices,
        initial=LicensedAs.PHYSICAL_THERAPIST,
        widget=forms.RadioSelect,
    )
    licensed_on = forms.DateField(
        label="First licensed on",
        help_text="Some places ask for years of licence before needling.",
        widget=DayInput,
        required=False,
    )
    jurisdiction = forms.CharField(
        label="Jurisdiction", help_text="Where it counts, such as us, us-co or gb.", max_length=20
    )
    hours = forms.IntegerField(label="Hours in all", min_value=0, max_value=10_000)
    in_person_hours = forms.IntegerField(label="Hours in person", min_value=0, max_value=10_000)
    training_began_on = forms.DateField(
        label="Training began on",
        help_text="Some places let a training be completed while needling, within some years.",
        widget=DayInput,
        required=False,
    )
    supervised_sessions = forms.IntegerField(
        label="Sessions done under supervision",
        min_value=0,
        max_value=10_000,
        initial=0,
        required=False,
    )
    supervision_signed_by = forms.CharField(
        label="Who signed them off",
        help_text="The name under the log of supervised sessions.",
        max_length=150,
        required=False,
    )
    issued_on = forms.DateField(label="Issued on", widget=DayInput)
    expires_on = forms.DateField(label="Expires on", widget=DayInput, required=False)
    privileges = forms.MultipleChoiceField(
        label="Trained for these parts of the body",
        help_text="It opens the muscles of these parts, and no others.",
        error_messages={
            "required": "Choose at least one part of the body. Without one it opens no muscle."
        },
        widget=forms.CheckboxSelectMultiple,
    )
    techniques = forms.MultipleChoiceField(
        label="Trained in these techniques",
        help_text="Leave empty when it covers every technique without a current. "
        "Electrical needling has to be named.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as they came
        self._offer("privileges", library().all(Privilege))
        self._offer("techniques", library().all(Technique))

    def _offer(self, name: str, statements: Iterable[Privilege | Technique]) -> None:
        ordered = sorted(statements, key=lambda one: one.order)
        choices = [(one.id, one.label) for one in ordered]
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_jurisdiction(self) -> str:
        """As clinics and laws are named: in lower case."""
        return str(self.cleaned_data["jurisdiction"]).strip().lower()

    def clean_supervised_sessions(self) -> int:
        """Left empty means none."""
        return self.cleaned_data["supervised_sessions"] or 0

    def clean(self) -> dict[str, object]:
        """Hours in person are part of all hours, and days come in their order."""
        given = super().clean() or {}
        hours, in_person = given.get("hours"), given.get("in_person_hours")
        if hours is not None and in_person is not None and in_person > hours:
            self.add_error("in_person_hours", "Not more than the hours in all.")
        if given.get("supervised_sessions") and not given.get("supervision_signed_by"):
            self.add_error("supervision_signed_by", "Say who signed the supervised sessions off.")
        issued = given.get("issued_on")
        if issued:
            self._check_days(given, issued)
        return given

    def _check_days(self, given: dict[str, Any], issued: date) -> None:
        if (expires := given.get("expires_on")) and expires <= issued:
            self.add_error("expires_on", "After the day of issue.")
        if (began := given.get("training_began_on")) and began > issued:
            self.add_error("training_began_on", "Not after the day of issue.")


class ClinicSettingsForm(forms.Form):
    """What a clinic has to declare for itself."""

    side_counting = forms.ChoiceField(
        label="One muscle needled on both sides counts",
        choices=[("", "Not declared: the question stands beside the code"), *SideCounting.choices],
        widget=forms.RadioSelect,
        required=False,
    )
