"""The body: areas a patient can name, regions of the pain map, muscles, and what lies in a needle's way."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity, Range, Unit
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.model.concept import Cited, Code, Concept


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
    """A hazard near one muscle: where it lies as seen from the muscle, and what to do about it.

    `side` is given only where the hazard lies on one side of the body (the liver on the right).
    `speaks_of_rib`: the ways in or the precaution speak of a rib held between two fingers, so that
    the page at the table asks whether one was. The answer permits nothing.
    """

    hazard: str
    where: str
    precaution: str
    side: Side | None = None
    speaks_of_rib: bool = False


class Relation(StrEnum):
    """The side of a movement as seen from a muscle: its own, the other, or a movement without a side."""

    SAME = "same"
    OPPOSITE = "opposite"
    MIDLINE = "midline"

    def side(self, muscle_side: Side) -> Side:
        """The side of the movement for a muscle on `muscle_side`."""
        if self is Relation.MIDLINE:
            return Side.MIDLINE
        return muscle_side if self is Relation.SAME else muscle_side.mirrored


class MuscleMovement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A movement that lengthens or pinches a muscle, or a contraction that loads it, in the words of a clinician."""

    movement: str
    side: Relation
    words: str


class Attachments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a muscle is fixed to, the end that usually stays still first."""

    origin: tuple[str, ...]
    insertion: tuple[str, ...]


class Prevalence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a trigger point of a muscle was found in a population, in per cent of people or sides.

    `active` and `latent` are shares of those examined; None where the publication does not say.
    A range that the publication gives stands as `low` and `high` of the share it is about.
    `hurting` are the areas in which these people had their pain; none for people without.
    """

    population: str
    examined: int | None = None
    hurting: tuple[str, ...] = ()
    active: Range | None = None
    latent: Range | None = None
    citation: Citation

    def __post_init__(self) -> None:
        given = [one for one in (self.active, self.latent) if one is not None]
        if not given:
            raise ValueError("a prevalence needs `active` or `latent`, or both")
        for one in given:
            if one.unit is not Unit.PERCENT or one.low < 0 or one.high > 100:
                raise ValueError("a prevalence is a range between 0 and 100 with the unit `%`")


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
    enters; region-wide constraints reach a muscle through them. `part_of` names the muscle whose
    head or part this is: parts of one muscle count as one where muscles are counted. `roots` are
    spinal segments (C5, L4) or cranial nerves (XI). `codes` stand only where they were verified.
    `privileges` are those a practitioner needs to needle it.
    """

    latin: str
    areas: tuple[str, ...]
    regions: tuple[str, ...]
    actions: tuple[str, ...]
    lengthened_by: tuple[MuscleMovement, ...]
    loaded_by: tuple[MuscleMovement, ...]
    referral: tuple[Referral, ...]
    hazards: tuple[MuscleHazard, ...]
    approaches: tuple[Approach, ...]
    competence: Competence
    is_compressible: bool
    is_deep: bool
    order: int
    synonyms: tuple[str, ...] = ()
    part_of: str = ""
    attachments: Attachments | None = None
    innervation: str = ""
    roots: tuple[str, ...] = ()
    published_depths: tuple[PublishedDepth, ...] = ()
    prevalence: tuple[Prevalence, ...] = ()
    codes: tuple[Code, ...] = ()
    privileges: tuple[str, ...] = ()
    shortened_by: tuple[MuscleMovement, ...] = ()
