"""Outcomes: instruments that measure how a patient fares, and which change in them matters."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity, Range
from filiform.knowledge.model.concept import Cited, Code


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
    """A published threshold: how much change, in whom, and how it was found. One is the default."""

    kind: ThresholdKind
    value: Quantity
    population: str
    method: str
    citation: Citation
    is_default: bool = False
    areas: tuple[str, ...] = ()


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

    `is_itself_a_change`: a value of it already compares now with the start (a rating of change).
    """

    abbreviation: str
    measures: str
    patient_label: str
    range: Range
    step: float
    direction: Direction
    items: tuple[InstrumentItem, ...]
    scoring: str
    missing_items: str
    thresholds: tuple[Threshold, ...]
    item_text: ItemText
    licence: str
    order: int
    codes: tuple[Code, ...] = ()
    is_itself_a_change: bool = False
