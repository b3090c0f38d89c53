"""One question on the phone, with the id of the row its answer will be written to."""

from uuid import uuid4

from django import forms

from filiform.clinic.screening.forms.answers import ScreeningAnswerField
from filiform.clinical.facts import Answer, AnswerValue
from filiform.knowledge.model.screening import Finding


class RowForm(forms.Form):
    """A form that carries the id of the row it will create, so that sending it twice writes one row."""

    row = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": False}), initial=uuid4)


class QuestionForm(RowForm):
    """One question, filled with the answer it has."""

    def __init__(self, finding: Finding, data: object = None, *, answer: Answer | None) -> None:
        """Lay out the question."""
        super().__init__(data, initial={"answer": answer.value.value} if answer else None)  # type: ignore[arg-type]  # a QueryDict or None
        self.fields["answer"] = ScreeningAnswerField(label=finding.question, help_text=finding.help)

    def value(self) -> AnswerValue:
        """What was answered."""
        return AnswerValue(self.cleaned_data["answer"])
