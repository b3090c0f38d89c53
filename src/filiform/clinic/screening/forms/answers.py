"""Answers to screening questions: yes, no or not sure."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from filiform.clinic.screening.queries.questionnaire import slug_of
from filiform.clinic.ui.forms import AnswerField
from filiform.clinical.facts import Answer, AnswerValue
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


def field_of(finding: str) -> str:
    """The name of the field that holds the answer to a finding."""
    return f"answer-{slug_of(finding)}"
