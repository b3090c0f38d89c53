"""Writes of planning: agreeing a plan, giving consent, taking it back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.utils import timezone

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.episode.actions import reach_stage
from filiform.clinic.knowledge import library
from filiform.clinic.planning.models import Consent, ConsentKind, Plan, PlannedMuscle
from filiform.clinic.planning.presenters.consent import ConsentForm, consent_form
from filiform.clinic.planning.queries import (
    PlanDraft,
    consent_in_force,
    current_plan,
    plan_facts,
    planned_muscles,
)
from filiform.clinical.planning import PlanVerdict, judge_plan
from filiform.clinical.stage import Stage

PLAN_REFUSED = "The plan cannot be agreed yet. The reasons are listed under the verdict."
PLAN_CHANGED = "Someone agreed another plan just now. Look at it, then agree yours again."


@audited("planning.plan_agreed")
def agree_plan(
    *, episode: Any, draft: PlanDraft, row_id: UUID, replacing: UUID | None, by: Any, at: datetime
) -> Plan:
    """Agree a plan: judged here once more, stored with its muscles, its facts and its decision, or not at all.

    Args:
        replacing: the plan that the form was opened on, or none; another one by now is a conflict.

    Raises:
        Refused: when the decision is against it (which carries the decision), or a plan came between.
    """
    repeat_of(episode.plans, row_id, **_columns(draft))
    on = timezone.localdate(at)
    facts = plan_facts(episode, draft, on)
    decision = judge_plan(facts, library())
    if decision.verdict is PlanVerdict.REFUSED:
        raise Refused(PLAN_REFUSED, decision=decision)
    current = current_plan(episode)
    if (current.pk if current else None) != replacing:
        raise Refused(PLAN_CHANGED, decision=decision)
    plan = Plan.objects.create(
        id=row_id,
        clinic=episode.clinic,
        episode=episode,
        recorded_by=by,
        recorded_at=at,
        agreed_on=on,
        replaces=current,
        decision=msgspec.to_builtins(decision),
        facts=msgspec.to_builtins(facts),
        library_version=decision.library_version,
        **_columns(draft),
    )
    for one in draft.muscles:
        PlannedMuscle.objects.create(
            clinic=episode.clinic,
            plan=plan,
            muscle=one.muscle,
            side=one.side.value,
            technique=one.technique,
            dwell_minutes=one.dwell_minutes,
            recorded_by=by,
            recorded_at=at,
        )
    for stage in (Stage.PLANNING, Stage.NEEDLING):
        reach_stage(episode=episode, stage=stage, by=by, at=at)
    return plan


def _columns(draft: PlanDraft) -> dict[str, Any]:
    columns = msgspec.structs.asdict(draft)
    del columns["muscles"]
    chosen = {name: list(columns[name]) for name in ("stretches", "manual_techniques")}
    return columns | chosen


@audited("planning.consent_given")
def give_consent(
    *,
    plan: Plan,
    row_id: UUID,
    given_by: str,
    on_own_device: bool,
    confirmed: Iterable[str],
    sha256: str,
    by: Any,
    at: datetime,
) -> Consent:
    """Record that the patient read the form of this plan, confirmed its key parts, and signed it.

    Args:
        confirmed: identifiers of the parts that were ticked one by one.
        sha256: the name of the text that was shown; another text by now must be read again.

    Raises:
        Refused: when the plan was replaced, the form has changed, or a key part was not confirmed.
    """
    repeat_of(plan.consents, row_id, given_by=given_by, sha256=sha256, kind=ConsentKind.GIVEN)
    current = current_plan(plan.episode)
    if current is None or current.pk != plan.pk:
        raise Refused("There is a newer plan. Please read and sign the form of that one.")
    form = consent_form(planned_muscles(plan), library())
    if sha256 != form.sha256:
        raise Refused("This form has changed since it was opened. Please read it again.")
    ticked = set(confirmed)
    if missing := [
        one.heading
        for one in form.parts
        if one.is_key and not one.is_choice and one.id not in ticked
    ]:
        raise Refused(f"Please confirm: {'; '.join(missing)}.")
    return Consent.objects.create(
        id=row_id,
        clinic=plan.clinic,
        episode=plan.episode,
        plan=plan,
        kind=ConsentKind.GIVEN,
        given_by=given_by,
        given_at=at,
        on_own_device=on_own_device,
        elements=[one.id for one in form.parts],
        confirmed=[one.id for one in form.parts if one.id in ticked],
        techniques=_agreed_techniques(form, ticked),
        text=form.text,
        sha256=form.sha256,
        library_version=form.library_version,
        recorded_by=by,
        recorded_at=at,
    )


def _agreed_techniques(form: ConsentForm, ticked: set[str]) -> list[str]:
    """Every technique of the plan; one with a current only where that was chosen by itself."""
    chosen = all(one.id in ticked for one in form.parts if one.is_choice)
    return [one for one in form.techniques if chosen or one not in form.electrical]


@audited("planning.consent_downloaded")
def record_download(*, consent: Consent, by: Any, at: datetime) -> Consent:
    """Put on record that somebody took a consent as a file."""
    return consent


@audited("planning.consent_withdrawn")
def withdraw_consent(
    *, plan: Plan, row_id: UUID, given_by: str, on_own_device: bool, by: Any, at: datetime
) -> Consent:
    """Take consent back, at any time and without a reason; needling ends with it.

    Raises:
        Refused: when there is no consent in force to take back.
    """
    repeat_of(plan.consents, row_id, kind=ConsentKind.WITHDRAWN)
    consent = consent_in_force(plan)
    if consent is None:
        raise Refused(
            "There is no consent to take back: none was given, or it was withdrawn before."
        )
    return Consent.objects.create(
        id=row_id,
        clinic=plan.clinic,
        episode=plan.episode,
        plan=plan,
        kind=ConsentKind.WITHDRAWN,
        given_by=given_by,
        given_at=at,
        on_own_device=on_own_device,
        withdraws=consent,
        recorded_by=by,
        recorded_at=at,
    )
