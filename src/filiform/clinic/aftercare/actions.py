"""Writes of aftercare: giving the sheet, answering a check-in, and taking care of one that calls for somebody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import msgspec
from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.aftercare.models import (
    AftercareSheet,
    AnsweredBy,
    CheckIn,
    CheckInAnswer,
    CheckInHandling,
    CheckInOutcome,
)
from filiform.clinic.aftercare.queries import (
    SORENESS,
    check_in_facts,
    current_answers,
    decision_of,
    hours_between,
    latest_outcome,
    question_order,
)
from filiform.clinic.audit.action import Refused, Repeated, audited, repeat_of
from filiform.clinic.episode.actions import reach_stage
from filiform.clinic.episode.queries import current_status
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import treated_session
from filiform.clinical.aftercare import aftercare_sheet, triage
from filiform.clinical.facts import AnswerValue
from filiform.clinical.stage import Stage
from filiform.kernel.decision import Decision
from filiform.knowledge.model.aftercare import Triage

NOT_SIGNED = "This session is not signed yet. Sign it first; aftercare begins with the signature."
ANOTHER_SESSION = "This check-in belongs to another session. Open the page again."
NEWS = "The patient has told more since you opened this page. Look at it, then say what was done."


@audited("aftercare.sheet_given")
def give_sheet(*, session: Any, row_id: UUID, by: User, at: datetime) -> AftercareSheet:
    """Record that the patient was given the sheet of a session, with what it said on that day."""
    given = AftercareSheet.objects.filter(session=session).first()
    if given is not None:
        raise Repeated(given)
    _require_signature(session)
    facts = treated_session(session, library())
    sheet = aftercare_sheet(facts, library())
    if current_status(session.episode).status.is_open:
        reach_stage(episode=session.episode, stage=Stage.AFTERCARE, by=by, at=at)
    return AftercareSheet.objects.create(
        id=row_id,
        clinic_id=session.clinic_id,
        session=session,
        facts=msgspec.to_builtins(facts),
        content=msgspec.to_builtins(sheet),
        library_version=sheet.library_version,
        recorded_by=by,
        recorded_at=at,
    )


@audited("aftercare.check_in_answered", details=lambda row: {"check_in": str(row.check_in_id)})
def record_answer(
    *,
    session: Any,
    check_in_id: UUID,
    question: str,
    value: AnswerValue | int,
    row_id: UUID,
    by: User,
    at: datetime,
) -> CheckInAnswer:
    """Record one answer of the patient; the first makes the check-in, and an urgent one is triaged at once.

    Args:
        question: the identifier of a red flag that is asked after this session, or `soreness`.
        value: yes, no or unsure about a red flag; a number from 0 to 10 for soreness.

    Raises:
        Refused: when the session is not signed, or does not ask that question.
    """
    content = _columns(question, value)
    repeat_of(session.clinic.check_in_answers, row_id, check_in_id=check_in_id, **content)
    check_in = _check_in(session, check_in_id, AnsweredBy.PATIENT, by, at)
    _require_question(session, question)
    answer = _write(check_in, row_id, content, by, at)
    _judge(check_in, by, at)
    return answer


@audited("aftercare.check_in_recorded")
def record_check_in(
    *,
    session: Any,
    check_in_id: UUID,
    soreness: int | None,
    answers: Mapping[str, AnswerValue],
    by: User,
    at: datetime,
) -> CheckIn:
    """Record a whole check-in that a clinician asked for, by telephone or at the table.

    Raises:
        Refused: when the session is not signed, does not ask one of the questions, or nothing was answered.
    """
    if not answers and soreness is None:
        raise Refused("Nothing was answered. Give at least one answer.")
    given: dict[str, AnswerValue | int] = {**answers}
    if soreness is not None:
        given[SORENESS] = soreness
    known = session.clinic.check_ins.filter(pk=check_in_id).first()
    if known is not None:
        raise _repeated(known, given)
    check_in = _check_in(session, check_in_id, AnsweredBy.CLINICIAN, by, at)
    for question, value in given.items():
        _require_question(session, question)
        _write(check_in, uuid5(check_in_id, question), _columns(question, value), by, at)
    _judge(check_in, by, at)
    return check_in


@audited("aftercare.check_in_handled", details=lambda row: {"outcome": str(row.outcome_id)})
def handle_check_in(
    *, outcome: CheckInOutcome, note: str, row_id: UUID, by: User, at: datetime
) -> CheckInHandling:
    """Say what was done about an urgent check-in, as far as it had been told when the page was opened.

    Raises:
        Refused: when no note was written, or the patient has reported something new since then.
    """
    repeat_of(outcome.clinic.check_in_handlings, row_id, outcome_id=outcome.pk, note=note)
    if not note.strip():
        raise Refused("Write what was done, in a few words.")
    later = CheckInOutcome.objects.filter(
        check_in=outcome.check_in_id, sequence__gt=outcome.sequence, calls_clinic=True
    )
    if later.exists():
        raise Refused(NEWS)
    return CheckInHandling.objects.create(
        id=row_id,
        clinic_id=outcome.clinic_id,
        outcome=outcome,
        note=note,
        recorded_by=by,
        recorded_at=at,
    )


def _repeated(known: CheckIn, given: Mapping[str, AnswerValue | int]) -> Exception:
    """Sent twice is sent once; sent again with something else in it is not the same check-in."""
    rows = current_answers(known).items()
    if {name: row.value or row.soreness for name, row in rows} == dict(given):
        return Repeated(known)
    return Refused("This form was sent before with something else in it. Open the page again.")


def _check_in(
    session: Any, check_in_id: UUID, answered_by: AnsweredBy, by: User, at: datetime
) -> CheckIn:
    """The check-in, locked until the transaction ends so that its answers come one after the other."""
    known = CheckIn.objects.select_for_update().filter(pk=check_in_id).first()
    if known is not None:
        if known.session_id != session.pk:
            raise Refused(ANOTHER_SESSION)
        known.session = session
        return known
    _require_signature(session)
    return CheckIn.objects.create(
        id=check_in_id,
        clinic_id=session.clinic_id,
        session=session,
        on=timezone.localdate(at),
        hours_after=max(hours_between(session, at), 0),
        answered_by=answered_by,
        recorded_by=by,
        recorded_at=at,
    )


def _require_signature(session: Any) -> None:
    if not hasattr(session, "signature"):
        raise Refused(NOT_SIGNED)


def _require_question(session: Any, question: str) -> None:
    if question not in question_order(treated_session(session, library()), library()):
        raise Refused("This question is not asked after this session. Open the page again.")


def _columns(question: str, value: AnswerValue | int) -> dict[str, Any]:
    if isinstance(value, AnswerValue):
        return {"question": question, "value": value.value, "soreness": None}
    return {"question": question, "value": "", "soreness": value}


def _write(
    check_in: CheckIn, row_id: UUID, content: dict[str, Any], by: User, at: datetime
) -> CheckInAnswer:
    """The answer as a row; the same answer given again is no new one."""
    standing = current_answers(check_in).get(content["question"])
    if standing is not None and all(getattr(standing, key) == content[key] for key in content):
        raise Repeated(standing)
    return CheckInAnswer.objects.create(
        id=row_id,
        clinic_id=check_in.clinic_id,
        check_in=check_in,
        replaces=standing,
        recorded_by=by,
        recorded_at=at,
        **content,
    )


def _judge(check_in: CheckIn, by: User, at: datetime) -> None:
    """Triage what was told so far, and keep the decision where it says something new."""
    facts = check_in_facts(check_in, library())
    decision = triage(facts, library())
    asked = question_order(facts.session, library(), facts.hours_after)
    complete = set(asked) <= set(current_answers(check_in))
    last = latest_outcome(check_in)
    if last is None and decision.verdict is Triage.EXPECTED and not complete:
        return
    if last is not None and _says(decision, complete) == _says(decision_of(last), last.complete):
        return
    CheckInOutcome.objects.create(
        clinic_id=check_in.clinic_id,
        check_in=check_in,
        sequence=last.sequence + 1 if last else 1,
        triage=decision.verdict.value,
        complete=complete,
        calls_clinic=_has_news(decision, check_in),
        facts=msgspec.to_builtins(facts),
        decision=msgspec.to_builtins(decision),
        library_version=decision.library_version,
        recorded_by=by,
        recorded_at=at,
    )


def _says(decision: Decision[Triage], complete: bool) -> tuple[Triage, bool, tuple[str, ...]]:
    return decision.verdict, complete, tuple(reason.statement for reason in decision.reasons)


def _has_news(decision: Decision[Triage], check_in: CheckIn) -> bool:
    """Whether somebody must look: there is a sign in it that no earlier outcome held."""
    known = {
        reason["statement"] for row in check_in.outcomes.all() for reason in row.decision["reasons"]
    }
    signs = {reason.statement for reason in decision.reasons}
    return decision.verdict is not Triage.EXPECTED and not signs <= known
