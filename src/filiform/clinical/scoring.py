"""Scoring: from the scores of items to the scores of an instrument, or a refusal by its missing-item rule.

The formula of every score stands in the instrument's file; here is only what each formula means.
"""

import math
from collections.abc import Iterable, Mapping

import msgspec

from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.scoring import (
    OF_SCORES,
    MissingItem,
    NumberedItems,
    Score,
    ScoringKind,
)

Answers = Mapping[int, float | None]


class ItemsError(ValueError):
    """Answers that cannot be scored; `problems` says of each what was given and what is allowed."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class ScoreRefusal(msgspec.Struct, frozen=True, kw_only=True):
    """A score that is not given, because too few of its items were answered."""

    key: str
    answered: int
    needed: int
    items: int

    def __str__(self) -> str:
        return f"{self.answered} of {self.items} items were answered; at least {self.needed} are needed"


class ItemScores(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers come to: scores by key, the scores that are refused, and the groups they fall in."""

    values: dict[str, float]
    refusals: tuple[ScoreRefusal, ...]
    groups: tuple[str, ...]


def score_items(instrument: Instrument, answers: Answers) -> ItemScores:
    """The scores of an instrument from its items.

    Args:
        answers: the score of each item by its number; None, or no entry, for an item without an answer.

    Raises:
        ItemsError: for an instrument that is not counted from items, an item it does not have, or a
            score outside the item's range.
    """
    problems = list(_problems(instrument, answers))
    if problems:
        raise ItemsError(problems)
    given = {number: float(value) for number, value in answers.items() if value is not None}
    values: dict[str, float] = {}
    refusals: list[ScoreRefusal] = []
    for score in instrument.scores:
        outcome = _outcome(instrument, score, given)
        if isinstance(outcome, ScoreRefusal):
            refusals.append(outcome)
        elif outcome is not None:
            values[score.key] = outcome
    return ItemScores(values=values, refusals=tuple(refusals), groups=groups_of(instrument, values))


def groups_of(instrument: Instrument, values: Mapping[str, float]) -> tuple[str, ...]:
    """The groups in which somebody with these scores falls, such as "Medium risk"."""
    return tuple(
        group.label
        for group in instrument.groups
        if all(
            one.score in values and one.low <= values[one.score] <= one.high for one in group.when
        )
    )


def _outcome(
    instrument: Instrument, score: Score, given: Mapping[int, float]
) -> float | ScoreRefusal | None:
    """The value of a score or why there is none; None for a score that is only ever entered."""
    if score.kind in OF_SCORES:
        return _of_scores(instrument, score, given)
    if score.kind is ScoringKind.ENTERED:
        return None
    answered = sum(number in given for number in score.items)
    if answered < score.least_answered:
        return ScoreRefusal(
            key=score.key,
            answered=answered,
            needed=score.least_answered,
            items=len(score.items),
        )
    return _of_items(instrument, score, given) * score.multiplied_by


def _of_scores(
    instrument: Instrument, score: Score, given: Mapping[int, float]
) -> float | ScoreRefusal:
    parts = [
        _outcome(instrument, one, given) for one in instrument.scores if one.key in score.scores
    ]
    refused = next((one for one in parts if isinstance(one, ScoreRefusal)), None)
    if refused is not None:
        return msgspec.structs.replace(refused, key=score.key)
    values = [one for one in parts if isinstance(one, float)]
    total = math.fsum(values)
    whole = total if score.kind is ScoringKind.SUM_OF_SCORES else total / len(values)
    return whole * score.multiplied_by


def _of_items(instrument: Instrument, score: Score, given: Mapping[int, float]) -> float:
    runs = [_run_of(instrument, number) for number in score.items]
    filled = [
        (run, _filled(score, run, given.get(number)))
        for number, run in zip(score.items, runs, strict=True)
    ]
    counted = [(run, value) for run, value in filled if value is not None]
    if score.kind in (ScoringKind.SUM, ScoringKind.MEAN):
        total = math.fsum(value for _, value in counted)
        times = len(score.items) if score.kind is ScoringKind.SUM else 1
        return total * times / len(counted)
    gained = math.fsum(value - run.low for run, value in counted)
    possible = math.fsum(run.high - run.low for run, _ in counted)
    share = _WHOLE * gained / possible
    short = score.kind is ScoringKind.PERCENTAGE_SHORT_OF_POSSIBLE
    return _WHOLE - share if short else share


_WHOLE = 100  # per cent


def _filled(score: Score, run: NumberedItems, value: float | None) -> float | None:
    """An item's score; leaving a missing one out of a mean is filling it with the mean of the others."""
    if value is None and score.if_missing is MissingItem.LOWEST:
        return run.low
    return value


def _run_of(instrument: Instrument, number: int) -> NumberedItems:
    return next(run for run in instrument.numbered_items if run.first <= number <= run.last)


def _problems(instrument: Instrument, answers: Answers) -> Iterable[str]:
    if not instrument.is_counted:
        yield f"{instrument.label} is not counted from items; enter its score"
        return
    known = set(instrument.item_numbers)
    for number, value in answers.items():
        if number not in known:
            yield f"there is no item {number}; items are {_numbers(instrument)}"
        elif value is not None and not _fits(_run_of(instrument, number), value):
            yield f"item {number} cannot be {value:g}; allowed: {_allowed(_run_of(instrument, number))}"


def _fits(run: NumberedItems, value: float) -> bool:
    if not (math.isfinite(value) and run.low <= value <= run.high):
        return False
    return run.step == 0 or (value - run.low) % run.step == 0


def _allowed(run: NumberedItems) -> str:
    steps = "" if run.step == 0 else f" in steps of {run.step:g}"
    return f"{run.low:g} to {run.high:g}{steps}, or nothing where it was not answered"


def _numbers(instrument: Instrument) -> str:
    numbers = instrument.item_numbers
    return f"{numbers[0]} to {numbers[-1]}"
