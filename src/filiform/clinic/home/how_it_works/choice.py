"""What a visitor chose to see: a few numbers within bounds, and the course they stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from filiform.clinic.knowledge import library
from filiform.clinical.ledger import MuscleSide, NeedleEvent, NeedleEventType, standing
from filiform.knowledge.model.mechanism import Course, Mechanism, Needling, Scenario
from filiform.mechanism.parameters import switchable

DEFAULT, DEFAULT_BESIDE = "needle", "sham"
MOST_INSERTIONS, MOST_OFFSET, MOST_SESSIONS = 20, 12, 5
HOURS_APART, HOURS_ONE, HOURS_SEVERAL = 24, 72.0, 240.0
EXERCISE_AT = 0.05
SEVERITY = {"healthy": 0.0, "latent": 0.5, "active": 1.0}
SHOWN = 10
"""How many scenarios are offered; the others serve the comparison with publications."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything that moves a curve, as it stands in the address."""

    muscle: str = "active"
    what: str = "needle"
    insertions: int = 10
    offset: int = 0
    sessions: int = 1
    twitch: bool = True
    exercise: bool = False
    off: tuple[str, ...] = ()

    def course(self) -> Course:
        """The course that is simulated."""
        return Course(
            severity=SEVERITY[self.muscle],
            needlings=self._needlings(),
            exercise_at_hours=(EXERCISE_AT,) if self.exercise else (),
            switched_off=tuple(map(Mechanism, self.off)),
            hours=HOURS_ONE if self.sessions == 1 else HOURS_SEVERAL,
        )

    def _needlings(self) -> tuple[Needling, ...]:
        if self.what == "nothing":
            return ()
        return tuple(
            Needling(
                at_hours=HOURS_APART * day,
                insertions=0 if self.what == "sham" else self.insertions,
                offset_mm=float(self.offset),
                twitches=None if self.twitch else 0,
            )
            for day in range(self.sessions)
        )

    def query(self) -> str:
        """The choice as an address holds it."""
        fields: list[tuple[str, str]] = [
            ("muscle", self.muscle),
            ("what", self.what),
            ("insertions", str(self.insertions)),
            ("offset", str(self.offset)),
            ("sessions", str(self.sessions)),
            *((name, "on") for name in ("twitch", "exercise") if getattr(self, name)),
            *(("off", name) for name in self.off),
        ]
        return urlencode(fields)


def choice_of(course: Course) -> Choice:
    """The nearest choice to a course: the other way round."""
    nearest = min(SEVERITY, key=lambda name: abs(SEVERITY[name] - course.severity))
    first = course.needlings[0] if course.needlings else None
    what = "nothing" if first is None else "needle" if first.insertions else "sham"
    return Choice(
        muscle=nearest,
        what=what,
        insertions=min(first.insertions, MOST_INSERTIONS) if first and first.insertions else 10,
        offset=min(round(first.offset_mm), MOST_OFFSET) if first else 0,
        sessions=min(max(len(course.needlings), 1), MOST_SESSIONS),
        twitch=first is None or first.twitches != 0,
        exercise=bool(course.exercise_at_hours),
        off=tuple(one.value for one in course.switched_off),
    )


def choice_of_session(events: Iterable[NeedleEvent]) -> Choice:
    """The nearest choice to a recorded session: the muscle with most insertions, and whether it twitched."""
    counted = list(standing(events))

    def count(kind: NeedleEventType, place: MuscleSide | None) -> int:
        return sum(one.type is kind and one.place == place for one in counted)

    inserted = NeedleEventType.INSERTED
    places = {one.place for one in counted if one.type is inserted}
    most = max(places, key=lambda place: (count(inserted, place), str(place)), default=None)
    return Choice(
        insertions=min(max(count(inserted, most), 1), MOST_INSERTIONS),
        twitch=count(NeedleEventType.TWITCH, most) > 0,
    )


def scenarios() -> Mapping[str, Scenario]:
    """The scenarios that the page offers, by the last part of their name."""
    known = library().all(Scenario)[:SHOWN]
    return {one.id.rsplit("/", 1)[-1]: one for one in known}


class ChoiceForm(forms.Form):
    """Bounds of a choice; what is left out is as in the first scenario."""

    muscle = forms.ChoiceField(
        label="The muscle",
        choices=[
            ("healthy", "Healthy"),
            ("latent", "Hurts when pressed"),
            ("active", "Hurts by itself"),
        ],
        widget=forms.RadioSelect,
    )
    what = forms.ChoiceField(
        label="What is done",
        choices=[("needle", "Needle"), ("sham", "Fake needle"), ("nothing", "Nothing")],
        widget=forms.RadioSelect,
    )
    insertions = forms.IntegerField(
        label="Needle moves",
        min_value=1,
        max_value=MOST_INSERTIONS,
        widget=forms.NumberInput({"type": "range"}),
    )
    offset = forms.IntegerField(
        label="Millimetres beside the spot",
        min_value=0,
        max_value=MOST_OFFSET,
        widget=forms.NumberInput({"type": "range"}),
    )
    sessions = forms.IntegerField(
        label="Days in a row",
        min_value=1,
        max_value=MOST_SESSIONS,
        widget=forms.NumberInput({"type": "range"}),
    )
    twitch = forms.BooleanField(label="The muscle may twitch", required=False)
    exercise = forms.BooleanField(label="Light exercise afterwards", required=False)
    off = forms.MultipleChoiceField(
        label="Switch off",
        required=False,
        choices=[(one.value, one.value.capitalize()) for one in switchable()],
        widget=forms.CheckboxSelectMultiple,
    )
    beside = forms.CharField(required=False, max_length=40)
    depth = forms.ChoiceField(required=False, choices=[("", ""), ("student", "")])

    def sliders(self) -> list[BoundField]:
        """The fields that are drawn as sliders."""
        return [self[name] for name in ("insertions", "offset", "sessions")]

    def clean_beside(self) -> str:
        """A scenario of the page, or none."""
        name: str = self.cleaned_data["beside"]
        return name if name in scenarios() else ""

    def choice(self) -> Choice:
        """The choice of a valid form."""
        given = self.cleaned_data
        return Choice(
            **{
                name: given[name]
                for name in (
                    "muscle",
                    "what",
                    "insertions",
                    "offset",
                    "sessions",
                    "twitch",
                    "exercise",
                )
            },
            off=tuple(sorted(given["off"])),
        )


def asked(query: QueryDict) -> QueryDict:
    """What the address asks for; a scenario by name, or nothing, stands for the fields it fills."""
    if "muscle" in query:
        return query
    name = query.get("scenario", "")
    course = scenarios().get(name, scenarios()[DEFAULT]).course
    whole = QueryDict(choice_of(course).query(), mutable=True)
    whole["beside"] = query.get("beside", DEFAULT_BESIDE if name in ("", DEFAULT) else DEFAULT)
    whole["depth"] = query.get("depth", "")
    return whole
