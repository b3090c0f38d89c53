"""A muscle's page: where pain from it is felt, what lies in the needle's way, how it is reached, how it moves."""

from dataclasses import dataclass

from filiform.clinic.library.presenters.concept import ConceptPage, NamedBy, concept_page
from filiform.clinic.library.presenters.pictures import Picture, pictures_of
from filiform.clinic.library.presenters.words import ConceptLink, link_to
from filiform.clinic.screening.presenters.decisions import source_line
from filiform.clinic.ui.parts import SourceLine
from filiform.clinical.region_rules import muscles_under
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import (
    Approach,
    Hazard,
    Muscle,
    MuscleHazard,
    MuscleMovement,
    Prevalence,
    PublishedDepth,
    ReferralWeight,
)
from filiform.knowledge.model.screening import RegionRule

COMPETENCE = {
    "foundation": "Foundation training",
    "advanced": "Advanced training",
    "ultrasound_only": "Only with ultrasound",
    "not_offered": "Not needled here",
}


@dataclass(frozen=True, slots=True)
class HazardLine:
    """What a needle can injure near the muscle: the structure, where it lies, what to do, why it matters."""

    link: ConceptLink
    structure: str
    where: str
    precaution: str
    why: str


@dataclass(frozen=True, slots=True)
class ApproachLine:
    """A way of reaching the muscle; `needle` names the longest needle to offer, where a source limits it."""

    position: str
    grip: str
    direction: str
    needle: str


@dataclass(frozen=True, slots=True)
class DepthLine:
    """A published depth or distance, with everything that limits what it says."""

    finding: str
    population: str
    method: str
    angle: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class PrevalenceLine:
    """How often trigger points of the muscle were found, and in whom."""

    population: str
    active: str
    latent: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class MovementLine:
    """A movement in the words of the muscle's file, with the link to it and whose side it is on."""

    words: str
    link: ConceptLink
    side: str


@dataclass(frozen=True, slots=True)
class MusclePage:
    """A muscle as its page shows it; `concept` holds what every concept has."""

    concept: ConceptPage
    pictures: tuple[Picture, ...]
    latin: str
    part_of: str
    synonyms: str
    competence: str
    competence_value: str
    bleeding: str
    depth: str
    origin: tuple[str, ...]
    insertion: tuple[str, ...]
    innervation: str
    roots: str
    actions: tuple[str, ...]
    lengthened_by: tuple[MovementLine, ...]
    loaded_by: tuple[MovementLine, ...]
    shortened_by: tuple[MovementLine, ...]
    primary: tuple[ConceptLink, ...]
    spillover: tuple[ConceptLink, ...]
    areas: tuple[ConceptLink, ...]
    privileges: tuple[ConceptLink, ...]
    hazards: tuple[HazardLine, ...]
    approaches: tuple[ApproachLine, ...]
    depths: tuple[DepthLine, ...]
    prevalence: tuple[PrevalenceLine, ...]
    rules: tuple[ConceptLink, ...]
    care: tuple[NamedBy, ...]


def muscle_page(muscle: Muscle, library: Library) -> MusclePage:
    """Everything the library knows of a muscle."""
    attachments = muscle.attachments
    concept = concept_page(muscle, library)
    return MusclePage(
        concept=concept,
        pictures=pictures_of(muscle, library),
        latin=muscle.latin,
        part_of=muscle.part_of,
        synonyms=", ".join(muscle.synonyms),
        competence=COMPETENCE[muscle.competence.value],
        competence_value=muscle.competence.value,
        bleeding=(
            "Bleeding can be pressed on from outside"
            if muscle.is_compressible
            else "Bleeding cannot be pressed on from outside"
        ),
        depth="Deep" if muscle.is_deep else "Under the skin or a thin layer",
        origin=attachments.origin if attachments else (),
        insertion=attachments.insertion if attachments else (),
        innervation=muscle.innervation,
        roots=_unsaid_roots(muscle),
        actions=muscle.actions,
        lengthened_by=_movements(muscle.lengthened_by, library),
        loaded_by=_movements(muscle.loaded_by, library),
        shortened_by=_movements(muscle.shortened_by, library),
        primary=_referral(muscle, ReferralWeight.PRIMARY, library),
        spillover=_referral(muscle, ReferralWeight.SPILLOVER, library),
        areas=tuple(link_to(one, library) for one in muscle.areas),
        privileges=tuple(link_to(one, library) for one in muscle.privileges),
        hazards=tuple(_hazard(one, library) for one in muscle.hazards),
        approaches=tuple(_approach(one) for one in muscle.approaches),
        depths=tuple(_depth(one, library) for one in muscle.published_depths),
        prevalence=tuple(_prevalence(one, library) for one in muscle.prevalence),
        rules=tuple(link_to(rule.id, library) for rule in _rules(muscle, library)),
        care=tuple(one for one in concept.named_by if one.kind != "Region rules"),
    )


def _unsaid_roots(muscle: Muscle) -> str:
    """The roots, where the words about the nerve do not name them already."""
    unsaid = [root for root in muscle.roots if root not in muscle.innervation]
    return ", ".join(muscle.roots) if unsaid else ""


def _rules(muscle: Muscle, library: Library) -> list[RegionRule]:
    return [rule for rule in library.all(RegionRule) if muscle in muscles_under(rule, library)]


def _referral(muscle: Muscle, weight: ReferralWeight, library: Library) -> tuple[ConceptLink, ...]:
    return tuple(link_to(one.region, library) for one in muscle.referral if one.weight is weight)


def _movements(movements: tuple[MuscleMovement, ...], library: Library) -> tuple[MovementLine, ...]:
    sides = {"same": "same side", "opposite": "other side", "midline": ""}
    return tuple(
        MovementLine(one.words, link_to(one.movement, library), sides[one.side.value])
        for one in movements
    )


def _hazard(near: MuscleHazard, library: Library) -> HazardLine:
    hazard = library.get(near.hazard, Hazard)
    where = f"{near.where} ({near.side.value} side only)" if near.side else near.where
    link = link_to(near.hazard, library)
    return HazardLine(link, hazard.structure, where, near.precaution, hazard.why)


def _approach(approach: Approach) -> ApproachLine:
    cap = approach.needle_length_cap
    needle = f"Offer no longer than {cap.value:g} {cap.unit.value}" if cap else ""
    return ApproachLine(approach.position, approach.grip, approach.direction, needle)


def _depth(depth: PublishedDepth, library: Library) -> DepthLine:
    source = source_line(depth.citation, library)
    return DepthLine(depth.finding, depth.population, depth.method, depth.angle, source)


def _prevalence(study: Prevalence, library: Library) -> PrevalenceLine:
    return PrevalenceLine(
        population=study.population,
        active=_share(study.active),
        latent=_share(study.latent),
        source=source_line(study.citation, library),
    )


def _share(share: object) -> str:
    low, high = getattr(share, "low", None), getattr(share, "high", None)
    if low is None:
        return "not given"
    return f"{low:g} %" if low == high else f"{low:g} to {high:g} %"
