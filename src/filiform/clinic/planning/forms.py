"""Forms of planning: they check what was typed and never save. Clinical rules are the decision's, not theirs."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from filiform.clinic.knowledge import library
from filiform.clinic.planning.presenters.consent import ConsentForm, ConsentPart
from filiform.clinic.planning.presenters.dwell import dwell_field
from filiform.clinic.planning.presenters.muscle_choices import (
    SIDES,
    dwell_fields,
    muscle_of,
    muscle_value,
    technique_field,
    technique_fields,
)
from filiform.clinic.planning.presenters.plan_form import usual_words
from filiform.clinic.planning.queries import PlanDraft
from filiform.clinical.dwell import FEWEST_MINUTES, MOST_MINUTES
from filiform.clinical.planning import PlannedMuscle
from filiform.kernel.side import Side
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.care import ManualTechnique, Stretch
from filiform.knowledge.model.needling import Technique
from filiform.knowledge.model.planning import Indication, LoadingProtocol, PlanRuleKind

SEVERAL = ("stretches", "manual_techniques")
MOST_SESSIONS = 99
MOST_DAYS = 366
SHOWN = 20  # characters of what was typed instead of a number


def _choices(kind: type[Any]) -> list[tuple[str, str]]:
    return [(one.id, one.label) for one in library().all(kind)]


def _muscle_choices() -> list[tuple[str, str]]:
    return [
        (muscle_value(muscle.id, side), f"{muscle.label}, {side.value}")
        for muscle in library().all(Muscle)
        for side in SIDES
    ]


def _ticked(data: Any) -> list[str]:
    """The muscles ticked in what was sent, each once; one that the library does not have is left out."""
    values = data.getlist("muscles") if isinstance(data, QueryDict) else ()
    names = dict.fromkeys(muscle_of(value) for value in values)
    return [name for name in names if technique_field(name) in technique_fields(library())]


class JudgedField(forms.CharField):
    """Needed, but not by the form: when it is missing the decision says so, with its reason and source."""

    def validate(self, value: Any) -> None:
        """Nothing to say here."""


class DwellField(forms.IntegerField):
    """Whole minutes that a needle stays, or nothing; an error says what was given, and what is allowed."""

    def __init__(self, *, muscle: str) -> None:
        """The field of one muscle, named by its label."""
        allowed = (
            f"Give whole minutes from {FEWEST_MINUTES} to {MOST_MINUTES}, or leave it empty "
            "where no time is planned."
        )
        super().__init__(
            label=f"Minutes the needle stays in {muscle}",
            required=False,
            min_value=FEWEST_MINUTES,
            max_value=MOST_MINUTES,
            error_messages=dict.fromkeys(
                ("min_value", "max_value"), f"%(show_value)s was given. {allowed}"
            ),
        )
        self.allowed = allowed

    def to_python(self, value: Any) -> int | None:
        """The number, or an error that repeats the beginning of what was typed."""
        try:
            return super().to_python(value.strip() if isinstance(value, str) else value)
        except forms.ValidationError:
            words = f"“{str(value)[:SHOWN]}” was given. {self.allowed}"
            raise forms.ValidationError(words, code="invalid") from None


class PlanForm(forms.Form):
    """A plan as it is filled in. Only what cannot be read at all is an error here."""

    use_required_attribute = False

    row = forms.UUIDField(widget=forms.HiddenInput)
    replacing = forms.UUIDField(widget=forms.HiddenInput, required=False)
    indication = forms.ChoiceField(
        label="Why needling is considered",
        choices=lambda: _choices(Indication),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why needling is considered."},
    )
    muscles = forms.MultipleChoiceField(
        label="Muscles to needle", choices=_muscle_choices, required=False
    )
    protocol = forms.ChoiceField(
        label="Exercise programme",
        choices=lambda: [("", "None"), *_choices(LoadingProtocol)],
        required=False,
    )
    stretches = forms.MultipleChoiceField(
        label="Stretches", choices=lambda: _choices(Stretch), required=False
    )
    manual_techniques = forms.MultipleChoiceField(
        label="Manual techniques", choices=lambda: _choices(ManualTechnique), required=False
    )
    other_care = forms.CharField(
        label="Other active care",
        help_text="For example advice, or care somewhere else.",
        max_length=2000,
        required=False,
    )
    needling_alone_reason = forms.CharField(
        label="Why needling alone",
        help_text="Only for a plan with no exercise programme and no other active care.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    goal = JudgedField(
        label="Goal, in the patient’s own words",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sessions = forms.IntegerField(
        label="Sessions",
        min_value=1,
        max_value=MOST_SESSIONS,
        error_messages={"required": "Say how many sessions are planned."},
    )
    days_between = forms.IntegerField(
        label="Days between sessions", min_value=0, max_value=MOST_DAYS, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add technique and minutes of each muscle that is ticked, and the usual range beside each number."""
        super().__init__(*args, **kwargs)
        known = technique_fields(library())
        for muscle in _ticked(self.data):
            label = known[technique_field(muscle)].label
            self.fields[technique_field(muscle)] = forms.ChoiceField(
                label=f"Technique for {label}", choices=_choices(Technique), required=False
            )
            self.fields[dwell_field(muscle)] = DwellField(muscle=label)
        hints = {
            "sessions": PlanRuleKind.SESSIONS_IN_COURSE,
            "days_between": PlanRuleKind.DAYS_BETWEEN_SESSIONS,
        }
        for name, kind in hints.items():
            self.fields[name].help_text = usual_words(kind, library())

    @classmethod
    def initial_of(cls, draft: PlanDraft | None) -> dict[str, Any]:
        """The first content of the form: the last plan, or nothing; with an id for the row it will make."""
        initial: dict[str, Any] = {"row": uuid4(), "sessions": 1}
        if draft is None:
            return initial
        for name in ("indication", "protocol", "other_care", "needling_alone_reason", "goal"):
            initial[name] = getattr(draft, name)
        initial |= {"sessions": draft.sessions, "days_between": draft.days_between}
        initial |= {name: list(getattr(draft, name)) for name in SEVERAL}
        initial["muscles"] = [muscle_value(one.muscle, one.side) for one in draft.muscles]
        initial |= {technique_field(one.muscle): one.technique for one in draft.muscles}
        return initial | {dwell_field(one.muscle): one.dwell_minutes for one in draft.muscles}

    @classmethod
    def typed_in(cls, posted: QueryDict) -> dict[str, Any]:
        """What was typed, checked for nothing, as the first content of the form the next time it is opened."""
        several = ("muscles", *SEVERAL)
        fixed = {name for name in cls.base_fields if name not in ("row", "replacing", *several)}
        kept = fixed | set(technique_fields(library())) | set(dwell_fields(library()))
        typed: dict[str, Any] = {name: posted[name] for name in sorted(kept) if name in posted}
        return typed | {name: posted.getlist(name) for name in several}

    @classmethod
    def started(cls, posted: QueryDict) -> dict[str, Any]:
        """What was typed, with the plan that the chosen indication starts with where nothing else was said.

        Raises:
            UnknownConcept: for an indication that the library does not have.
        """
        indication = library().get(str(posted["start"]), Indication)
        start, typed = indication.start, cls.typed_in(posted)
        return typed | {
            "row": posted.get("row"),
            "replacing": posted.get("replacing"),
            "indication": indication.id,
            "sessions": start.sessions,
            "days_between": start.days_between,
            "other_care": typed.get("other_care", "").strip() or start.other_care,
        }

    @cached_property
    def draft(self) -> PlanDraft:
        """What was filled in so far; fields that could not be read are left out."""
        said = getattr(self, "cleaned_data", {})
        return PlanDraft(
            indication=said.get("indication", ""),
            muscles=tuple(self._muscle(value) for value in said.get("muscles", ())),
            protocol=said.get("protocol", ""),
            stretches=tuple(said.get("stretches", ())),
            manual_techniques=tuple(said.get("manual_techniques", ())),
            other_care=said.get("other_care", ""),
            needling_alone_reason=said.get("needling_alone_reason", ""),
            goal=said.get("goal", ""),
            sessions=said.get("sessions") or 1,
            days_between=said.get("days_between"),
        )

    def _muscle(self, value: str) -> PlannedMuscle:
        muscle, side = value.rsplit(":", 1)
        technique = self.cleaned_data.get(technique_field(muscle)) or library().all(Technique)[0].id
        dwell = self.cleaned_data.get(dwell_field(muscle))
        return PlannedMuscle(
            muscle=muscle, side=Side(side), technique=technique, dwell_minutes=dwell
        )


