"""The top of every clinician's page about an episode: who it is, what limits the needling, the pathway."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.presenters import episode_page, stage_url
from filiform.clinic.screening.presenters.words import label_of
from filiform.clinic.screening.queries.outcome import (
    active_constraints,
    binding_constraints,
    overrides,
)
from filiform.clinic.screening.queries.questionnaire import present_findings
from filiform.clinic.screening.queries.screening import (
    answers_of,
    current_answers,
    current_screening,
    facts_of,
)
from filiform.clinical.constraints import Override
from filiform.clinical.stage import Stage
from filiform.kernel.decision import Constraint, Effect
from filiform.knowledge.library import Library

_ALLERGY = "-allergy"
Limits = tuple[tuple[Constraint, ...], tuple[Override, ...]]
"""What screening constrains on a day, and what of it was set aside by name."""


def stage_page(
    episode: Episode, on: date, library: Library, known: Limits | None = None
) -> dict[str, Any]:
    """The context of a workspace page, with the limits that screening found in the identity strip.

    Args:
        known: what screening constrains on that day and what was set aside, where a page has read it already.
    """
    return episode_page(episode, on=on, **limits(episode, on, library, known))


def limits(
    episode: Episode, on: date, library: Library, known: Limits | None = None
) -> dict[str, str]:
    """What binds today of the last decision, less what was set aside, and every allergy known by now."""
    active, lifted = known or _limits_of(episode, on)
    binding = binding_constraints(active, lifted, on, library)
    return {
        "forbids": _count(binding, Effect.FORBID, "forbidden"),
        "cautions": _count(binding, Effect.CAUTION, "to take care of"),
        "allergies": _allergies(episode, on, library),
        "limits_url": f"{stage_url(episode, Stage.SCREENING)}#verdict" if active else "",
    }


def _limits_of(episode: Episode, on: date) -> Limits:
    active = active_constraints(episode, on)
    return active, overrides(episode) if active else ()


def _allergies(episode: Episode, on: date, library: Library) -> str:
    """By name. Only their answers are read: whether a finding is there depends on no other's."""
    screening = current_screening(episode)
    if screening is None:
        return ""
    answers = answers_of(current_answers(screening).filter(finding__endswith=_ALLERGY))
    findings = present_findings(facts_of(screening, on, answers))
    labels = (label_of(one, library) for one in sorted(findings) if one.endswith(_ALLERGY))
    return ", ".join(label.removesuffix(" allergy").lower() for label in labels)


def _count(constraints: Iterable[Constraint], effect: Effect, word: str) -> str:
    statements = {one.statement for one in constraints if one.effect is effect}
    return f"{len(statements)} {word}" if statements else ""
