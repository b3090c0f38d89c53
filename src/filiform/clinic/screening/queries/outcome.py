"""What a screening came to: the latest decision of an episode, what it constrains, and who set what aside."""

from collections.abc import Iterator
from datetime import date

import msgspec

from filiform.clinic.episode.models import Episode
from filiform.clinic.screening.models import ConstraintOverride, ScreeningOutcome
from filiform.clinical.constraints import Override
from filiform.clinical.facts import ScreeningFacts
from filiform.clinical.overruling import verdict_after_overrides
from filiform.kernel.decision import Constraint, Decision, Target
from filiform.knowledge.library import Library
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


def overrides(episode: Episode) -> tuple[Override, ...]:
    """What clinicians set aside by name in this episode, newest first; each says until when it holds."""
    rows = episode.constraint_overrides.order_by("-recorded_at", "-pk")
    return tuple(override for row in rows for override in _overrides(row))


def verdict_now(episode: Episode, on: date, library: Library) -> ScreeningVerdict | None:
    """The verdict of the latest decision, less what was overruled by name; None before the first decision."""
    outcome = latest_outcome(episode)
    if outcome is None:
        return None
    return verdict_after_overrides(decision_of(outcome), overrides(episode), on, library)


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
