"""Numbers, series and judgements of outcomes in the words that pages use."""

from filiform.clinic.outcomes.queries.series import MEAN, Origin, OutcomeSeries
from filiform.clinical.outcomes import ChangeVerdict
from filiform.kernel.quantity import Unit
from filiform.knowledge.model.outcomes import ThresholdKind

VERDICTS = {
    ChangeVerdict.IMPROVED: "Improved",
    ChangeVerdict.WORSE: "Worse",
    ChangeVerdict.NO_IMPORTANT_CHANGE: "No important change",
    ChangeVerdict.NOT_ENOUGH_MEASUREMENTS: "Not enough measurements",
    ChangeVerdict.NO_THRESHOLD: "No threshold to judge by",
}
# The same said to the patient.
PLAIN_VERDICTS = {
    ChangeVerdict.IMPROVED: "Better, by enough to matter",
    ChangeVerdict.WORSE: "Worse, by enough to matter",
    ChangeVerdict.NO_IMPORTANT_CHANGE: "Not much change so far",
    ChangeVerdict.NOT_ENOUGH_MEASUREMENTS: "Too early to say",
    ChangeVerdict.NO_THRESHOLD: "We cannot say yet how much change matters here",
}
TONES = {
    ChangeVerdict.IMPROVED: "teal",
    ChangeVerdict.WORSE: "amber",
    ChangeVerdict.NO_IMPORTANT_CHANGE: "",
    ChangeVerdict.NOT_ENOUGH_MEASUREMENTS: "",
    ChangeVerdict.NO_THRESHOLD: "",
}
KINDS = {
    ThresholdKind.MINIMAL_DETECTABLE_CHANGE: "Beyond measurement error (MDC)",
    ThresholdKind.MINIMAL_CLINICALLY_IMPORTANT_DIFFERENCE: "A change that matters (MCID)",
    ThresholdKind.LARGE_IMPORTANT_CHANGE: "A large change",
}
ORIGINS = {
    Origin.PATIENT: "the patient’s own device",
    Origin.CLINICIAN: "asked by a clinician",
    Origin.ASSESSMENT: "assessment",
    Origin.BEFORE_NEEDLING: "asked before needling",
}
ITEMS = {
    "now": "Pain now",
    "worst": "Worst pain",
    "average": "Average pain",
    MEAN: "Mean of activities",
    "change": "Rating of change",
}


def number(value: float) -> str:
    """A figure without a trailing nought, at most one decimal; a true minus sign."""
    return f"{round(value, 1):g}".replace("-", "−")


def signed(value: float) -> str:
    """A figure that says which way it goes: +3, −2, 0."""
    return f"+{number(value)}" if value > 0 else number(value)


def series_label(series: OutcomeSeries) -> str:
    """What a line is called: the activity in the patient's words, the score, or the item."""
    return series.label or series.name or ITEMS.get(series.item, series.item)


def with_unit(value: float, unit: Unit) -> str:
    """A figure with its unit: "3 points", "60 kPa"."""
    if unit is Unit.POINT:
        return f"{number(value)} {'point' if value == 1 else 'points'}"
    return f"{number(value)} {unit.value}"
