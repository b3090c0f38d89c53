"""Forms about people: they check what was typed and never save."""

from uuid import uuid4

from django import forms

from filiform.clinic.accounts.roles import STAFF_ROLES, Role
from filiform.clinic.knowledge import library
from filiform.clinic.people.models import Patient
from filiform.knowledge.model.anatomy import Area


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
    jurisdiction = forms.CharField(
        label="Jurisdiction", help_text="Where it counts, such as us, us-co or gb.", max_length=20
    )
    hours = forms.IntegerField(label="Hours in all", min_value=0, max_value=10_000)
    in_person_hours = forms.IntegerField(label="Hours in person", min_value=0, max_value=10_000)
    issued_on = forms.DateField(label="Issued on", widget=DayInput)
    expires_on = forms.DateField(label="Expires on", widget=DayInput, required=False)
    areas = forms.MultipleChoiceField(
        label="Areas of the body",
        help_text="Leave empty when it covers the whole body.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as they came
        areas = [(area.id, area.label) for area in library().all(Area)]
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, object]:
        """Hours in person are part of all hours, and a credential ends after it began."""
        given = super().clean() or {}
        hours, in_person = given.get("hours"), given.get("in_person_hours")
        if hours is not None and in_person is not None and in_person > hours:
            self.add_error("in_person_hours", "Not more than the hours in all.")
        issued, expires = given.get("issued_on"), given.get("expires_on")
        if issued and expires and expires <= issued:
            self.add_error("expires_on", "After the day of issue.")
        return given
