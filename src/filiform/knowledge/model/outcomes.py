"""Outcomes: instruments that measure how a patient fares, and which change in them matters."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity, Range
from filiform.knowledge.model.concept import Cited, Code, Review
from filiform.knowledge.model.scoring import OF_ITEMS, NumberedItems, Score, ScoreGroup


class Direction(StrEnum):
    """Which way is better."""

    LOWER_IS_BETTER = "lower_is_better"
    HIGHER_IS_BETTER = "higher_is_better"


class ThresholdKind(StrEnum):
    """What a threshold says: a change that matters to patients, or one beyond measurement error."""

    MINIMAL_CLINICALLY_IMPORTANT_DIFFERENCE = "minimal_clinically_important_difference"
    MINIMAL_DETECTABLE_CHANGE = "minimal_detectable_change"
    LARGE_IMPORTANT_CHANGE = "large_important_change"


class Threshold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A published threshold: how much change, in whom, and how it was found.

    `scores` are the keys of the scores it is about; none given, it is about all. Each score has at
    most one default, by which it is judged. `review` is its own where it was checked apart from the
    rest of the instrument.
    """

    kind: ThresholdKind
    value: Quantity
    population: str
    method: str
    citation: Citation
    is_default: bool = False
    areas: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    review: Review | None = None

    def is_about(self, key: str) -> bool:
        """Whether it judges the score, or the asked item, of that key."""
        return not self.scores or key in self.scores


class ItemText(StrEnum):
    """Whether the licence lets us print the wording of the items."""

    FREE = "free"
    SCORES_ONLY = "scores_only"


class InstrumentItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of an instrument, with what its ends are called."""

    key: str
    question: str
    low_label: str
    high_label: str


class Instrument(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A measure of outcome: what it measures, how it is scored, what change in it means.

    `items` are questions that may be printed, each a score of its own. Without them the instrument
    has `scores`, which are entered, or counted from `numbered_items` that are known by number only.
    `is_itself_a_change`: a value of it already compares now with the start (a rating of change).
    """

    abbreviation: str
    measures: str
    patient_label: str
    range: Range
    step: float
    direction: Direction
    scoring: str
    missing_items: str
    thresholds: tuple[Threshold, ...]
    item_text: ItemText
    licence: str
    order: int
    items: tuple[InstrumentItem, ...] = ()
    numbered_items: tuple[NumberedItems, ...] = ()
    scores: tuple[Score, ...] = ()
    groups: tuple[ScoreGroup, ...] = ()
    areas: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    is_itself_a_change: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if bool(self.items) == bool(self.scores):
            raise ValueError("an instrument has `items` that are asked, or `scores`; not both")
        self._require_known(
            "items", self.item_numbers, [n for one in self.scores for n in one.items]
        )
        self._require_known("scores", self.keys, [k for one in self.scores for k in one.scores])
        self._require_known("scores", self.keys, [k for one in self.thresholds for k in one.scores])
        self._require_known("scores", self.keys, [x.score for one in self.groups for x in one.when])

    def _require_known(self, field: str, known: tuple[object, ...], named: list[object]) -> None:
        strangers = [str(one) for one in named if one not in known]
        if strangers:
            raise ValueError(f"`{field}` names {', '.join(strangers)}, which are not there")

    @property
    def keys(self) -> tuple[str, ...]:
        """What is measured with it: the asked items, or the scores, by key."""
        return (*(one.key for one in self.items), *(one.key for one in self.scores))

    @property
    def item_numbers(self) -> tuple[int, ...]:
        """The items that are known by number, in order."""
        return tuple(n for run in self.numbered_items for n in range(run.first, run.last + 1))

    @property
    def is_counted(self) -> bool:
        """Whether its scores are counted here from item scores."""
        return any(one.kind in OF_ITEMS for one in self.scores)

    def score(self, key: str) -> Score | None:
        """The score of that key; none for an asked item."""
        return next((one for one in self.scores if one.key == key), None)

    def range_of(self, key: str) -> Range:
        """The range of what is measured under that key."""
        score = self.score(key)
        return score.range if score and score.range else self.range
