"""Pain now, at its worst and on average, on the scale of the numeric rating instrument."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from filiform.clinic.ui.forms import ScaleField
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument

NPRS = "outcomes/instruments/nprs"


class PainForm(forms.Form):
    """One scale an item of the instrument; all of them are asked."""

    row = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": False}), initial=uuid4)

    def __init__(
        self,
        library: Library,
        data: Any = None,
        *,
        values: Mapping[str, int] | None = None,
        hints: Mapping[str, str] | None = None,
    ) -> None:
        """Lay out the scales, filled with what was said; hints say what was said last time."""
        super().__init__(data, initial={k: str(v) for k, v in (values or {}).items()})
        instrument = library.get(NPRS, Instrument)
        low, high = int(instrument.range.low), int(instrument.range.high)
        for item in instrument.items:
            self.fields[item.key] = ScaleField(
                minimum=low,
                maximum=high,
                label=item.question,
                help_text=(hints or {}).get(item.key, ""),
                error_messages={
                    "required": f"Choose a number from {low} to {high}.",
                    "invalid_choice": f"“%(value)s” is not a whole number from {low} to {high}.",
                },
            )
        self.ends = [(item.key, item.low_label, item.high_label) for item in instrument.items]
