"""What is known of a muscle whoever the patient is: made once for a library, since it never differs."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.template.loader import render_to_string

from filiform.clinic.screening.presenters import constraint_line, source_line
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ConstraintLine, ReviewStatus, SourceLine
from filiform.clinical.constraints import reaches
from filiform.clinical.needling import needle_length_caps
from filiform.clinical.region_rules import standing_cautions
from filiform.kernel.decision import Constraint
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Competence, Hazard, Muscle, PublishedDepth

MUSCLES = 1024
COMPETENCE = {
    Competence.FOUNDATION: "",
    Competence.ADVANCED: "Advanced training",
    Competence.ULTRASOUND_ONLY: "Under ultrasound only",
    Competence.NOT_OFFERED: "Not offered",
}


@dataclass(frozen=True, slots=True)
class HazardLine:
    """A structure near the muscle, where it lies, and how to keep away from it."""

    name: str
    where: str
    precaution: str


@dataclass(frozen=True, slots=True)
class DepthLine:
    """A published depth with the people it was found in; never a safe depth for a person."""

    finding: str
    population: str
    method: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class MuscleFacts:
    """Cautions that hold for everyone, what lies near, ways to reach it, published depths, sources."""

    cautions: tuple[ConstraintLine, ...]
    hazards: tuple[HazardLine, ...]
    depths: tuple[DepthLine, ...]
    approaches: tuple[str, ...]
    longest_needle: str
    competence: str
    sentence: str
    sources: tuple[SourceLine, ...]
    review: ReviewStatus


@lru_cache(maxsize=MUSCLES)
def muscle_facts(name: str, library: Library) -> MuscleFacts:
    """What belongs beside one muscle, on either side and with every technique."""
    muscle = library.get(name, Muscle)
    caps = needle_length_caps(name, library)
    return MuscleFacts(
        cautions=tuple(
            _caution_line(one, library)
            for one in standing_cautions(library)
            if reaches(one, muscle, Side.LEFT, "")
        ),
        hazards=tuple(
            HazardLine(library.get(one.hazard, Hazard).label, one.where, one.precaution)
            for one in muscle.hazards
        ),
        depths=tuple(_depth_line(depth, library) for depth in muscle.published_depths),
        approaches=tuple(
            f"{one.position}. {one.grip}. {one.direction}." for one in muscle.approaches
        ),
        longest_needle=f"{max(cap.value for cap in caps):g} mm" if caps else "",
        competence=COMPETENCE[muscle.competence],
        sentence=muscle.label,
        sources=source_lines(muscle.citations, library),
        review=muscle.review.status.value,
    )


@lru_cache(maxsize=MUSCLES)
def muscle_facts_html(name: str, library: Library) -> str:
    """The same as a part of a page; it is long and never differs, so it is written once."""
    facts = muscle_facts(name, library)
    return render_to_string("planning/about/muscle.html", {"facts": facts})


def _caution_line(constraint: Constraint, library: Library) -> ConstraintLine:
    return replace(constraint_line(constraint, library), sentence=constraint.sentence, reason="")


def _depth_line(depth: PublishedDepth, library: Library) -> DepthLine:
    return DepthLine(
        finding=depth.finding,
        population=depth.population,
        method=". ".join(part for part in (depth.method, depth.angle) if part),
        source=source_line(depth.citation, library),
    )