class ConsentSigning(forms.Form):
    """The signature under the consent form: a typed name, and one tick for each key part."""

    row = forms.UUIDField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, consent: ConsentForm, **kwargs: Any) -> None:
        """Add the tick of each key part; a current is a choice, everything else is needed."""
        super().__init__(*args, **kwargs)
        self.consent = consent
        for part in consent.parts:
            if part.is_key:
                self.fields[part.name] = forms.BooleanField(
                    label="I agree to this" if part.is_choice else "I have read this",
                    required=not part.is_choice,
                    error_messages={"required": f"Please read “{part.heading}” and tick the box."},
                )
        self.fields["given_by"] = forms.CharField(
            label="Your full name",
            help_text="Typing your name here is your signature.",
            max_length=200,
            error_messages={"required": "Type your full name to sign."},
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )

    def shown_parts(self) -> list[tuple[ConsentPart, forms.BoundField | None]]:
        """Each part of the text with its tick, where it has one."""
        return [(part, self[part.name] if part.is_key else None) for part in self.consent.parts]

    @property
    def confirmed(self) -> list[str]:
        """Identifiers of the parts that were ticked."""
        return [
            part.id for part in self.consent.parts if part.is_key and self.cleaned_data[part.name]
        ]


class RowForm(forms.Form):
    """Nothing but the id of the row that will be made."""

    row = forms.UUIDField(widget=forms.HiddenInput)


class Withdrawal(RowForm):
    """Taking consent back: nothing but who does it."""

    given_by = forms.CharField(label="Name of the person withdrawing", max_length=200)
