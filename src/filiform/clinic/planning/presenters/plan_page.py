"""A plan that was agreed: as the clinician reads it, and as the patient does."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from filiform.clinic.planning.models import Consent, ConsentKind, Plan
from filiform.clinic.planning.presenters.care import (
    AfterLine,
    CareChoice,
    return_lines,
    same_day_lines,
    stretch_lines,
    technique_labels,
)
from filiform.clinic.planning.presenters.consent import consent_form
from filiform.clinic.planning.presenters.dwell import patient_stays_words, stays_words
from filiform.clinic.planning.presenters.muscles import gathered
from filiform.clinic.planning.presenters.plan_form import outcome_labels
from filiform.clinic.planning.presenters.programmes import (
    ProtocolChoice,
    protocol_choice,
)
from filiform.clinic.planning.queries import (
    consent_in_force,
    consents_of,
    decision_of,
    must_be_read_again,
    planned_muscles,
)
from filiform.clinic.screening.presenters import (
    day_words,
    decision_card,
    label_of,
    moment_words,
    target_words,
)
from filiform.clinic.ui.parts import Column, DecisionCard, SummaryRow, Table
from filiform.clinical.planning import PlannedMuscle
from filiform.clinical.programmes import areas_of
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.needling import Technique
from filiform.knowledge.model.planning import Indication, LoadingProtocol


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One consent or withdrawal in the history of a plan."""

    id: UUID
    when: str
    moment: str
    title: str
    detail: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class ConsentState:
    """Whether consent is in force, since when and by whom; or given on a form that has changed since."""

    is_given: bool
    must_be_read_again: bool
    words: str
    history: tuple[ConsentLine, ...]
    fresh_row: UUID


@dataclass(frozen=True, slots=True)
class PlanPage:
    """An agreed plan as the clinician reads it."""

    goal: str
    agreed: str
    rows: tuple[SummaryRow, ...]
    muscles: Table
    protocol: ProtocolChoice | None
    stretches: tuple[CareChoice, ...]
    same_day: tuple[AfterLine, ...]
    before_sport: tuple[AfterLine, ...]
    decision: DecisionCard
    consent: ConsentState
    has_muscles: bool


@dataclass(frozen=True, slots=True)
class PatientPlanPage:
    """The plan in plain words: what I want, what is needled, what I do at home."""

    plan: UUID
    goal: str
    agreed: str
    clinic: str
    phone: str
    sessions: str
    muscles: tuple[str, ...]
    areas: tuple[str, ...]
    techniques: tuple[str, ...]
    other_care: str
    protocol: ProtocolChoice | None
    stretches: tuple[CareChoice, ...]
    has_consent: bool


def plan_page(plan: Plan, library: Library) -> PlanPage:
    """Everything the stage's page shows of the plan that holds."""
    muscles = planned_muscles(plan)
    care = (
        ("Why needling is considered", label_of(plan.indication, library)),
        ("Sessions", session_words(plan)),
        ("Measure", _outcomes(plan, library)),
        ("Manual techniques", technique_labels(plan.manual_techniques, library)),
        ("Other active care", plan.other_care),
        ("Why needling alone", plan.needling_alone_reason),
    )
    return PlanPage(
        goal=plan.goal,
        agreed=f"Agreed on {day_words(plan.agreed_on)}",
        rows=tuple(SummaryRow(key, value) for key, value in care if value),
        muscles=Table(
            "Muscles to needle",
            (Column("Muscle"), Column("Side"), Column("Technique")),
            tuple(
                (
                    label_of(one.muscle, library),
                    one.side.value.capitalize(),
                    ", ".join(filter(None, (label_of(one.technique, library), stays_words(one)))),
                )
                for one in muscles
            ),
        ),
        protocol=_protocol(plan, library),
        stretches=stretch_lines(plan.stretches, library),
        same_day=same_day_lines(library) if muscles else (),
        before_sport=return_lines(library),
        decision=decision_card(
            gathered(decision_of(plan)),
            library,
            decided=f"Judged on {day_words(plan.agreed_on)} with library {plan.library_version}",
        ),
        consent=consent_state(plan, library),
        has_muscles=bool(muscles),
    )


def session_words(plan: Plan) -> str:
    """How many sessions, and how many days lie between them."""
    number = "1 session" if plan.sessions == 1 else f"{plan.sessions} sessions"
    if plan.days_between is None or plan.sessions == 1:
        return number
    days = "1 day" if plan.days_between == 1 else f"{plan.days_between} days"
    return f"{number}, {days} between them"


def consent_state(plan: Plan, library: Library) -> ConsentState:
    """Whether there is consent to this plan now, and how it came to that."""
    given = consent_in_force(plan)
    history = tuple(_consent_line(row) for row in consents_of(plan))
    if given is not None:
        words = f"Given by {given.given_by} on {moment_words(given.given_at)}"
    elif history:
        words = history[0].title
    else:
        words = "Not given yet"
    again = must_be_read_again(plan, library)
    if again:
        words += (
            ", on a form that has changed since. It is read and signed anew before the next needle"
        )
    return ConsentState(given is not None, again, words, history, uuid4())


def _consent_line(row: Consent) -> ConsentLine:
    is_given = row.kind == ConsentKind.GIVEN
    where = "on the patient’s own device" if row.on_own_device else "in the clinic"
    verb = "Consent given" if is_given else "Consent withdrawn"
    return ConsentLine(
        id=row.pk,
        when=moment_words(row.given_at),
        moment=row.given_at.isoformat(),
        title=f"{verb} by {row.given_by}",
        detail=where[0].upper() + where[1:],
        is_given=is_given,
    )


def patient_plan_page(plan: Plan, library: Library) -> PatientPlanPage:
    """The plan for the patient: their goal first, then what is done and what they do."""
    muscles = planned_muscles(plan)
    form = consent_form(muscles, library) if muscles else None
    return PatientPlanPage(
        plan=plan.pk,
        goal=plan.goal,
        agreed=day_words(plan.agreed_on),
        clinic=plan.clinic.name,
        phone=plan.clinic.phone,
        sessions=session_words(plan) if muscles else "",
        muscles=tuple(dict.fromkeys(_patient_muscle(one, library) for one in muscles)),
        areas=form.areas if form else (),
        techniques=_technique_words(muscles, library),
        other_care=plan.other_care,
        protocol=_protocol(plan, library),
        stretches=stretch_lines(plan.stretches, library),
        has_consent=consent_in_force(plan) is not None,
    )


def _outcomes(plan: Plan, library: Library) -> str:
    """The outcome set of the indication, with what the planned parts of the body add."""
    if plan.indication not in library:
        return ""
    known = [row.muscle for row in plan.muscles.all() if row.muscle in library]
    indication = library.get(plan.indication, Indication)
    return ", ".join(outcome_labels(indication, areas_of(known, library), library))


def _technique_words(muscles: tuple[Any, ...], library: Library) -> tuple[str, ...]:
    names = sorted({one.technique for one in muscles})
    return tuple(library.get(name, Technique).patient_text for name in names)


def _patient_muscle(one: PlannedMuscle, library: Library) -> str:
    """A muscle to needle and, where that is planned, how long the needle stays."""
    name, stays = target_words(Target(one.muscle, one.side), library), patient_stays_words(one)
    return f"{name}: {stays}" if stays else name


def _protocol(plan: Plan, library: Library) -> ProtocolChoice | None:
    if not plan.protocol or plan.protocol not in library:
        return None
    return protocol_choice(library.get(plan.protocol, LoadingProtocol), library)
