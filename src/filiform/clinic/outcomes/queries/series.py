"""Measurements of an episode as series over days, whoever wrote them down, each point with where it comes from.

Pain that was asked at an assessment or before needling is the same item as pain asked here, and counts.
Pain straight after needling does not: soreness hides the effect then (aftercare/advice/wait-before-judging).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from filiform.clinic.assessment.queries import pain_ratings
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import signed_sessions
from filiform.clinic.outcomes.models import OutcomeMeasure
from filiform.clinical.outcomes import Measurement
from filiform.knowledge.model.outcomes import Instrument

NPRS = "outcomes/instruments/nprs"
PSFS = "outcomes/instruments/psfs"
GROC = "outcomes/instruments/groc"
# These are asked here and drawn together; every other instrument has a series for each of its scores.
ASKED = frozenset({NPRS, PSFS, GROC})
NOW, WORST, AVERAGE = "now", "worst", "average"
# The mean over activities, which the instrument is scored by; each activity has a series of its own beside it.
MEAN = "mean"


class Origin(StrEnum):
    """Who wrote a point down, and when; of several on one day the first here counts.

    What was asked before the needles speaks for its day: a rating of that evening, with its soreness,
    must neither replace the start of a course nor be taken for its effect.
    """

    ASSESSMENT = "assessment"
    BEFORE_NEEDLING = "before_needling"
    PATIENT = "patient"
    CLINICIAN = "clinician"

    @property
    def rank(self) -> int:
        """0 for the one that counts before the others."""
        return list(Origin).index(self)


@dataclass(frozen=True, slots=True)
class OutcomePoint:
    """One value on one day; None where it was due and nobody answered."""

    on: date
    value: float | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class OutcomeSeries:
    """One item or score of one instrument over time.

    `label` is the activity in the patient's words, if it has one; `name` says what is measured where
    that is not one of the few things that are asked everywhere.
    """

    instrument: str
    item: str
    label: str
    points: tuple[OutcomePoint, ...]
    name: str = ""

    @property
    def key(self) -> str:
        """The series in one word: `outcomes/instruments/nprs#now`."""
        return f"{self.instrument}#{self.item}"


def outcome_series(episode: Episode) -> tuple[OutcomeSeries, ...]:
    """Every series of an episode that has a point: pain; activities and their mean; change; other scores."""
    measures = list(standing(episode))
    pain = _pain(episode, measures)
    functions = _functions(measures)
    change = _series(GROC, "change", "", _measured(measures, GROC, "change"))
    return tuple(one for one in (*pain, *functions, change, *_scores(measures)) if one.points)


def standing(episode: Episode) -> QuerySet[OutcomeMeasure]:
    """The measurements that hold: those that no later row replaces, by day."""
    return episode.outcome_measures.filter(replaced_by=None).order_by("on", "recorded_at")


def measures_on(episode: Episode, on: date) -> QuerySet[OutcomeMeasure]:
    """The measurements that hold for one day."""
    return standing(episode).filter(on=on)


def measurements_of(series: OutcomeSeries) -> tuple[Measurement, ...]:
    """The points that were answered, as the science judges them."""
    return tuple(
        Measurement(value=point.value, on=point.on)
        for point in series.points
        if point.value is not None
    )


def _pain(episode: Episode, measures: list[OutcomeMeasure]) -> Iterator[OutcomeSeries]:
    ratings = pain_ratings(episode)
    for item in (NOW, WORST, AVERAGE):
        points = list(_measured(measures, NPRS, item))
        points += [OutcomePoint(one.on, getattr(one, item), Origin.ASSESSMENT) for one in ratings]
        if item == NOW:
            points += _before_needling(episode)
            points += _silences(points, episode)
        yield _series(NPRS, item, "", points)


def _before_needling(episode: Episode) -> Iterator[OutcomePoint]:
    """Pain before the needles of each signed session; the last one given counts."""
    rows = episode.clinic.response_measures.filter(
        session__episode=episode, session__signature__isnull=False, when="before"
    )
    for on, pain in rows.order_by("recorded_at").values_list("session__on", "pain"):
        yield OutcomePoint(on, pain, Origin.BEFORE_NEEDLING)


def _silences(points: Iterable[OutcomePoint], episode: Episode) -> list[OutcomePoint]:
    """Pain is asked at every session: one without an answer is a gap that shows."""
    answered = {point.on for point in points}
    if not answered:
        return []
    days = signed_sessions(episode).values_list("on", flat=True)
    return [OutcomePoint(on, None, None) for on in days if on not in answered]


def _functions(measures: list[OutcomeMeasure]) -> Iterator[OutcomeSeries]:
    rated = [one for one in measures if one.instrument == PSFS]
    names = tuple(dict.fromkeys(one.label for one in rated))
    by_name = {
        name: _series(PSFS, "activity", name, (_point(one) for one in rated if one.label == name))
        for name in names
    }
    if names:
        yield _series(PSFS, MEAN, "", _means(list(by_name.values())))
    yield from by_name.values()


def _means(activities: list[OutcomeSeries]) -> Iterator[OutcomePoint]:
    """The mean of the activities rated from the first day on, on each day on which all of them were rated.

    Source: how the instrument treats missing items: only activities rated at both times are compared.
    """
    first = min(one.points[0].on for one in activities)
    compared = [one for one in activities if one.points[0].on == first]
    by_day: dict[date, list[OutcomePoint]] = {}
    for activity in compared:
        for point in activity.points:
            by_day.setdefault(point.on, []).append(point)
    for on, points in by_day.items():
        values = [point.value for point in points if point.value is not None]
        whole = len(values) == len(compared)
        origin = points[0].origin
        yield OutcomePoint(on, sum(values) / len(values) if whole else None, origin)


def _scores(measures: list[OutcomeMeasure]) -> Iterator[OutcomeSeries]:
    """The scores of the other instruments, in the order of the library."""
    measured = {(one.instrument, one.item) for one in measures}
    for instrument in library().all(Instrument):
        for score in instrument.scores:
            if instrument.id not in ASKED and (instrument.id, score.key) in measured:
                points = _measured(measures, instrument.id, score.key)
                found = _series(instrument.id, score.key, "", points)
                yield replace(found, name=score_name(instrument, score.key))


def score_name(instrument: Instrument, key: str) -> str:
    """What a score is called in a line: "QuickDASH", or "KOOS, daily living" where there are several."""
    score = instrument.score(key)
    if score is None or len(instrument.scores) == 1:
        return instrument.abbreviation
    return f"{instrument.abbreviation}, {score.label[0].lower()}{score.label[1:]}"


def _measured(
    measures: Iterable[OutcomeMeasure], instrument: str, item: str
) -> Iterator[OutcomePoint]:
    return (_point(one) for one in measures if one.instrument == instrument and one.item == item)


def _point(row: OutcomeMeasure) -> OutcomePoint:
    return OutcomePoint(row.on, row.value, Origin(row.measured_by))


def _series(
    instrument: str, item: str, label: str, points: Iterable[OutcomePoint]
) -> OutcomeSeries:
    """One point a day, in order; of several on one day the one that was asked most directly."""
    by_day: dict[date, OutcomePoint] = {}
    for point in points:
        known = by_day.get(point.on)
        if known is None or _counts_more(point, known):
            by_day[point.on] = point
    return OutcomeSeries(instrument, item, label, tuple(by_day[on] for on in sorted(by_day)))


def _counts_more(point: OutcomePoint, known: OutcomePoint) -> bool:
    """Of two of one origin the later counts; they come in order."""
    if point.origin is None or known.origin is None:
        return known.origin is None
    return point.origin.rank <= known.origin.rank
