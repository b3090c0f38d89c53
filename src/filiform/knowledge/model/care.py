"""Care around the needle: stretches, manual techniques, doses of needling, the same day, and the way back to sport."""

from enum import StrEnum

from filiform.kernel.quantity import Quantity, Range
from filiform.knowledge.model.concept import Cited, Statement
from filiform.knowledge.model.dose import Dose


class Stretch(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch that patients do themselves, with the muscles that it lengthens."""

    patient_label: str
    muscles: tuple[str, ...]
    instructions: tuple[str, ...]
    dose: Dose
    equipment: str = ""


class ManualTechniqueKind(StrEnum):
    """What the hands do."""

    PRESSURE_RELEASE = "pressure_release"
    MUSCLE_ENERGY = "muscle_energy"
    PIN_AND_STRETCH = "pin_and_stretch"
    SOFT_TISSUE = "soft_tissue"
    JOINT_MOBILISATION = "joint_mobilisation"


class ManualTechnique(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something a clinician does with the hands, for which muscles, and what to take care of."""

    kind: ManualTechniqueKind
    muscles: tuple[str, ...]
    how: str
    care: str
    dose: Dose


class NeedlingDose(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much needling a trial used: what was read of sessions, places, twitches, needle and current.

    `results` names what came of it, so that a dose is never shown without its effect.
    """

    statement: str
    population: str
    technique: str
    order: int
    muscles: tuple[str, ...] = ()
    sessions: Range | None = None
    course: Range | None = None
    interval: Range | None = None
    sites: Range | None = None
    twitches: Range | None = None
    dwell: Range | None = None
    needle_length: Range | None = None
    needle_diameter: Range | None = None
    current_frequency: Range | None = None
    pulse_width: Range | None = None
    results: tuple[str, ...] = ()


class SameDayAction(StrEnum):
    """What a step after needling asks for."""

    DO = "do"
    AVOID = "avoid"
    WAIT = "wait"


class SameDayStep(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to do, to leave or to wait with after needling; `hours` counts from the session."""

    action: SameDayAction
    order: int
    hours: Range | None = None
    dose: Dose | None = None


class Comparison(StrEnum):
    """On which side of a threshold a criterion is met."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class ReturnCriterion(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is looked at before sport is taken up whole; with a threshold where there is a number.

    Raises:
        ValueError: for a threshold without a side, or a side without a threshold.
    """

    order: int
    threshold: Quantity | None = None
    comparison: Comparison | None = None
    instrument: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.threshold is None) is not (self.comparison is None):
            raise ValueError("`threshold` and `comparison` are given together")
