"""What a patient is asked about outcomes on a day: each item of each instrument, and each activity, once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from filiform.clinic.episode.models import Episode
from filiform.clinic.outcomes.queries.activities import activities_of
from filiform.clinic.outcomes.queries.series import PSFS, measures_on, standing
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument, InstrumentItem


@dataclass(frozen=True, slots=True)
class OutcomeQuestion:
    """One item of an instrument, about an activity where `label` names one; `answer` if given that day."""

    slug: str
    instrument: Instrument
    item: InstrumentItem
    label: str
    answer: float | None


def questions_of(episode: Episode, on: date, library: Library) -> tuple[OutcomeQuestion, ...]:
    """The questions of a day in their order. How much has changed is asked only after a first day."""
    today = {(one.instrument, one.item, one.label): one.value for one in measures_on(episode, on)}
    has_started = standing(episode).filter(on__lt=on).exists()
    return tuple(
        OutcomeQuestion(slug, instrument, item, label, today.get((instrument.id, item.key, label)))
        for slug, instrument, item, label in _asked(activities_of(episode), library)
        if has_started or not instrument.is_itself_a_change
    )


def _asked(
    activities: tuple[str, ...], library: Library
) -> Iterator[tuple[str, Instrument, InstrumentItem, str]]:
    for instrument in library.all(Instrument):
        for item in instrument.items:
            for place, label in enumerate(activities if instrument.id == PSFS else ("",)):
                name = f"{instrument.id.rsplit('/', 1)[-1]}-{item.key}"
                yield f"{name}-{place + 1}" if label else name, instrument, item, label
