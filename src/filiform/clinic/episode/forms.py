"""Forms of an episode: they check what was typed and never save."""

from django import forms

from filiform.clinic.episode.status import TRANSITIONS, Status
from filiform.clinic.people.forms import RowForm


class OpenEpisodeForm(RowForm):
    """What the patient comes for."""

    title = forms.CharField(
        label="What is it about?", help_text="For example: right shoulder pain.", max_length=120
    )


class StatusForm(forms.Form):
    """Where the episode goes by hand, and why."""

    status = forms.TypedChoiceField(label="New status", coerce=Status, widget=forms.RadioSelect)
    reason = forms.CharField(label="Reason", max_length=300, required=False)

    def __init__(self, present: Status, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as they came
        following = [
            status for status in Status if status in TRANSITIONS[present] and _by_hand(status)
        ]
        choices = [(status.value, status.label) for status in following]
        self.fields["status"].choices = choices  # type: ignore[attr-defined]  # a choice field


def _by_hand(status: Status) -> bool:
    """Going on is the stages' own business; ending, and screening anew, are said by hand."""
    return not status.is_open or status == Status.SCREENING
