"""How an instrument is scored: a small fixed set of formulas, over items that are known by number only.

Wording is not needed to score, and most licences do not give it; a number and a range are facts.
"""

from enum import StrEnum

import msgspec

from filiform.kernel.quantity import Range


class ScoringKind(StrEnum):
    """The formulas there are.

    `entered`: measured, or scored by its publisher; nothing is computed here.
    `sum`, `mean`: of the items, times `multiplied_by`.
    `percentage_of_possible`: what was scored above the lowest, in per cent of what could be scored.
    `percentage_short_of_possible`: 100 less that, for scales on which a high item is bad and a high score good.
    `sum_of_scores`, `mean_of_scores`: of other scores of the instrument, each times `multiplied_by`.
    """

    ENTERED = "entered"
    SUM = "sum"
    MEAN = "mean"
    PERCENTAGE_OF_POSSIBLE = "percentage_of_possible"
    PERCENTAGE_SHORT_OF_POSSIBLE = "percentage_short_of_possible"
    SUM_OF_SCORES = "sum_of_scores"
    MEAN_OF_SCORES = "mean_of_scores"


OF_ITEMS = frozenset(
    {
        ScoringKind.SUM,
        ScoringKind.MEAN,
        ScoringKind.PERCENTAGE_OF_POSSIBLE,
        ScoringKind.PERCENTAGE_SHORT_OF_POSSIBLE,
    }
)
OF_SCORES = frozenset({ScoringKind.SUM_OF_SCORES, ScoringKind.MEAN_OF_SCORES})


class MissingItem(StrEnum):
    """What stands in for an item without an answer, where enough others were answered."""

    MEAN_OF_ANSWERED = "mean_of_answered"
    LOWEST = "lowest"


class NumberedItems(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A run of items, `first` to `last`, that are all answered from `low` to `high` in steps.

    A `step` of 0 allows any number between the two.
    """

    first: int
    last: int
    low: float
    high: float
    step: float = 1

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise ValueError(
                f"items go from first to last, and {self.first} to {self.last} does not"
            )
        if self.low >= self.high:
            raise ValueError(f"`low` must lie below `high`, and {self.low:g} does not")


class Score(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One score of an instrument: its whole, or a subscale.

    `items` are counted by a formula over items, `scores` (keys) by one over scores. With fewer than
    `least_answered` items there is no score. `range` is the instrument's unless it is given.
    """

    key: str
    label: str
    kind: ScoringKind
    items: tuple[int, ...] = ()
    least_answered: int = 0
    if_missing: MissingItem = MissingItem.MEAN_OF_ANSWERED
    multiplied_by: float = 1
    scores: tuple[str, ...] = ()
    range: Range | None = None

    def __post_init__(self) -> None:
        if bool(self.items) != (self.kind in OF_ITEMS):
            raise ValueError(
                f"the score `{self.key}` is of the kind {self.kind}: check its `items`"
            )
        if bool(self.scores) != (self.kind in OF_SCORES):
            raise ValueError(
                f"the score `{self.key}` is of the kind {self.kind}: check its `scores`"
            )
        if self.items and not 1 <= self.least_answered <= len(self.items):
            raise ValueError(
                f"`least_answered` of the score `{self.key}` must be from 1 to {len(self.items)}"
            )


class ScoreWithin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A score that lies from `low` to `high`, both included."""

    score: str
    low: float
    high: float


class ScoreGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group that people with certain scores belong to, such as a risk; every condition must hold."""

    label: str
    when: tuple[ScoreWithin, ...]
