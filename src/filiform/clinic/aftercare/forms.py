"""Forms of aftercare: one question a page for a patient, all of them for a clinician, and what was done."""

from typing import Any
from uuid import uuid4

from django import forms

from filiform.clinic.aftercare.queries import SORENESS, asked_flags, slug_of
from filiform.clinic.ui.forms import AnswerField, ScaleField
from filiform.clinical.aftercare import TreatedSession
from filiform.clinical.facts import AnswerValue
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import AftercareRedFlag

LEAST_SORE, MOST_SORE = 0, 10
HOW_SORE = "How sore are you now, where the needles were?"


class SignField(AnswerField):
    """Yes, no or not sure about a sign, in the words in which the science keeps them."""

    ANSWERS = (
        (AnswerValue.YES.value, "Yes"),
        (AnswerValue.NO.value, "No"),
        (AnswerValue.UNSURE.value, "Not sure"),
    )


class SorenessField(ScaleField):
    """How sore, from 0 to 10."""

    def __init__(self, **options: Any) -> None:
        """The usual words, unless others are given."""
        super().__init__(minimum=LEAST_SORE, maximum=MOST_SORE, **{"label": HOW_SORE} | options)


class QuestionForm(forms.Form):
    """One question of a check-in, with the ids of the check-in and of the answer it will make."""

    check_in = forms.UUIDField(widget=forms.HiddenInput)
    row = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, flag: AftercareRedFlag | None, *args: Any, **kwargs: Any) -> None:
        """Ask about a red flag; without one, how sore it is."""
        super().__init__(*args, **kwargs)
        self.fields["answer"] = SignField(label=flag.question) if flag else SorenessField()

    @property
    def value(self) -> AnswerValue | int:
        """The answer as the action takes it."""
        said: int | str = self.cleaned_data["answer"]
        return said if isinstance(said, int) else AnswerValue(said)


class CheckInForm(forms.Form):
    """A whole check-in, asked by a clinician; what was not asked stays open."""

    check_in = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self,
        treated: TreatedSession,
        library: Library,
        *args: Any,
        hours_after: float | None = None,
        **kwargs: Any,
    ) -> None:
        """Lay out a field for every sign that is watched for so long after this session."""
        super().__init__(*args, **kwargs)
        self.flags = asked_flags(treated, library, hours_after)
        self.fields[SORENESS] = SorenessField(required=False)
        for flag in self.flags:
            self.fields[field_of(flag)] = SignField(label=flag.question, required=False)

    def sign_fields(self) -> list[forms.BoundField]:
        """The questions about signs, the most urgent first."""
        return [self[field_of(flag)] for flag in self.flags]

    @property
    def answers(self) -> dict[str, AnswerValue]:
        """The signs that were asked about, by identifier."""
        said = ((flag.id, self.cleaned_data.get(field_of(flag))) for flag in self.flags)
        return {name: AnswerValue(value) for name, value in said if value}


class HandlingForm(forms.Form):
    """What was done about an urgent check-in."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    outcome = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="What was done",
        help_text="For example whom you spoke with, and what you agreed.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what was done, in a few words."},
    )


class SheetForm(forms.Form):
    """Nothing but the id of the row that it makes."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def field_of(flag: AftercareRedFlag) -> str:
    """The name of the field that asks about a sign."""
    return f"sign-{slug_of(flag.id)}"
