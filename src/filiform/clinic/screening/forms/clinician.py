"""What a clinician fills in beside the questions: one finding with its places, and the way on."""

from typing import Any

from django import forms

from filiform.clinic.episode.status import Status
from filiform.clinic.screening.forms.answers import ScreeningAnswerField
from filiform.clinic.screening.forms.pages import SECTIONS
from filiform.clinic.screening.forms.patient import RowForm
from filiform.clinic.screening.forms.places import PlacesField, key_of
from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding, FindingSection


class FindingForm(RowForm):
    """One finding, answered by a clinician, with its places where the question asks for them."""

    def __init__(
        self, finding: Finding, library: Library, data: Any = None, *, answer: Answer | None
    ) -> None:
        """Lay out the question, filled with the answer that stands."""
        initial = {
            "answer": answer.value.value if answer else None,
            "places": [key_of(place) for place in answer.places] if answer else [],
        }
        super().__init__(data, initial=initial)
        self.fields["answer"] = ScreeningAnswerField(
            label=finding.question or finding.label, help_text=finding.help
        )
        if finding.asks_where:
            self.fields["places"] = PlacesField(library=library, required=False, label="Where?")

    def answer(self) -> Answer:
        """What the clinician says; places only go with a yes."""
        value = AnswerValue(self.cleaned_data["answer"])
        places = self.cleaned_data.get("places", ()) if value is AnswerValue.YES else ()
        return Answer(value, tuple(places), AnsweredBy.CLINICIAN)


class RestForm(forms.Form):
    """The section of which a clinician answers all that is left with no, in one go."""

    MESSAGE = "Choose a section that the page offers. Urgent questions are answered one by one."
    SECTIONS_OFFERED = [
        (section.value, title)
        for section, title in SECTIONS.items()
        if section is not FindingSection.URGENT
    ]

    rest = forms.ChoiceField(
        choices=SECTIONS_OFFERED, required=False, error_messages={"invalid_choice": MESSAGE}
    )

    def section(self) -> FindingSection | None:
        """The section, or None when the answers were saved as they stand."""
        said = self.cleaned_data["rest"]
        return FindingSection(said) if said else None


class PathForm(forms.Form):
    """The way on for someone who is not needled."""

    WAYS = (
        (Status.REFERRED_OUT.value, "Send to a doctor"),
        (Status.DECLINED.value, "Do not needle"),
        (Status.SCREENING.value, "Screen again"),
    )

    status = forms.ChoiceField(choices=WAYS)
    reason = forms.CharField(max_length=300, required=False, label="Reason")
