"""Which instruments a page offers: those measured before come back, every other one can be added by name."""

from collections.abc import Collection, Iterable

from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.models import Episode
from filiform.clinic.outcomes.queries.series import standing
from filiform.clinical.scoring import Answers, ItemScores, ItemsError, score_items
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument


def slug_of(instrument: Instrument) -> str:
    """An instrument as an address says it: the last part of its identifier."""
    return instrument.id.rsplit("/", 1)[-1]


def instruments_measured(
    episode: Episode, added: Iterable[str], library: Library
) -> tuple[Instrument, ...]:
    """The instruments with scores that were measured in the episode before, or that are added now."""
    before = set(standing(episode).values_list("instrument", flat=True))
    names = set(added)
    return tuple(
        one
        for one in library.all(Instrument)
        if one.scores and (one.id in before or slug_of(one) in names)
    )


def instruments_to_add(shown: Collection[str], library: Library) -> tuple[Instrument, ...]:
    """The instruments with scores that a page does not show yet."""
    return tuple(one for one in library.all(Instrument) if one.scores and one.id not in shown)


def may_be_counted(library: Library) -> tuple[Instrument, ...]:
    """The instruments that can be counted here from their items."""
    return tuple(one for one in library.all(Instrument) if one.is_counted)


def scores_from_items(instrument: Instrument, answers: Answers) -> ItemScores:
    """What the items of a questionnaire come to.

    Raises:
        Refused: when an item does not fit, or so few were answered that there is no score at all.
    """
    try:
        scores = score_items(instrument, answers)
    except ItemsError as error:
        raise Refused("; ".join(error.problems)) from error
    if not scores.values:
        raise Refused(f"No score: {scores.refusals[0]}. {instrument.missing_items}")
    return scores
