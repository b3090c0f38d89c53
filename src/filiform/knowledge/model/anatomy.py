"""The body: areas a patient can name, regions of the pain map, muscles, and what lies in a needle's way."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity
from filiform.kernel.side import Laterality
from filiform.knowledge.model.concept import Cited, Concept


class Limb(StrEnum):
    """A limb that a person can name as a whole."""

    ARM = "arm"
    LEG = "leg"


class Area(Concept, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the body as coarse as a patient would say it: shoulder, lower back, foot.

    `limb` says which limb it is a part of when somebody names the whole of it; None for the trunk.
    """

    patient_label: str
    laterality: Laterality
    order: int
    limb: Limb | None = None


class View(StrEnum):
    """From where a region of the body map is seen."""

    FRONT = "front"
    BACK = "back"
    SIDE = "side"
    SOLE = "sole"


class SegmentNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Numbers of the segments of another body map that a region lies in, by side."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    midline: tuple[str, ...] = ()


class Region(Concept, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field of the pain map: fine enough for a referral zone, coarse enough for a finger."""

    patient_label: str
    area: str
    laterality: Laterality
    views: tuple[View, ...]
    choir: SegmentNumbers
    michigan: SegmentNumbers
    order: int


class Hazard(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A structure that a needle can injure, why that matters, and how the injury shows."""

    structure: str
    why: str
    signs: str
    is_pleura: bool = False


class Competence(StrEnum):
    """Who may needle a muscle."""

    FOUNDATION = "foundation"
    ADVANCED = "advanced"
    ULTRASOUND_ONLY = "ultrasound_only"
    NOT_OFFERED = "not_offered"


class ReferralWeight(StrEnum):
    """Whether pain is usually felt in a region, or only sometimes spreads to it."""

    PRIMARY = "primary"
    SPILLOVER = "spillover"


class Referral(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A region in which pain from a muscle is felt, on the muscle's own side."""

    region: str
    weight: ReferralWeight


class MuscleHazard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hazard near one muscle: where it lies as seen from the muscle, and what to do about it."""

    hazard: str
    where: str
    precaution: str


class Approach(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of reaching a muscle. `needle_length_cap` is the longest needle to offer, not a safe depth."""

    position: str
    grip: str
    direction: str
    needle_length_cap: Quantity | None = None


class PublishedDepth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A published distance or depth: a finding in a population, never a safe depth for a person."""

    finding: str
    population: str
    method: str
    angle: str
    citation: Citation


class Muscle(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A muscle that is needled, or that must be known because it is not.

    `is_compressible`: bleeding in it can be pressed on from outside. `areas` are where a needle
    enters; region-wide constraints reach a muscle through them.
    """

    latin: str
    areas: tuple[str, ...]
    regions: tuple[str, ...]
    actions: tuple[str, ...]
    lengthened_by: tuple[str, ...]
    loaded_by: tuple[str, ...]
    referral: tuple[Referral, ...]
    hazards: tuple[MuscleHazard, ...]
    approaches: tuple[Approach, ...]
    competence: Competence
    is_compressible: bool
    is_deep: bool
    order: int
    synonyms: tuple[str, ...] = ()
    innervation: str = ""
    published_depths: tuple[PublishedDepth, ...] = ()
