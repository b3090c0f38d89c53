"""The sheet of a session: for the patient in plain words, for the clinician with reasons and sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from filiform.clinic.aftercare.presenters.applicability import why_words
from filiform.clinic.aftercare.presenters.session import (
    SessionWords,
    session_words,
    telephone,
)
from filiform.clinic.needling.presenters.emergencies import numbers_of
from filiform.clinic.screening.presenters.advice import EmergencyNumber
from filiform.clinic.screening.presenters.decisions import source_lines, statement_url
from filiform.clinic.ui.parts import ReasonLine, Severity
from filiform.clinical.aftercare import TreatedSession, aftercare_sheet
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import (
    AftercareAdvice,
    AftercareRedFlag,
    AppliesTo,
    Triage,
)
from filiform.knowledge.model.concept import Statement

SEVERITY: dict[Triage, Severity] = {
    Triage.EMERGENCY: "red_flag",
    Triage.CALL_CLINIC: "precaution",
    Triage.EXPECTED: "note",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the patient's sheet: its name and a sentence or two."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs that ask for the same thing to be done: what to do, first sentence apart, and the signs."""

    first: str
    then: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PatientSheet:
    """Everything on the sheet that a patient takes home."""

    session: SessionWords
    normal: str
    for_you: tuple[Line, ...]
    to_do: tuple[Line, ...]
    to_avoid: tuple[Line, ...]
    emergencies: tuple[Signs, ...]
    calls: tuple[Signs, ...]
    numbers: tuple[EmergencyNumber, ...]
    clinic: str
    clinic_phone: str
    clinic_call: str
    review: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the sheet for the clinician: its name, why it is on this sheet, and all behind it."""

    label: str
    why: str
    part: ReasonLine


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Signs that ask the clinician for the same thing: what to do, once, and the signs."""

    action: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class ClinicianSheet:
    """The same sheet as the clinician sees it: statements, why they apply, sources and review."""

    emergencies: tuple[SignGroup, ...]
    calls: tuple[SignGroup, ...]
    to_do: tuple[SheetLine, ...]
    to_avoid: tuple[SheetLine, ...]
    numbers: tuple[EmergencyNumber, ...]


def patient_sheet(session: Any, treated: TreatedSession, library: Library) -> PatientSheet:
    """The sheet of a session in plain words; what is only for this patient stands first."""
    sheet = aftercare_sheet(treated, library)
    own = [one for one in sheet.advice if one.applies_to != AppliesTo()]
    shared = [one for one in sheet.advice if one.applies_to == AppliesTo()]
    clinic = session.clinic
    return PatientSheet(
        session=session_words(session, library),
        normal=sheet.courses[0].patient_text if sheet.courses else "",
        for_you=_lines(own),
        to_do=_lines(one for one in shared if not one.is_to_avoid),
        to_avoid=_lines(one for one in shared if one.is_to_avoid),
        emergencies=signs_by_action(_with(sheet.red_flags, Triage.EMERGENCY)),
        calls=signs_by_action(_with(sheet.red_flags, Triage.CALL_CLINIC)),
        numbers=numbers_of(clinic, library),
        clinic=clinic.name,
        clinic_phone=clinic.phone,
        clinic_call=telephone(clinic.phone),
        review=weakest_review((*sheet.advice, *sheet.red_flags)),
    )


def clinician_sheet(session: Any, treated: TreatedSession, library: Library) -> ClinicianSheet:
    """The sheet of a session with why each line applies, what to do, sources and review status."""
    sheet = aftercare_sheet(treated, library)

    def lines(statements: Iterable[AftercareAdvice | AftercareRedFlag]) -> tuple[SheetLine, ...]:
        return tuple(_sheet_line(one, treated, library) for one in statements)

    def groups(triage: Triage) -> tuple[SignGroup, ...]:
        by_action: dict[str, list[AftercareRedFlag]] = {}
        for flag in _with(sheet.red_flags, triage):
            by_action.setdefault(flag.clinician_action, []).append(flag)
        return tuple(SignGroup(action, lines(flags)) for action, flags in by_action.items())

    return ClinicianSheet(
        emergencies=groups(Triage.EMERGENCY),
        calls=groups(Triage.CALL_CLINIC),
        to_do=lines(one for one in sheet.advice if not one.is_to_avoid),
        to_avoid=lines(one for one in sheet.advice if one.is_to_avoid),
        numbers=numbers_of(session.clinic, library),
    )


def signs_by_action(flags: Iterable[AftercareRedFlag]) -> tuple[Signs, ...]:
    """Signs under what they ask to be done, so that it is read once and not with every sign."""
    by_action: dict[str, list[AftercareRedFlag]] = {}
    for flag in flags:
        by_action.setdefault(flag.patient_action, []).append(flag)
    return tuple(
        Signs(*first_sentence(action), tuple(Line(one.label, one.patient_text) for one in signs))
        for action, signs in by_action.items()
    )


def first_sentence(text: str) -> tuple[str, str]:
    """A text as its first sentence and the rest."""
    first, stop, rest = text.strip().partition(". ")
    return (f"{first}.", rest) if stop else (first, "")


def sign_line(flag: AftercareRedFlag, treated: TreatedSession, library: Library) -> ReasonLine:
    """A sign to watch for: what it means, what the clinician does, and why it is watched for here."""
    return ReasonLine(
        sentence=flag.statement,
        severity=SEVERITY[flag.triage],
        action=flag.clinician_action,
        basis=why_words(flag.applies_to, treated, library),
        sources=source_lines(flag.citations, library),
        review=flag.review.status.value,
        statement=flag.id,
        url=statement_url(flag.id),
    )


def weakest_review(statements: Iterable[Statement]) -> str:
    """The review status that can be claimed for all of them: that of the least reviewed one."""
    order = ("unreviewed", "checked_against_source", "clinician_approved")
    return min((one.review.status.value for one in statements), key=order.index, default=order[0])


def _sheet_line(
    statement: AftercareAdvice | AftercareRedFlag, treated: TreatedSession, library: Library
) -> SheetLine:
    part = ReasonLine(
        sentence=statement.statement,
        severity="note",
        sources=source_lines(statement.citations, library),
        review=statement.review.status.value,
        statement=statement.id,
        url=statement_url(statement.id),
    )
    return SheetLine(statement.label, why_words(statement.applies_to, treated, library), part)


def _with(flags: Iterable[AftercareRedFlag], triage: Triage) -> list[AftercareRedFlag]:
    return [flag for flag in flags if flag.triage is triage]


def _lines(advice: Iterable[AftercareAdvice]) -> tuple[Line, ...]:
    return tuple(Line(one.label, one.patient_text) for one in advice)
