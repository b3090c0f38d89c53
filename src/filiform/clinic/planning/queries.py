"""Reads of planning: the plan that holds, the facts a plan is judged on, and the consent in force."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from filiform.clinic.assessment.queries import examined_muscles, painful_regions
from filiform.clinic.knowledge import library
from filiform.clinic.planning.models import Consent, ConsentKind, Plan
from filiform.clinic.planning.presenters.consent import consent_form
from filiform.clinic.screening.queries import decision_of as screening_decision_of
from filiform.clinic.screening.queries import latest_outcome, overrides
from filiform.clinical.consent import ConsentFacts
from filiform.clinical.constraints import Override
from filiform.clinical.overruling import verdict_after_overrides
from filiform.clinical.planning import PlanFacts, PlannedMuscle, PlanVerdict
from filiform.kernel.decision import Constraint, Decision
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.screening import ScreeningVerdict


class PlanDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A plan as it was filled in, not yet judged."""

    indication: str
    muscles: tuple[PlannedMuscle, ...] = ()
    protocol: str = ""
    stretches: tuple[str, ...] = ()
    manual_techniques: tuple[str, ...] = ()
    other_care: str = ""
    needling_alone_reason: str = ""
    goal: str = ""
    sessions: int = 1
    days_between: int | None = None


class ScreeningStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How screening stands for an episode on a day: its last outcome, what it constrains, what was lifted."""

    screened_on: date | None = None
    verdict: ScreeningVerdict | None = None
    complete: bool = False
    decided_at: datetime | None = None
    constraints: tuple[Constraint, ...] = ()
    overrides: tuple[Override, ...] = ()


def screening_standing(
    episode: Any, on: date, *, as_of: datetime | None = None
) -> ScreeningStanding:
    """What planning and needling need to know of screening: its last decision, less what was overruled by name.

    Args:
        as_of: look back at the decision that counted at that instant, instead of now.
    """
    outcome = latest_outcome(episode) if as_of is None else _outcome_then(episode, as_of)
    if outcome is None:
        return ScreeningStanding()
    decision, lifted = screening_decision_of(outcome), overrides(episode)
    return ScreeningStanding(
        screened_on=outcome.on,
        verdict=verdict_after_overrides(decision, lifted, on, library()),
        complete=outcome.complete,
        decided_at=outcome.recorded_at,
        constraints=tuple(one for one in decision.constraints if one.is_active(on)),
        overrides=lifted,
    )


def _outcome_then(episode: Any, as_of: datetime) -> Any:
    return episode.screening_outcomes.filter(recorded_at__lte=as_of).order_by("-number").first()


def plan_facts(episode: Any, draft: PlanDraft, on: date) -> PlanFacts:
    """The facts on which a draft is judged."""
    standing = screening_standing(episode, on)
    return PlanFacts(
        on=on,
        screened_on=standing.screened_on,
        screening_verdict=standing.verdict,
        screening_complete=standing.complete,
        constraints=standing.constraints,
        overrides=standing.overrides,
        muscles=draft.muscles,
        examined=examined(episode),
        protocol=draft.protocol or None,
        other_care=_care_beside(draft),
        needling_alone_reason=draft.needling_alone_reason,
        goal=draft.goal,
        sessions=draft.sessions,
        days_between=draft.days_between,
    )


def _care_beside(draft: PlanDraft) -> tuple[str, ...]:
    """Everything active besides a programme: stretches and techniques by name, and what was written."""
    written = (draft.other_care,) if draft.other_care.strip() else ()
    return (*draft.stretches, *draft.manual_techniques, *written)


def examined(episode: Any) -> tuple[tuple[str, Side], ...]:
    """Muscles and sides in which the assessment established a trigger point."""
    return tuple((muscle, Side(side)) for muscle, side in examined_muscles(episode))


def painful_area(episode: Any) -> str:
    """The part of the body of the first place in which it hurts; nothing before any was marked."""
    known = (
        library().get(region, Region)
        for region, _ in painful_regions(episode)
        if region in library()
    )
    return next((region.area for region in known), "")


def current_plan(episode: Any) -> Plan | None:
    """The plan that no other has replaced, with its muscles; none before the first is agreed."""
    return (
        episode.plans.filter(replaced_by__isnull=True)
        .select_related("clinic", "episode")
        .prefetch_related("muscles")
        .first()
    )


def plan_named(episode: Any, plan: UUID) -> Plan | None:
    """A plan of this episode by its id, replaced or not."""
    return episode.plans.filter(pk=plan).prefetch_related("muscles").first()


def current_plan_of_patient(patient: Any) -> Plan | None:
    """The newest plan among a patient's episodes that no other has replaced."""
    return (
        Plan.objects.filter(episode__patient=patient, replaced_by__isnull=True)
        .select_related("clinic", "episode__patient")
        .prefetch_related("muscles")
        .order_by("-recorded_at")
        .first()
    )


