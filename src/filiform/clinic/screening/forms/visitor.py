"""What a visitor of the public questionnaire has said so far. It travels in hidden fields and is stored nowhere."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.http import QueryDict

from filiform.clinic.screening.forms.answers import field_of
from filiform.clinic.screening.forms.places import (
    key_of,
    place_choices,
    place_of,
    taken_apart,
    whole_limbs,
)
from filiform.clinic.screening.queries.questionnaire import slug_of
from filiform.clinical.facts import Answer, AnswerValue, Place, ScreeningFacts
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import Jurisdiction
from filiform.knowledge.model.planning import Indication
from filiform.knowledge.model.screening import Finding

ANSWER, WHERE, ASKED_WHERE, FOR, COUNTRY = "answer-", "where-", "asked-where", "for-", "country"


class Unreadable(ValueError):
    """A form that no page of ours wrote: says which field and which value, never a person."""


class Visitor(msgspec.Struct, frozen=True):
    """Everything a visitor has said.

    `reasons` are the answers to the questions of indications. `asked_where` names the findings whose
    place was asked: naming none is an answer, too. `country` is a jurisdiction, or empty.
    """

    answers: dict[str, Answer] = {}
    reasons: dict[str, AnswerValue] = {}
    asked_where: frozenset[str] = frozenset()
    country: str = ""

    def facts(self, on: date) -> ScreeningFacts:
        """What screening decides on; a visitor has neither a record nor a date of birth."""
        return ScreeningFacts(on=on, answers=self.answers)

    def fields(self) -> Iterator[tuple[str, str]]:
        """The visitor as names and values of hidden fields; `read_visitor` reads them back."""
        if self.country:
            yield COUNTRY, slug_of(self.country)
        for name, value in self.reasons.items():
            yield FOR + slug_of(name), value.value
        for name, answer in self.answers.items():
            yield field_of(name), answer.value.value
            for place in answer.places:
                yield WHERE + slug_of(name), key_of(place)
        for name in sorted(self.asked_where):
            yield ASKED_WHERE, slug_of(name)


def read_visitor(data: QueryDict, library: Library) -> Visitor:
    """What the visitor has said, out of a form.

    Raises:
        Unreadable: when a field names something the library does not hold, or a value is none of ours.
    """
    values = {
        field_of(one.id): one.id for one in library.all(Finding) if data.get(field_of(one.id))
    }
    _refuse_unknown(data, ANSWER, {field_of(one.id) for one in library.all(Finding)})
    answers = {
        name: Answer(_value(data, field), _places(data, name, library))
        for field, name in values.items()
    }
    named = {FOR + slug_of(one.id): one.id for one in library.all(Indication)}
    _refuse_unknown(data, FOR, set(named))
    reasons = {name: _value(data, field) for field, name in named.items() if data.get(field)}
    asked = frozenset(f"screening/findings/{slug}" for slug in data.getlist(ASKED_WHERE))
    return Visitor(answers, reasons, asked & set(answers), _country(data, library))


def _value(data: QueryDict, field: str) -> AnswerValue:
    try:
        return AnswerValue(str(data[field]))
    except ValueError:
        raise Unreadable(f"{field}: {str(data[field])[:40]!r} is not yes, no or unsure") from None


def _places(data: QueryDict, finding: str, library: Library) -> tuple[Place, ...]:
    keys = taken_apart(data.getlist(WHERE + slug_of(finding)), whole_limbs(library))
    allowed = {key for key, _ in place_choices(library)}
    wrong = next((key for key in keys if key not in allowed), None)
    if wrong is not None:
        raise Unreadable(f"{WHERE}{slug_of(finding)}: {wrong[:40]!r} is no place of the body")
    return tuple(place_of(key) for key in keys)


def _country(data: QueryDict, library: Library) -> str:
    given = data.get(COUNTRY, "")
    identifier = f"aftercare/jurisdictions/{given}"
    if not given:
        return ""
    if identifier not in {one.id for one in library.all(Jurisdiction)}:
        raise Unreadable(f"{COUNTRY}: {given[:40]!r} is no country of the library")
    return identifier


def _refuse_unknown(data: QueryDict, prefix: str, known: set[str]) -> None:
    wrong = next((name for name in data if name.startswith(prefix) and name not in known), None)
    if wrong is not None:
        raise Unreadable(f"{wrong[:60]!r} is no question of the library")
