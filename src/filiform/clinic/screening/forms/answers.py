"""Answers to screening questions, and the places of the body that an answer is about."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from filiform.clinic.screening.queries.questionnaire import slug_of
from filiform.clinic.ui.forms import AnswerField
from filiform.clinical.facts import Answer, AnswerValue, Place
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area
from filiform.knowledge.model.screening import Finding

ANSWERS = (
    (AnswerValue.YES.value, "Yes"),
    (AnswerValue.NO.value, "No"),
    (AnswerValue.UNSURE.value, "Not sure"),
)


class ScreeningAnswerField(AnswerField):
    """Yes, no or not sure, in the words in which the science keeps them."""

    ANSWERS = ANSWERS

    def __init__(self, **options: Any) -> None:
        """Offer the three answers; a missing one says what to choose from."""
        messages = {
            "required": "Choose yes, no or not sure.",
            "invalid_choice": "“%(value)s” is no answer. Choose yes, no or not sure.",
        }
        super().__init__(error_messages=messages, **options)
        self.choices = ANSWERS


class PlacesField(forms.MultipleChoiceField):
    """Areas of the body, each with its side, written `shoulder.left`; cleaned to `Place`s."""

    def __init__(self, *, library: Library, **options: Any) -> None:
        """Offer every area of the library on each of its sides."""
        messages = {"invalid_choice": "“%(value)s” is no place of the body on this page."}
        self.keys = [key for key, _ in place_choices(library)]
        super().__init__(choices=place_choices(library), error_messages=messages, **options)

    def clean(self, value: Any) -> tuple[Place, ...]:
        """The places that were ticked, in the order of the body."""
        ticked = set(super().clean(value))
        return tuple(place_of(key) for key in self.keys if key in ticked)


class QuestionsForm(forms.Form):
    """Several questions on one page, one field a finding; with `required`, every one needs an answer."""

    def __init__(
        self,
        findings: Iterable[Finding],
        answers: Mapping[str, Answer],
        data: Any = None,
        *,
        required: bool = True,
    ) -> None:
        """Lay out a field for each finding, filled with the answer it has."""
        self.findings = tuple(findings)
        super().__init__(
            data, initial={field_of(name): one.value.value for name, one in answers.items()}
        )
        for finding in self.findings:
            self.fields[field_of(finding.id)] = ScreeningAnswerField(
                label=finding.question or finding.label, help_text=finding.help, required=required
            )

    def values(self) -> dict[str, AnswerValue]:
        """The answers that were given, by finding; a question left open is absent."""
        given = ((one.id, self.cleaned_data.get(field_of(one.id))) for one in self.findings)
        return {name: AnswerValue(value) for name, value in given if value}


class PlacesForm(forms.Form):
    """Where something is: no place ticked means that the person cannot say."""

    def __init__(self, library: Library, data: Any = None, *, places: Iterable[Place] = ()) -> None:
        """Offer every place, with the known ones ticked."""
        super().__init__(data, initial={"places": [key_of(place) for place in places]})
        self.fields["places"] = PlacesField(library=library, required=False, label="Where is it?")


def field_of(finding: str) -> str:
    """The name of the field that holds the answer to a finding."""
    return f"answer-{slug_of(finding)}"


def place_choices(library: Library) -> list[tuple[str, str]]:
    """Every place a person can name, in the order of the body, with its label for the patient."""
    return [
        (key_of(place), _words(area, place.side))
        for area in library.all(Area)
        for place in places_of(area)
    ]


def places_of(area: Area) -> tuple[Place, ...]:
    """The places an area stands for: left and right, or one in the middle."""
    if area.laterality is Laterality.MIDLINE:
        return (Place(area.id),)
    return tuple(Place(area.id, side) for side in area.laterality.sides)


def key_of(place: Place) -> str:
    """How a place is written in a form: `shoulder.left`, or `pelvis` where there are no sides."""
    name = slug_of(place.area)
    return f"{name}.{place.side}" if place.side else name


def place_of(key: str) -> Place:
    """The place that a form wrote as `key`."""
    name, _, side = key.partition(".")
    return Place(f"anatomy/areas/{name}", Side(side) if side else None)


def _words(area: Area, side: Side | None) -> str:
    return f"{area.patient_label}, {side}" if side else area.patient_label
