"""How Django's forms come out in the design system, and the two choices the questionnaires need.

Set `FORM_RENDERER = "filiform.clinic.ui.forms.FiliformRenderer"`: `{{ form }}` and
`{{ form.name.as_field_group }}` then look as `<c-field>` does.
"""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import engines

from filiform.clinic.ui.widgets import draw


class FiliformRenderer(DjangoTemplates):
    """Lays forms and fields out with our templates; widgets stay Django's own, the plain ones drawn at once."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"

    def get_template(self, template_name: str) -> Any:
        """Our own templates come from the project's engine (they use components); the rest from Django's."""
        if template_name.startswith("ui/"):
            return engines["django"].get_template(template_name)
        return super().get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """As markup; see `filiform.clinic.ui.widgets`."""
        widget = draw(template_name, context["widget"]) if "widget" in context else None
        return super().render(template_name, context, request) if widget is None else widget


class ScaleField(forms.TypedChoiceField):
    """A whole number on a scale with both ends given, chosen by radio button and cleaned to an int."""

    widget = forms.RadioSelect

    def __init__(self, *, minimum: int, maximum: int, **options: Any) -> None:
        """Offer each whole number from `minimum` to `maximum`, both included."""
        if minimum >= maximum:
            raise ValueError(f"minimum {minimum} must be less than maximum {maximum}")
        choices = [(str(number), str(number)) for number in range(minimum, maximum + 1)]
        options.setdefault("error_messages", {"required": "Choose a number."})
        super().__init__(choices=choices, coerce=int, empty_value=None, **options)


class AnswerField(forms.ChoiceField):
    """Yes, no or not sure: the answer to a screening question. "Not sure" is an answer, not a blank."""

    widget = forms.RadioSelect
    ANSWERS = (("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"))

    def __init__(self, **options: Any) -> None:
        """Offer the three answers in the order a person reads them."""
        options.setdefault("error_messages", {"required": "Choose an answer. Not sure is one too."})
        super().__init__(choices=self.ANSWERS, **options)


class DayField(forms.DateField):
    """A day, picked or typed. The browser wants it as year-month-day, whatever the reader's language."""

    def __init__(self, **options: Any) -> None:
        """Offer the browser's own calendar."""
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=["%Y-%m-%d"], **options)
