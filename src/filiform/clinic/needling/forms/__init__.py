"""Forms of a session: its taps, questions and addenda, and the measures before and after."""

from filiform.clinic.needling.forms.deviations import DeviationForm, ReviewForm
from filiform.clinic.needling.forms.response import MeasureForm
from filiform.clinic.needling.forms.session import (
    AddendumForm,
    AnswersForm,
    EventForm,
    FoundForm,
    MinutesForm,
    NeedlesForm,
    OffPlanForm,
    ResponseForm,
    RowForm,
    SupervisorForm,
    fields_of_tap,
    read_tap,
)

__all__ = [
    "AddendumForm",
    "AnswersForm",
    "DeviationForm",
    "EventForm",
    "FoundForm",
    "MeasureForm",
    "MinutesForm",
    "NeedlesForm",
    "OffPlanForm",
    "ResponseForm",
    "ReviewForm",
    "RowForm",
    "SupervisorForm",
    "fields_of_tap",
    "read_tap",
]
