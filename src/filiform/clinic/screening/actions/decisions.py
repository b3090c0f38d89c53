"""Deciding a screening, and setting one of its constraints aside by name."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from filiform.clinic.accounts.models import User
from filiform.clinic.accounts.roles import Permission, Role, may
from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.episode.actions import reach_stage, set_status
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import current_status
from filiform.clinic.episode.status import Status, may_follow
from filiform.clinic.screening.models import ConstraintOverride, Screening, ScreeningOutcome
from filiform.clinic.screening.queries.outcome import (
    active_constraints,
    decision_of,
    latest_outcome,
    verdict_now,
)
from filiform.clinic.screening.queries.screening import facts_of
from filiform.clinical.screening import screen
from filiform.clinical.stage import Stage
from filiform.kernel.decision import Scope, Severity, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import ScreeningVerdict

PERMITTING = (ScreeningVerdict.SUITABLE, ScreeningVerdict.SUITABLE_WITH_PRECAUTIONS)


@audited(
    "screening.decided",
    details=lambda row: {"library_version": row.library_version, "complete": row.complete},
)
def decide_screening(
    *, screening: Screening, on: date, row_id: UUID, library: Library, by: User, at: datetime
) -> ScreeningOutcome:
    """Decide on what is known now, and keep the decision beside the facts it saw.

    A complete decision in favour lets the episode go on to assessment; one against it leads back here.
    """
    repeat_of(screening.outcomes, row_id)
    facts = facts_of(screening, on)
    decision = screen(facts, library)
    outcome = ScreeningOutcome.objects.create(
        id=row_id,
        clinic_id=screening.clinic_id,
        episode=screening.episode,
        screening=screening,
        number=screening.episode.screening_outcomes.count() + 1,
        on=on,
        facts=msgspec.to_builtins(facts),
        decision=msgspec.to_builtins(decision),
        verdict=decision.verdict.value,
        complete=decision.complete,
        library_version=library.version,
        recorded_by=by,
        recorded_at=at,
    )
    _move(screening.episode, on, library, by, at)
    return outcome


@audited("screening.constraint_overridden", details=lambda row: {"statement": row.statement})
def override_constraint(
    *,
    episode: Episode,
    statement: str,
    muscle: str,
    side: Side | None,
    reason: str,
    expires_on: date,
    on: date,
    row_id: UUID,
    library: Library,
    by: User,
    at: datetime,
) -> ConstraintOverride:
    """Set a statement of screening aside, for one muscle or wherever it holds (`muscle` empty), until a day.

    Lifted everywhere, it no longer counts for the verdict; the episode may then go on to assessment.

    Raises:
        Refused: for a role that may not, without a reason, for a day that is not after `on` or more
            than a year away, for a red flag, and when the statement is no part of the last decision.
    """
    asked = {"statement": statement, "reason": reason.strip(), "expires_on": expires_on}
    repeat_of(episode.constraint_overrides, row_id, **asked)
    _refuse_role(by.role_in(episode.clinic_id))
    _refuse_terms(reason, on, expires_on)
    row = ConstraintOverride.objects.create(
        id=row_id,
        clinic_id=episode.clinic_id,
        episode=episode,
        **asked,
        scope=_scope(episode, statement, on),
        targets=msgspec.to_builtins([Target(muscle, side)] if muscle else []),
        by_name=by.get_full_name(),
        recorded_by=by,
        recorded_at=at,
    )
    _move(episode, on, library, by, at)
    return row


def _move(episode: Episode, on: date, library: Library, by: User, at: datetime) -> None:
    """On to assessment with a complete decision in favour; back to screening with one against."""
    outcome, verdict = latest_outcome(episode), verdict_now(episode, on, library)
    if verdict not in PERMITTING:
        if may_follow(Status.SCREENING, current_status(episode).status):
            set_status(episode=episode, status=Status.SCREENING, reason="", by=by, at=at)
    elif outcome is not None and outcome.complete:
        reach_stage(episode=episode, stage=Stage.ASSESSMENT, by=by, at=at)


def latest_end(on: date) -> date:
    """The last day an override given on `on` may end on: the same day of the next year."""
    try:
        return on.replace(year=on.year + 1)
    except ValueError:  # 29 February
        return on.replace(year=on.year + 1, day=28)


def _refuse_role(role: str) -> None:
    if role not in set(Role) or not may(role, Permission.OVERRIDE_CONSTRAINT):
        raise Refused("Only a clinician or a clinical lead may set a constraint aside.")


def _refuse_terms(reason: str, on: date, expires_on: date) -> None:
    if not reason.strip():
        raise Refused("Say why the constraint is set aside: others will read it.")
    if not on < expires_on <= latest_end(on):
        raise Refused("Choose an end date after today and at most one year away.")


def _scope(episode: Episode, statement: str, on: date) -> str:
    """What the statement constrains at most. A red flag is resolved by being looked at, never set aside."""
    outcome = latest_outcome(episode)
    reasons = decision_of(outcome).reasons if outcome else ()
    reason = next((one for one in reasons if one.statement == statement), None)
    if reason is None:
        raise Refused("This is no part of the last decision any more. Open the page again.")
    if reason.severity is Severity.RED_FLAG:
        raise Refused(
            "A red flag is not set aside: a doctor looks at it, and then you screen again."
        )
    scopes = {one.scope for one in active_constraints(episode, on) if one.statement == statement}
    return next((scope.value for scope in Scope if scope in scopes), Scope.EVERYTHING.value)
