"""Forms of safety: they check what was said about an event or a needle-stick, and never save."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from filiform.clinic.knowledge import library
from filiform.clinic.safety.actions import Details
from filiform.clinic.safety.models import EventOutcome, Onset, Used
from filiform.clinic.supplies.forms import MakerField
from filiform.clinic.supplies.lot_numbers import LONGEST
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.events import EventSeverity, SeverityDefinition, Told

MINUTES = {"minutes": 1, "hours": 60, "days": 24 * 60}
MOST_AFTER = 1000
LONGEST_MM = 200
LONG = 2000


class RowForm(forms.Form):
    """A form that carries the id of the row it will make, so that sending it twice makes one row."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class MomentField(forms.DateTimeField):
    """A day and a time of it, picked or typed, in the clinic's own time."""

    def __init__(self, **options: Any) -> None:
        """Offer the browser's own calendar and clock."""
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **options
        )


class ReportForm(RowForm):
    """One tap: which event it was; the place and the needle are filled in already."""

    event = forms.CharField(max_length=120)
    place = forms.CharField(max_length=140, required=False)
    needle = forms.CharField(max_length=120, required=False)
    check_in = forms.UUIDField(required=False, widget=forms.HiddenInput)


class DetailsForm(RowForm):
    """What is known of an event. Whatever is not known yet stays empty."""

    severity = forms.ChoiceField(label="How bad", widget=forms.RadioSelect)
    muscle = forms.ChoiceField(label="Muscle", required=False)
    side = forms.ChoiceField(
        label="Side",
        choices=[("", "None"), ("left", "Left"), ("right", "Right"), ("midline", "Midline")],
        widget=forms.RadioSelect,
        required=False,
    )
    lot = forms.CharField(label="Lot of the needle", max_length=LONGEST, required=False)
    gauge = forms.CharField(label="Thickness", max_length=20, required=False)
    length_mm = forms.DecimalField(
        label="Length", min_value=1, max_value=LONGEST_MM, decimal_places=1, required=False
    )
    onset = forms.ChoiceField(
        label="When it began",
        choices=[("", "Not known"), *Onset.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    after = forms.IntegerField(
        label="How long afterwards", min_value=0, max_value=MOST_AFTER, required=False
    )
    unit = forms.ChoiceField(
        label="Minutes, hours or days",
        choices=[(one, one.capitalize()) for one in MINUTES],
        required=False,
    )
    course = forms.CharField(
        label="What happened",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    done = forms.CharField(
        label="What was done",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    outcome = forms.ChoiceField(
        label="How it is now",
        choices=[("", "Not said yet"), *EventOutcome.choices],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, at_least: EventSeverity, **options: Any) -> None:
        """Offer the severities from that of the event's kind upwards: a clinician may raise it, never lower it."""
        super().__init__(*args, **options)
        words = sorted(library().all(SeverityDefinition), key=lambda one: one.order)
        self.fields["severity"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one.severity.value, f"{one.label}: {one.statement}")
            for one in words
            if one.severity.rank >= at_least.rank
        ]
        muscles = sorted((one.label, one.id) for one in library().all(Muscle))
        self.fields["muscle"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "None"),
            *((identifier, label) for label, identifier in muscles),
        ]

    def clean(self) -> dict[str, Any]:
        """A muscle has a side; a time afterwards needs the event to have begun afterwards."""
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("muscle")) != bool(said.get("side")):
            self.add_error("side", "Say the muscle and its side, or neither.")
        if said.get("after") is not None and said.get("onset") != Onset.AFTERWARDS:
            self.add_error("after", "Choose “After the needles were out”, or leave this empty.")
        return said

    def details(self) -> Details:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        after = said["after"]
        return Details(
            severity=EventSeverity(said["severity"]),
            muscle=said["muscle"],
            side=said["side"],
            lot=said["lot"],
            gauge=said["gauge"],
            length_mm=said["length_mm"],
            onset=said["onset"],
            onset_minutes=None if after is None else after * MINUTES[said["unit"] or "minutes"],
            course=said["course"].strip(),
            done=said["done"].strip(),
            outcome=said["outcome"],
        )

    @staticmethod
    def initial_of(known: Any) -> dict[str, Any]:
        """What is known already."""
        names = ("severity", "muscle", "side", "lot", "gauge", "onset", "course", "done", "outcome")
        length: Decimal | None = known.length_mm
        after, unit = known.onset_minutes, "minutes"
        for name, minutes in MINUTES.items():
            if after and known.onset_minutes % minutes == 0:
                after, unit = known.onset_minutes // minutes, name
        return {name: getattr(known, name) for name in names} | {
            "length_mm": f"{float(length):g}" if length is not None else None,
            "after": after,
            "unit": unit,
        }


class TellingForm(RowForm):
    """Somebody was told."""

    whom = forms.ChoiceField(choices=[(one.value, one.value) for one in Told])
    told_at = MomentField(label="When", required=False)
    how = forms.CharField(label="How, and whom", max_length=300, required=False)


class ReasonForm(RowForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label="Why", max_length=500, error_messages={"required": "Say why, in a few words."}
    )


class LotSearchForm(forms.Form):
    """A lot to look for."""

    lot = forms.CharField(
        label="Lot",
        help_text="As printed or as the notice says. Spaces, dashes and case do not matter.",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the lot."},
    )
    maker = MakerField(
        help_text="Only when you know it. Needles of the same number whose maker nobody wrote down are shown too.",
        required=False,
    )

    def clean_lot(self) -> str:
        """A lot holds a letter or a digit."""
        lot: str = self.cleaned_data["lot"]
        if not any(one.isalnum() for one in lot):
            raise forms.ValidationError("A lot holds at least one letter or digit.")
        return lot


class NeedleStickForm(RowForm):
    """A needle-stick of somebody who works here."""

    injured = forms.ChoiceField(label="Who was pricked", required=False)
    injured_name = forms.CharField(
        label="Somebody else",
        help_text="A name, if they are not on the list.",
        max_length=150,
        required=False,
    )
    happened_at = MomentField(label="When")
    device = forms.CharField(label="With what", max_length=150, initial="Needle for dry needling")
    used = forms.ChoiceField(
        label="Had it been in a patient?", choices=Used.choices, widget=forms.RadioSelect
    )
    session = forms.ChoiceField(label="Whose session, if it is known", required=False)
    place = forms.CharField(label="Where in the clinic", max_length=150, required=False)
    how = forms.CharField(
        label="How it happened",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write how it happened, in a few words."},
    )
    first_aid = forms.MultipleChoiceField(
        label="What was done at once",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        members: Iterable[Any],
        sessions: Iterable[tuple[str, str]],
        steps: Iterable[str],
        **options: Any,
    ) -> None:
        """Offer the colleagues, the sessions this member may see, and the steps of the pathway."""
        super().__init__(*args, **options)
        choices = {
            "injured": [
                ("", "Nobody on the list"),
                *((str(one.pk), one.user.name) for one in members),
            ],
            "session": [("", "Not known, or not asked"), *sessions],
            "first_aid": [(one, one) for one in steps],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # choice fields
        self.fields["happened_at"].widget.attrs["max"] = (
            timezone.localtime() + timedelta(minutes=1)
        ).strftime("%Y-%m-%dT%H:%M")

    def clean(self) -> dict[str, Any]:
        """Exactly one person."""
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("injured")) == bool(said.get("injured_name", "").strip()):
            self.add_error("injured", "Choose a colleague, or write a name: one of the two.")
        return said


class EntryForm(RowForm):
    """Who was told of a needle-stick, or what was done next."""

    whom = forms.ChoiceField(
        choices=[("", ""), *((one.value, one.value) for one in Told)], required=False
    )
    text = forms.CharField(
        label="What was done next",
        help_text="Only what has to be kept. No result of a blood test belongs here.",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("whom") and not said.get("text", "").strip():
            self.add_error("text", "Write what was done, in a few words.")
        return said
