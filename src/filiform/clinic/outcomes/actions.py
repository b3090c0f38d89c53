"""Writes of outcomes: naming an activity, recording measurements, and concluding from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import msgspec
from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.assessment.queries import complaint_areas
from filiform.clinic.audit.action import Refused, Repeated, audited, repeat_of
from filiform.clinic.episode.actions import reach_stage, set_status
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import current_status
from filiform.clinic.episode.status import Status
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import signed_sessions
from filiform.clinic.outcomes.models import (
    Activity,
    Conclusion,
    MeasuredBy,
    OutcomeMeasure,
    OutcomeReview,
)
from filiform.clinic.outcomes.queries import (
    PSFS,
    activities_of,
    judged_series,
    measurements_of,
    measures_on,
    outcome_series,
)
from filiform.clinical.stage import Stage
from filiform.knowledge.library import UnknownConcept
from filiform.knowledge.model.outcomes import Instrument

# A form's limit, so that a questionnaire stays short enough to be answered.
MOST_ACTIVITIES = 5


@dataclass(frozen=True, slots=True)
class Value:
    """One answer: the instrument, its item, the number, and the activity where it is about one."""

    instrument: str
    item: str
    value: float
    label: str = ""

    @property
    def key(self) -> str:
        """The answer's name within one sending, from which its row's id is made."""
        return f"{self.instrument}#{self.item}#{self.label}"


@audited("outcomes.activity_named")
def name_activity(
    *, episode: Episode, words: str, row_id: UUID, by: User, at: datetime
) -> Activity:
    """Write down something the patient wants to do again, in the patient's words.

    Raises:
        Refused: when it has no words, or as many activities as fit have been named.
    """
    words = " ".join(words.split())
    repeat_of(episode.clinic.activities, row_id, words=words, episode_id=episode.pk)
    known = episode.activities.filter(words=words).first()
    if known is not None:
        raise Repeated(known)
    if not words:
        raise Refused("Write what you want to do again, in your own words.")
    if len(activities_of(episode)) >= MOST_ACTIVITIES:
        raise Refused(f"There are {MOST_ACTIVITIES} activities already, which is as many as fit.")
    return Activity.objects.create(
        id=row_id,
        clinic_id=episode.clinic_id,
        episode=episode,
        words=words,
        recorded_by=by,
        recorded_at=at,
    )


@audited("outcomes.measured", details=lambda row: {"instrument": row.instrument})
def record_measures(
    *,
    episode: Episode,
    values: Sequence[Value],
    measured_by: MeasuredBy,
    submission: UUID,
    by: User,
    at: datetime,
) -> OutcomeMeasure:
    """Record answers of one day, all or none; the first row stands for them in the audit trail.

    Args:
        submission: the id of this sending; sent again with the same answers it adds nothing.

    Raises:
        Refused: when there is no answer, one does not fit its instrument, or its activity was not named.
    """
    if not values:
        raise Refused("Nothing was answered. Give at least one answer.")
    on, activities = timezone.localdate(at), activities_of(episode)
    rows = {(one.instrument, one.item, one.label): one for one in measures_on(episode, on)}
    written: list[OutcomeMeasure] = []
    known: list[OutcomeMeasure] = []
    for value in values:
        _require_fit(value, activities)
        before = rows.get((value.instrument, value.item, value.label))
        row_id = uuid5(submission, value.key)
        if same := _same(row_id, before, value):
            known.append(same)
        else:
            row = _measure(episode, value, measured_by, row_id, before)
            row.on, row.recorded_by, row.recorded_at = on, by, at
            row.save(force_insert=True)
            written.append(row)
    if not written:
        raise Repeated(known[0])
    return written[0]


@audited("outcomes.reviewed", details=lambda row: {"conclusion": row.conclusion})
def record_review(
    *,
    episode: Episode,
    conclusion: Conclusion,
    note: str,
    row_id: UUID,
    by: User,
    at: datetime,
) -> OutcomeReview:
    """Keep what a clinician concluded beside every measure as it is judged now.

    Raises:
        Refused: when nothing has been measured, or the treatment cannot be ended in its present status.
    """
    repeat_of(episode.clinic.outcome_reviews, row_id, conclusion=conclusion, note=note)
    areas = complaint_areas(episode, library())
    judged = judged_series(outcome_series(episode), library(), areas)
    if not judged:
        raise Refused("Nothing has been measured yet, so there is nothing to conclude from.")
    if current_status(episode).status is Status.TREATMENT:
        reach_stage(episode=episode, stage=Stage.OUTCOMES, by=by, at=at)
    if conclusion == Conclusion.DISCHARGE:
        set_status(episode=episode, status=Status.DISCHARGED, reason=note[:300], by=by, at=at)
    facts = {one.series.key: measurements_of(one.series) for one in judged}
    decisions = {one.series.key: one.decision for one in judged}
    return OutcomeReview.objects.create(
        id=row_id,
        clinic_id=episode.clinic_id,
        episode=episode,
        on=timezone.localdate(at),
        conclusion=conclusion,
        note=note,
        sessions_done=signed_sessions(episode).count(),
        areas=sorted(areas),
        facts=msgspec.to_builtins(facts),
        decisions=msgspec.to_builtins(decisions),
        library_version=library().version,
        recorded_by=by,
        recorded_at=at,
    )


def _measure(
    episode: Episode,
    value: Value,
    measured_by: MeasuredBy,
    row_id: UUID,
    before: OutcomeMeasure | None,
) -> OutcomeMeasure:
    return OutcomeMeasure(
        id=row_id,
        clinic_id=episode.clinic_id,
        episode=episode,
        instrument=value.instrument,
        item=value.item,
        label=value.label,
        value=value.value,
        measured_by=measured_by,
        replaces=before,
    )


def _same(row_id: UUID, before: OutcomeMeasure | None, value: Value) -> OutcomeMeasure | None:
    """The row that says this already: from the same sending, or standing for the day."""
    sent = OutcomeMeasure.objects.filter(pk=row_id).first()
    if sent is not None and sent.value != value.value:
        raise Refused("This form was sent before with something else in it. Open the page again.")
    return sent or (before if before is not None and before.value == value.value else None)


def _require_fit(value: Value, activities: Sequence[str]) -> None:
    """The library knows the instrument and the item, the number is one of its scale, the activity was named."""
    try:
        instrument = library().get(value.instrument, Instrument)
    except UnknownConcept as unknown:
        raise Refused("This measure is not in the library. Open the page again.") from unknown
    if value.item not in instrument.keys:
        raise Refused(f"{instrument.label} does not ask that. Open the page again.")
    scale, is_asked = instrument.range_of(value.item), instrument.score(value.item) is None
    if not scale.holds(value.value) or (is_asked and (value.value - scale.low) % instrument.step):
        steps = f" in steps of {instrument.step:g}" if is_asked else ""
        raise Refused(f"{instrument.label} goes from {scale.low:g} to {scale.high:g}{steps}.")
    if (value.instrument == PSFS) != bool(value.label) or value.label not in (*activities, ""):
        raise Refused("Name the activity first, then say how well it goes.")
