"""The examination: tests that are done, the screen of the nerves, and the words a result is written in."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Range
from filiform.kernel.side import Laterality
from filiform.knowledge.model.concept import Cited
from filiform.knowledge.model.ranking import PromptEffect


class EndFeel(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the examiner's hand feels at the end of a passive movement."""

    means: str
    order: int


class StrengthGrade(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One grade of manual muscle testing; `mark` is how it is written, such as 4+."""

    mark: str
    means: str
    order: int


class ExaminationTestKind(StrEnum):
    """Special tests load one structure; function tests ask for something people do."""

    SPECIAL = "special"
    FUNCTION = "function"


class Accuracy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a test is right about a condition, as published: both in per cent, low to high."""

    condition: str
    sensitivity: Range
    specificity: Range
    population: str
    citation: Citation


class ExaminationTest(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A special or function test: how it is done, what it loads, what a positive result means.

    `measure` is the range of what is counted or measured in it, a check on typing errors; tests
    without it are positive or negative only. `accuracy` stands only where its source was read.
    """

    kind: ExaminationTestKind
    areas: tuple[str, ...]
    laterality: Laterality
    order: int
    how: str
    loads: str
    positive_means: str
    measure: Range | None = None
    measured_in: str = ""
    accuracy: tuple[Accuracy, ...] = ()


class NerveModality(StrEnum):
    """What of a nerve is tested."""

    SENSATION = "sensation"
    STRENGTH = "strength"
    REFLEX = "reflex"
    UPPER_MOTOR_NEURON = "upper_motor_neuron"


class NerveResult(StrEnum):
    """What a test of a nerve may show."""

    NORMAL = "normal"
    REDUCED = "reduced"
    ABSENT = "absent"
    INCREASED = "increased"
    PRESENT = "present"


class NerveTest(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of the neurological screen, and which red flag an abnormal result points to.

    `results` are what it may show, the first of them healthy. Every other one warns with `red_flag`;
    one that is among `stops` refers at once.
    """

    modality: NerveModality
    level: str
    areas: tuple[str, ...]
    laterality: Laterality
    order: int
    how: str
    results: tuple[NerveResult, ...]
    red_flag: str
    question: str
    stops: tuple[NerveResult, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.results) < 2 or not set(self.stops) <= set(self.results[1:]):
            raise ValueError("`results` are two or more, and `stops` are among all but the first")

    def effect_of(self, result: NerveResult) -> PromptEffect | None:
        """What a result does to the ranking; nothing when it is healthy."""
        if result is self.results[0]:
            return None
        return PromptEffect.STOP if result in self.stops else PromptEffect.ASK