def plan_of_patient(patient: Any, plan: UUID) -> Plan | None:
    """One of the patient's own plans by its id."""
    return (
        Plan.objects.filter(episode__patient=patient, pk=plan)
        .select_related("clinic", "episode__patient")
        .prefetch_related("muscles")
        .first()
    )


def planned_muscles(plan: Plan) -> tuple[PlannedMuscle, ...]:
    """The muscles of a plan as the science knows them."""
    return tuple(
        PlannedMuscle(
            muscle=row.muscle,
            side=Side(row.side),
            technique=row.technique,
            dwell_minutes=row.dwell_minutes,
        )
        for row in plan.muscles.all()
    )


def draft_of(plan: Plan) -> PlanDraft:
    """An agreed plan as the draft of the next one."""
    return PlanDraft(
        indication=plan.indication,
        muscles=planned_muscles(plan),
        protocol=plan.protocol,
        stretches=tuple(plan.stretches),
        manual_techniques=tuple(plan.manual_techniques),
        other_care=plan.other_care,
        needling_alone_reason=plan.needling_alone_reason,
        goal=plan.goal,
        sessions=plan.sessions,
        days_between=plan.days_between,
    )


def decision_of(plan: Plan) -> Decision[PlanVerdict]:
    """The decision that was stored with the plan."""
    return msgspec.convert(plan.decision, Decision[PlanVerdict])


def stored_facts(plan: Plan) -> PlanFacts:
    """The facts that the decision saw; judging them again gives the same decision."""
    return msgspec.convert(plan.facts, PlanFacts)


def current_consent(episode: Any) -> Consent | None:
    """The consent in force: given for the plan that holds, and not taken back."""
    plan = current_plan(episode)
    return None if plan is None else consent_in_force(plan)


def consent_in_force(plan: Plan, *, as_of: datetime | None = None) -> Consent | None:
    """The last consent given for a plan, unless it was withdrawn; now, or at an instant before."""
    rows = plan.consents.all() if as_of is None else plan.consents.filter(given_at__lte=as_of)
    latest = rows.order_by("-given_at", "-recorded_at").first()
    return latest if latest is not None and latest.kind == ConsentKind.GIVEN else None


def consents_of(plan: Plan) -> Iterable[Consent]:
    """Every consent and withdrawal of a plan, newest first."""
    return plan.consents.select_related("recorded_by")


def consent_standing(
    plan: Plan, library: Library, *, as_of: datetime | None = None
) -> ConsentFacts:
    """Consent as a session on this plan finds it; now, or at an instant before.

    A patient may have agreed to a newer plan meanwhile: then that form counts as well. Whatever
    was said last in the episode decides whether consent was taken back. What the form says now is
    compared only when asking about now: a needle that is in was agreed to on the form of its time.
    """
    said = Consent.objects.filter(episode=plan.episode_id).order_by("-given_at", "-recorded_at")
    rows = list(said if as_of is None else said.filter(given_at__lte=as_of))
    plans = [plan]
    if any(row.plan_id != plan.pk for row in rows):
        newest = current_plan(plan.episode)
        plans += [newest] if newest is not None and newest.pk != plan.pk else []
    last_words = [(one, next((r for r in rows if r.plan_id == one.pk), None)) for one in plans]
    held = [
        (one, row) for one, row in last_words if row is not None and row.kind == ConsentKind.GIVEN
    ]
    present = [one for one in held if as_of is not None or _reads_the_same(*one, library)]
    counted = present or held
    return ConsentFacts(
        is_given=bool(held),
        techniques=tuple(dict.fromkeys(name for _, one in counted for name in one.techniques)),
        areas=tuple(dict.fromkeys(name for one, _ in counted for name in _areas(one, library))),
        is_withdrawn=bool(rows) and rows[0].kind == ConsentKind.WITHDRAWN,
        is_outdated=bool(held) and not present,
    )


def must_be_read_again(plan: Plan, library: Library) -> bool:
    """Whether the consent in force was given on a form that says something else now."""
    consent = consent_in_force(plan)
    return consent is not None and not _reads_the_same(plan, consent, library)


def _reads_the_same(plan: Plan, consent: Consent, library: Library) -> bool:
    """Whether the form still says what was read; which library it was made with makes no difference."""
    return consent_form(planned_muscles(plan), library).says_the_same_as(consent.text)


def _areas(plan: Plan, library: Library) -> tuple[str, ...]:
    """The parts of the body that the form of a plan names."""
    return tuple(
        area for one in planned_muscles(plan) for area in library.get(one.muscle, Muscle).areas
    )


def withdrawal_that_holds(episode: Any) -> Consent | None:
    """The withdrawal with which an episode's consent ended, unless consent was given anew since."""
    last = episode.consents.order_by("-given_at", "-recorded_at").first()
    return last if last is not None and last.kind == ConsentKind.WITHDRAWN else None
