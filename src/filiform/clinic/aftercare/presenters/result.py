"""What a patient is told when a check-in has been triaged: what to do first, before everything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from filiform.clinic.aftercare.models import CheckIn
from filiform.clinic.aftercare.presenters.curve import course_of, soreness_chart
from filiform.clinic.aftercare.presenters.session import telephone, to_tell
from filiform.clinic.aftercare.presenters.sheet import first_sentence
from filiform.clinic.aftercare.queries import (
    check_in_facts,
    check_ins_of,
    open_ones,
    reports_of,
)
from filiform.clinic.needling.presenters.emergencies import numbers_of
from filiform.clinic.screening.presenters.advice import EmergencyNumber
from filiform.clinic.ui.charts import Chart
from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.aftercare import TreatedSession, triage
from filiform.kernel.decision import Reason
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import (
    AftercareAdvice,
    AftercareRedFlag,
    AppliesTo,
    SorenessCourse,
    Triage,
)


@dataclass(frozen=True, slots=True)
class ToDo:
    """What one reported sign asks to be done: the first thing, then the rest, and what the sign can mean."""

    sign: str
    first: str
    then: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CheckInResult:
    """The result page: how urgent, what to do, whom to call, what to tell them, and the curve."""

    triage: str
    first: tuple[str, ...]
    to_do: tuple[ToDo, ...]
    numbers: tuple[EmergencyNumber, ...]
    clinic: str
    clinic_phone: str
    clinic_call: str
    to_tell: tuple[SummaryRow, ...]
    for_you: tuple[str, ...]
    normal: str
    chart: Chart
    earlier: tuple[ToDo, ...]
    earlier_triage: str


def check_in_result(session: Any, check_in: CheckIn, library: Library) -> CheckInResult:
    """What a check-in comes to by what has been answered so far."""
    facts = check_in_facts(check_in, library)
    decision = triage(facts, library)
    signs = _signs([reason.statement for reason in decision.reasons], library)
    urgent = [one for one in signs if one.triage is decision.verdict]
    to_do = tuple(_to_do(one) for one in urgent) + _beyond_course(decision.reasons, library)
    check_ins = list(check_ins_of(session))
    earlier = _signs(_still_open(check_ins, decision.reasons), library)
    clinic = session.clinic
    return CheckInResult(
        triage=decision.verdict.value,
        first=tuple(dict.fromkeys(one.first for one in to_do)),
        to_do=to_do,
        numbers=numbers_of(clinic, library),
        clinic=clinic.name,
        clinic_phone=clinic.phone,
        clinic_call=telephone(clinic.phone),
        to_tell=to_tell(session, facts.session, library),
        for_you=_own_advice(facts.session, library),
        normal=course_of(library).patient_text,
        chart=soreness_chart("soreness", reports_of(check_ins), library),
        earlier=tuple(_to_do(one) for one in earlier),
        earlier_triage=min(
            (one.triage for one in earlier), key=lambda one: one.rank, default=Triage.EXPECTED
        ).value,
    )


def _signs(statements: list[str], library: Library) -> list[AftercareRedFlag]:
    return [flag for flag in library.all(AftercareRedFlag) if flag.id in statements]


def _still_open(check_ins: Iterable[CheckIn], reasons: Iterable[Reason]) -> list[str]:
    """Signs that were reported before and nobody has dealt with: a later "no" does not take them back."""
    said_now = {reason.statement for reason in reasons}
    outcomes = (open_ones(check_in.outcomes.all()) for check_in in check_ins)
    told = {
        reason["statement"]
        for rows in outcomes
        for row in rows
        for reason in row.decision["reasons"]
    }
    return sorted(told - said_now)


def _to_do(flag: AftercareRedFlag) -> ToDo:
    return ToDo(flag.label, *first_sentence(flag.patient_action), flag.patient_text)


def _beyond_course(reasons: Iterable[Reason], library: Library) -> tuple[ToDo, ...]:
    """Soreness past its usual course has no red flag of its own; its course says what to do."""
    named = {reason.statement for reason in reasons}
    courses = [one for one in library.all(SorenessCourse) if one.id in named]
    return tuple(ToDo(one.label, one.patient_text, "", "") for one in courses)


def _own_advice(treated: TreatedSession, library: Library) -> tuple[str, ...]:
    """What is special for this patient, such as a blood thinner: repeated at every check-in."""
    return tuple(
        one.patient_text
        for one in library.all(AftercareAdvice)
        if one.applies_to != AppliesTo() and set(one.applies_to.findings) & set(treated.findings)
    )
