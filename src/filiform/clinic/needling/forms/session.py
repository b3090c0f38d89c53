"""Forms of the session. A tap is a form too: read here, refused here when it cannot be read, never saved here."""

from collections.abc import Mapping
from typing import Any

from django import forms

from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import IN_A_MUSCLE, TapKind, Tapped
from filiform.clinic.needling.models import MOST_MINUTES, Moment
from filiform.clinic.needling.queries import Needles
from filiform.clinic.supplies.forms import MakerField
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.side import Side
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.needling import Technique

MOST_AT_ONCE = 99
LONGEST_MM = 200
HIGHEST = 10
WITHOUT_A_PLACE = (
    TapKind.VOID,
    TapKind.EMERGENCY_STOP,
    TapKind.DISCARDED,
    TapKind.DISCARDED_UNUSED,
    TapKind.ALL_OUT_AND_DISCARDED,
)
TAP_PARTS = ("kind", "number", "voids", "row")


def _choices(kind: type[Any]) -> list[tuple[str, str]]:
    return [(one.id, one.label) for one in library().all(kind)]


def read_tap(tap: str) -> dict[str, str]:
    """What one button sent, taken apart: kind, number, what it takes back, and the id of the new row.

    A tap that cannot be read comes out empty, and the form then says what is missing.
    """
    parts = tap.split(":")
    if len(parts) != len(TAP_PARTS):
        return {}
    return dict(zip(TAP_PARTS, parts, strict=True))


def fields_of_tap(posted: Mapping[str, str]) -> dict[str, str]:
    """A posted tap as the fields of `EventForm`: the parts of its button, or fields of their own."""
    said = read_tap(posted["tap"]) if "tap" in posted else {}
    named = {name: posted[name] for name in EventForm.base_fields if name in posted}
    return {**named, **said}


