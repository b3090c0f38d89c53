"""What a screening came to: the latest decision of an episode, what it constrains, and who set what aside."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from filiform.clinic.episode.models import Episode
from filiform.clinic.screening.models import ConstraintOverride, ScreeningOutcome
from filiform.clinical.constraints import Override, reaches
from filiform.clinical.facts import ScreeningFacts
from filiform.clinical.overruling import verdict_after_overrides
from filiform.kernel.decision import Constraint, Decision, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.screening import ScreeningVerdict


def latest_outcome(episode: Episode) -> ScreeningOutcome | None:
    """The last decision of screening in an episode, whichever screening it belongs to."""
    outcomes = episode.screening_outcomes.select_related("screening", "recorded_by")
    return outcomes.order_by("-number").first()


def decision_of(outcome: ScreeningOutcome) -> Decision[ScreeningVerdict]:
    """The decision as it was taken, out of its row."""
    return msgspec.convert(outcome.decision, Decision[ScreeningVerdict])


def facts_seen(outcome: ScreeningOutcome) -> ScreeningFacts:
    """The facts that the decision saw, out of its row."""
    return msgspec.convert(outcome.facts, ScreeningFacts)


def active_constraints(episode: Episode, on: date) -> tuple[Constraint, ...]:
    """What screening forbids or cautions about on that day; nothing before the first decision.

    What was set aside by name is still among them: `overrides` says what is lifted.
    """
    outcome = latest_outcome(episode)
    if outcome is None:
        return ()
    return tuple(one for one in decision_of(outcome).constraints if one.is_active(on))


def binding_constraints(
    constraints: Iterable[Constraint], overrides: Iterable[Override], on: date, library: Library
) -> tuple[Constraint, ...]:
    """Those that still bind on that day: without what was set aside wherever it would hold."""
    lifted = tuple(one for one in overrides if on < one.expires_on)
    return tuple(one for one in constraints if _binds_somewhere(one, lifted, on, library))


def overrides(episode: Episode) -> tuple[Override, ...]:
    """What clinicians set aside by name in this episode, newest first; each says until when it holds."""
    rows = episode.constraint_overrides.order_by("-recorded_at", "-pk")
    return tuple(override for row in rows for override in _overrides(row))


def verdict_now(
    episode: Episode, on: date, library: Library, outcome: ScreeningOutcome | None = None
) -> ScreeningVerdict | None:
    """The verdict of the latest decision, less what was overruled by name; None before the first decision.

    Args:
        outcome: the latest decision, where it was read already.
    """
    outcome = outcome or latest_outcome(episode)
    if outcome is None:
        return None
    return verdict_after_overrides(decision_of(outcome), overrides(episode), on, library)


def _binds_somewhere(
    constraint: Constraint, lifted: tuple[Override, ...], on: date, library: Library
) -> bool:
    """Whether a muscle, or no muscle in particular, is left for which nobody has set the constraint aside."""
    about = [one for one in lifted if one.statement == constraint.statement]
    if not about or any(one.muscle is None and one.side is None for one in about):
        return not about
    techniques = [target.id for target in constraint.targets] or [""]
    reached = [
        (muscle.id, side)
        for muscle in library.all(Muscle)
        for side in (Side.LEFT, Side.RIGHT)
        if any(reaches(constraint, muscle, side, technique) for technique in techniques)
    ]
    return not reached or any(
        not any(one.lifts(constraint, muscle, side, on) for one in about)
        for muscle, side in reached
    )


def _overrides(row: ConstraintOverride) -> Iterator[Override]:
    """One override for each muscle that is named; one without a muscle when none is."""
    targets = msgspec.convert(row.targets, tuple[Target, ...])
    for target in targets or (None,):
        yield Override(
            statement=row.statement,
            by_name=row.by_name,
            reason=row.reason,
            expires_on=row.expires_on,
            muscle=target.id if target else None,
            side=target.side if target else None,
        )
