"""Check-ins as the clinician sees them: what was told and when, how urgent, what is due, what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from filiform.clinic.aftercare.models import AnsweredBy, CheckIn, CheckInHandling, CheckInOutcome
from filiform.clinic.aftercare.presenters.session import to_tell
from filiform.clinic.aftercare.queries import (
    SORENESS,
    DueCheckIn,
    asked_flags,
    current_answers,
    decision_of,
    latest_outcome,
    open_ones,
    stored_facts,
)
from filiform.clinic.aftercare.queries.due import DueState
from filiform.clinic.screening.presenters import day_words, label_of, moment_words
from filiform.clinic.screening.presenters.decisions import reason_groups
from filiform.clinic.ui.parts import DecisionCard, SummaryRow, Verdict
from filiform.clinical.aftercare import TreatedSession
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import Triage

Kind = Literal["emergency", "caution", "visit"]
LABELS: dict[Triage, tuple[Verdict, str]] = {
    Triage.EMERGENCY: ("refer_now", "Emergency sign"),
    Triage.CALL_CLINIC: ("suitable_with_precautions", "Call the patient"),
    Triage.EXPECTED: ("suitable", "As expected"),
}
KINDS: dict[Triage, Kind] = {
    Triage.EMERGENCY: "emergency",
    Triage.CALL_CLINIC: "caution",
    Triage.EXPECTED: "visit",
}
WHO = {AnsweredBy.PATIENT: "by the patient", AnsweredBy.CLINICIAN: "asked by a clinician"}
ANSWERS = {"yes": "Yes", "no": "No", "unsure": "Not sure"}
DUE = {
    "done": "Answered",
    "to_come": "To come",
    "today": "Due today",
    "overdue": "Overdue",
    "missed": "Not answered",
}


@dataclass(frozen=True, slots=True)
class Handled:
    """What somebody did about a check-in, and when."""

    when: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class CheckInLine:
    """One check-in in the list of a session."""

    id: str
    when: str
    datetime: str
    kind: Kind
    title: str
    signs: tuple[str, ...]
    details: str
    waits: bool
    handled: tuple[Handled, ...]


def check_in_lines(check_ins: Iterable[CheckIn], library: Library) -> tuple[CheckInLine, ...]:
    """The check-ins of a session, the latest first."""
    return tuple(_line(one, library) for one in reversed(list(check_ins)))


def _line(check_in: CheckIn, library: Library) -> CheckInLine:
    outcomes = list(check_in.outcomes.all())
    triage = _worst(outcomes)
    signs = dict.fromkeys(
        reason["statement"] for outcome in outcomes for reason in outcome.decision["reasons"]
    )
    return CheckInLine(
        id=str(check_in.pk),
        when=moment_words(check_in.recorded_at),
        datetime=check_in.recorded_at.isoformat(),
        kind=KINDS[triage],
        title=LABELS[triage][1] if outcomes else "Begun",
        signs=tuple(label_of(one, library) for one in signs),
        details=_details(check_in, outcomes),
        waits=bool(open_ones(outcomes)),
        handled=handled_lines(outcomes),
    )


def handled_lines(outcomes: Iterable[CheckInOutcome]) -> tuple[Handled, ...]:
    """Everything that was done about a check-in, in the order in which it was done."""
    rows: list[CheckInHandling] = [row for one in outcomes for row in one.handlings.all()]
    rows.sort(key=lambda row: row.recorded_at)
    return tuple(
        Handled(moment_words(row.recorded_at), row.recorded_by.name, row.note) for row in rows
    )


@dataclass(frozen=True, slots=True)
class DueLine:
    """A check-in that a session asks for; `url` leads to where it is recorded, when it is time."""

    label: str
    day: str
    state: DueState
    words: str
    url: str


def due_lines(due: Iterable[DueCheckIn], url: str) -> tuple[DueLine, ...]:
    """The check-ins that a session asks for; those that are due lead to `url`."""
    return tuple(
        DueLine(
            label=f"Check-in {one.number}",
            day=day_words(one.on),
            state=one.state,
            words=DUE[one.state],
            url=url if one.state in ("today", "overdue") else "",
        )
        for one in due
    )


def triage_card(outcome: CheckInOutcome, library: Library) -> DecisionCard:
    """The card of a triage: what it calls for, each sign with what to do, its sources and review status.

    What is unanswered stands beside it, among the answers.
    """
    decision = decision_of(outcome)
    verdict, label = LABELS[decision.verdict]
    when = moment_words(outcome.recorded_at)
    return DecisionCard(
        verdict=verdict,
        label=label,
        groups=reason_groups(decision.reasons, library),
        decided=f"{when}, with knowledge library {outcome.library_version}",
    )


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """Everything about one check-in."""

    card: DecisionCard | None
    outcome: str
    answers: tuple[SummaryRow, ...]
    to_tell: tuple[SummaryRow, ...]
    is_emergency: bool
    waits: bool
    handled: tuple[Handled, ...]
    details: str


def check_in_page(
    session: Any, check_in: CheckIn, treated: TreatedSession, library: Library
) -> CheckInPage:
    """A check-in with its answers, its triage, what to tell others, and what was done about it.

    The card is that of the most urgent outcome nobody has dealt with, or else of the latest.
    """
    outcomes = list(check_in.outcomes.all())
    last = latest_outcome(check_in)
    shown = _shown(outcomes) or last
    facts = stored_facts(shown).session if shown else treated
    return CheckInPage(
        card=triage_card(shown, library) if shown else None,
        outcome=str(last.pk) if last else "",
        answers=answer_rows(check_in, treated, library),
        to_tell=to_tell(session, facts, library),
        is_emergency=_worst(outcomes) is Triage.EMERGENCY,
        waits=bool(open_ones(outcomes)),
        handled=handled_lines(outcomes),
        details=_details(check_in, outcomes),
    )


def answer_rows(
    check_in: CheckIn, treated: TreatedSession, library: Library
) -> tuple[SummaryRow, ...]:
    """Every question of this check-in with the answer that stands."""
    rows = current_answers(check_in)
    soreness = rows.get(SORENESS)
    said = soreness.soreness if soreness else None
    first = SummaryRow("Soreness, 0 to 10", "Not answered" if said is None else str(said))
    flags = (
        SummaryRow(
            flag.question, ANSWERS[rows[flag.id].value] if flag.id in rows else "Not answered"
        )
        for flag in asked_flags(treated, library, check_in.hours_after)
    )
    return (first, *flags)


def _shown(outcomes: Iterable[CheckInOutcome]) -> CheckInOutcome | None:
    """The most urgent outcome that waits; of equally urgent ones the last, which holds every sign by then."""
    return min(
        open_ones(outcomes),
        key=lambda one: (Triage(one.triage).rank, -one.sequence),
        default=None,
    )


def _worst(outcomes: Iterable[CheckInOutcome]) -> Triage:
    ranked = (Triage(one.triage) for one in outcomes)
    return min(ranked, key=lambda triage: triage.rank, default=Triage.EXPECTED)


def _details(check_in: CheckIn, outcomes: Sequence[CheckInOutcome]) -> str:
    soreness = current_answers(check_in).get(SORENESS)
    parts = [
        f"{check_in.hours_after:.0f} hours after needling",
        WHO[AnsweredBy(check_in.answered_by)],
        f"soreness {soreness.soreness} of 10" if soreness else "soreness not answered",
    ]
    if not any(one.complete for one in outcomes):
        parts.append("not every question was answered")
    return ", ".join(parts)