class EventForm(forms.Form):
    """One tap. The id is made where it was tapped."""

    row = forms.UUIDField()
    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in TapKind])
    number = forms.IntegerField(min_value=0, max_value=MOST_AT_ONCE, required=False)
    muscle = forms.CharField(required=False, max_length=120)
    side = forms.ChoiceField(choices=[(side.value, side.value) for side in Side], required=False)
    needle = forms.UUIDField(required=False)
    voids = forms.UUIDField(required=False)
    by = forms.CharField(required=False, max_length=120)
    witnessed_by = forms.CharField(required=False, max_length=120)
    to = forms.CharField(required=False, max_length=120)
    out_mm = forms.FloatField(min_value=0, max_value=LONGEST_MM, required=False)
    container = forms.CharField(required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        """Each kind has what belongs to it."""
        said: dict[str, Any] = super().clean() or {}
        kind = said.get("kind")
        has_place = bool(said.get("muscle")) and bool(said.get("side"))
        if kind in IN_A_MUSCLE and not (has_place or said.get("needle")):
            raise forms.ValidationError("Say in which muscle and on which side this happened.")
        if kind == TapKind.DISCOMFORT and not 0 <= (said.get("number") or 0) <= HIGHEST:
            raise forms.ValidationError("Discomfort is a number from 0 to 10.")
        if kind in (TapKind.DISCOMFORT, TapKind.PAIN_RECOGNISED) and said.get("number") is None:
            raise forms.ValidationError("Say how much, as a number.")
        if said.get("number") == 0 and kind not in (TapKind.DISCOMFORT, TapKind.PAIN_RECOGNISED):
            raise forms.ValidationError("Say how many: at least 1.")
        if (kind == TapKind.VOID) != bool(said.get("voids")):
            raise forms.ValidationError("Say what is taken back.")
        if kind == TapKind.OPENED:
            raise forms.ValidationError("Needles are opened with what is printed on the packet.")
        self._check_names(said)
        return said

    def _check_names(self, said: Mapping[str, Any]) -> None:
        if said.get("kind") == TapKind.RECOVERED:
            names = [said.get("by", "").strip(), said.get("witnessed_by", "").strip()]
            if not all(names) or names[0].casefold() == names[1].casefold():
                raise forms.ValidationError(
                    "Say who has the needle in hand, and who else has seen it: two people."
                )
        if said.get("kind") == TapKind.RETAINED_ESCALATED and not said.get("to", "").strip():
            raise forms.ValidationError("Say by name who takes over.")

    def tapped(self) -> Tapped:
        """What `record_tap` is called with."""
        said = self.cleaned_data
        whose: dict[str, Any] = {
            "kind": TapKind(said["kind"]),
            "number": said["number"],
            "out_mm": said["out_mm"],
        }
        if TapKind(said["kind"]) not in WITHOUT_A_PLACE and said["muscle"] and said["side"]:
            whose |= {"muscle": said["muscle"], "side": Side(said["side"])}
        ids: dict[str, Any] = {
            name: str(said[name]) if said[name] else "" for name in ("needle", "voids")
        }
        words: dict[str, Any] = {
            name: said[name].strip() for name in ("by", "witnessed_by", "to", "container")
        }
        return Tapped(**whose, **ids, **words)


class NeedlesForm(forms.Form):
    """Opening needles: how many, and what is printed on the packet."""

    row = forms.UUIDField(widget=forms.HiddenInput)
    quantity = forms.IntegerField(label="How many", min_value=1, max_value=MOST_AT_ONCE, initial=1)
    lot = forms.CharField(
        label="Lot", max_length=60, error_messages={"required": "Type the lot from the packet."}
    )
    maker = MakerField(help_text="Needed where two makers have this lot.", required=False)
    gauge = forms.CharField(label="Thickness, as printed", max_length=20, required=False)
    length_mm = forms.DecimalField(
        label="Length",
        min_value=1,
        max_value=LONGEST_MM,
        max_digits=5,
        decimal_places=1,
        error_messages={"required": "Type the length from the packet, in millimetres."},
    )
    expires_on = forms.DateField(
        label="Use before",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Type the date from the packet."},
    )

    @classmethod
    def initial_of(cls, needles: Needles | None) -> dict[str, Any]:
        """The needles opened last."""
        if needles is None:
            return {}
        return {
            "lot": needles.lot,
            "maker": needles.maker,
            "gauge": needles.gauge,
            "length_mm": f"{needles.length_mm:g}" if needles.length_mm else None,
            "expires_on": needles.expires_on,
        }

    def tapped(self) -> Tapped:
        """What was typed, as `record_tap` takes it."""
        said = self.cleaned_data
        return Tapped(
            kind=TapKind.OPENED,
            number=said["quantity"],
            lot=said["lot"],
            maker=said["maker"].strip(),
            gauge=said["gauge"],
            length_mm=float(said["length_mm"]),
            expires_on=said["expires_on"],
        )


class AnswersForm(forms.Form):
    """What is new or different since screening: findings ticked, or the button that says nothing is."""

    row = forms.UUIDField(widget=forms.HiddenInput)
    nothing = forms.BooleanField(required=False)

    def __init__(self, *args: Any, findings: Any, **kwargs: Any) -> None:
        """Offer the findings that are asked of this person."""
        super().__init__(*args, **kwargs)
        offered = [(one.id, one.label) for one in findings]
        self.fields["new"] = forms.MultipleChoiceField(required=False, choices=offered)

    def clean(self) -> dict[str, Any]:
        """Nothing and something contradict each other; neither is no answer."""
        said: dict[str, Any] = super().clean() or {}
        if "new" in said and bool(said["new"]) == bool(said.get("nothing")):
            raise forms.ValidationError(
                "Tick what is new and press “Something is new”, or tick nothing and press “Nothing is new”."
            )
        return said


class OffPlanForm(forms.Form):
    """A muscle that the plan does not name."""

    row = forms.UUIDField(widget=forms.HiddenInput)
    muscle = forms.ChoiceField(label="Muscle", choices=lambda: _choices(Muscle))
    side = forms.ChoiceField(
        label="Side", choices=[("left", "Left"), ("right", "Right")], widget=forms.RadioSelect
    )
    technique = forms.ChoiceField(label="Technique", choices=lambda: _choices(Technique))
    reason = forms.CharField(
        label="Why it is needled today",
        max_length=1000,
        error_messages={
            "required": "Say why this muscle is needled although the plan does not name it."
        },
    )
    agreed = forms.BooleanField(
        label="The patient was asked about this muscle and agreed",
        error_messages={
            "required": "Ask the patient first: they agreed to the muscles of the plan."
        },
    )


class FoundForm(forms.Form):
    """Tissue that no needle goes over: which, where, and whether it is there."""

    row = forms.UUIDField()
    muscle = forms.CharField(max_length=120)
    side = forms.ChoiceField(choices=[(side.value, side.value) for side in Side])
    rule = forms.CharField(max_length=120)
    is_there = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    @classmethod
    def of_tap(cls, posted: Mapping[str, str]) -> "FoundForm":
        """The form of one posted tap: the button says what, and whether it is there."""
        rule, _, is_there = posted.get("found", "").partition(":")
        where = {name: posted.get(name, "") for name in ("row", "muscle", "side")}
        return cls({**where, "rule": rule, "is_there": is_there})

    def action_arguments(self) -> dict[str, Any]:
        """What `record_found` is called with."""
        said = self.cleaned_data
        return {
            "row_id": said["row"],
            "place": MuscleSide(said["muscle"], Side(said["side"])),
            "rule": said["rule"],
            "is_there": said["is_there"] == "yes",
        }


class MinutesForm(forms.Form):
    """Minutes of one service billed by time."""

    row = forms.UUIDField()
    service = forms.CharField(max_length=120)
    minutes = forms.IntegerField(label="Minutes", min_value=0, max_value=MOST_MINUTES)

    @classmethod
    def of_tap(cls, posted: Mapping[str, str]) -> "MinutesForm":
        """The form of one posted tap: the button says which service and how many minutes."""
        service, _, minutes = posted.get("minutes", "").partition(":")
        return cls({"row": posted.get("row", ""), "service": service, "minutes": minutes})

    def action_arguments(self) -> dict[str, Any]:
        """What `record_minutes` is called with."""
        said = self.cleaned_data
        return {"row_id": said["row"], "service": said["service"], "minutes": said["minutes"]}


class ResponseForm(forms.Form):
    """Pain before or after."""

    row = forms.UUIDField()
    when = forms.ChoiceField(choices=Moment.choices)
    pain = forms.IntegerField(min_value=0, max_value=HIGHEST)


class RowForm(forms.Form):
    """Nothing but the id of the row that will be made."""

    row = forms.UUIDField(widget=forms.HiddenInput)


class AddendumForm(RowForm):
    """What was left out of a signed session."""

    text = forms.CharField(
        label="Addendum",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what is to be added."},
    )


class SupervisorForm(RowForm):
    """Which colleague watches a session: one of the clinic's own."""

    supervisor: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(queryset=None)

    def __init__(self, *args: Any, colleagues: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["supervisor"].queryset = colleagues  # type: ignore[attr-defined]  # a model field
