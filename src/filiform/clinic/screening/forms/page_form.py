"""The form of one page of the public questionnaire; the rest of what was said travels beside it, hidden."""

from datetime import date
from typing import Any

import msgspec
from django import forms
from django.http import QueryDict

from filiform.clinic.screening.forms.answers import ScreeningAnswerField, field_of
from filiform.clinic.screening.forms.pages import Page
from filiform.clinic.screening.forms.places import PlacesField, key_of
from filiform.clinic.screening.forms.visitor import FOR, WHERE, Visitor
from filiform.clinic.screening.queries.questionnaire import asked_findings, slug_of
from filiform.clinical.facts import Answer, AnswerValue
from filiform.knowledge.library import Library


class PageForm(forms.Form):
    """The fields of one page, filled with what the visitor has said before."""

    def __init__(
        self, page: Page, visitor: Visitor, library: Library, data: QueryDict | None = None
    ) -> None:
        """Lay out the page's questions, each of which needs an answer."""
        super().__init__(data, initial=_initial(page, visitor))
        self.page, self.visitor, self.library = page, visitor, library
        self.fields.update(_fields(page, library))

    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Everything the visitor said on other pages, as hidden fields."""
        return tuple(pair for pair in self.visitor.fields() if pair[0] not in self.fields)

    def said_yes(self) -> tuple[str, ...]:
        """Findings of this page that were answered yes."""
        return tuple(name for name, value in self._answers().items() if value is AnswerValue.YES)

    def merged(self, on: date) -> Visitor:
        """The visitor with this page's answers; what is no longer asked is no longer said."""
        if self.page.kind == "reasons":
            given = {one.id: self._value(FOR + slug_of(one.id)) for one in self.page.indications}
            return msgspec.structs.replace(self.visitor, reasons={**self.visitor.reasons, **given})
        return _pruned(
            self._with_places() if self.page.kind == "where" else self._with_answers(),
            on,
            self.library,
        )

    def _with_answers(self) -> Visitor:
        before = self.visitor.answers
        given = {
            name: Answer(
                value, before[name].places if name in before and value is AnswerValue.YES else ()
            )
            for name, value in self._answers().items()
        }
        return msgspec.structs.replace(self.visitor, answers={**before, **given})

    def _with_places(self) -> Visitor:
        name = self.page.findings[0].id
        places = self.cleaned_data[WHERE + slug_of(name)]
        answers = {**self.visitor.answers, name: Answer(AnswerValue.YES, places)}
        return msgspec.structs.replace(
            self.visitor, answers=answers, asked_where=self.visitor.asked_where | {name}
        )

    def _answers(self) -> dict[str, AnswerValue]:
        if self.page.kind != "questions":
            return {}
        return {one.id: self._value(field_of(one.id)) for one in self.page.findings}

    def _value(self, field: str) -> AnswerValue:
        return AnswerValue(self.cleaned_data[field])


def _fields(page: Page, library: Library) -> dict[str, forms.Field]:
    if page.kind == "reasons":
        return {
            FOR + slug_of(one.id): ScreeningAnswerField(label=one.question)
            for one in page.indications
        }
    if page.kind == "where":
        label = page.findings[0].question
        field = PlacesField(library=library, required=False, label=label)
        return {WHERE + slug_of(page.findings[0].id): field}
    return {
        field_of(one.id): ScreeningAnswerField(label=one.question, help_text=one.help)
        for one in page.findings
    }


def _initial(page: Page, visitor: Visitor) -> dict[str, Any]:
    values: dict[str, Any] = {FOR + slug_of(name): one for name, one in visitor.reasons.items()}
    for name, answer in visitor.answers.items():
        values[field_of(name)] = answer.value.value
        values[WHERE + slug_of(name)] = [key_of(place) for place in answer.places]
    return values


def _pruned(visitor: Visitor, on: date, library: Library) -> Visitor:
    """Without the follow-up answers whose question is no longer asked, and places of what is no longer said."""
    answers = dict(visitor.answers)
    for name in list(answers):
        others = {key: one for key, one in answers.items() if key != name}
        facts = msgspec.structs.replace(visitor, answers=others).facts(on)
        if name not in {one.id for one in asked_findings(facts, library)}:
            answers = others
    yes = {name for name, one in answers.items() if one.value is AnswerValue.YES}
    return msgspec.structs.replace(
        visitor, answers=answers, asked_where=visitor.asked_where & frozenset(yes)
    )
