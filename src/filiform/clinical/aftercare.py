"""Aftercare: what to expect and do after a session, and how urgent an answer in a check-in is.

Which questions are asked depends on where needles went and what screening found. A chest that was
needled stays a chest that was needled: no technique and no tick box takes its questions away.
"""

import math
from collections.abc import Iterable, Iterator

import msgspec

from filiform.clinical.facts import AnswerValue
from filiform.clinical.reasons import reason_from
from filiform.clinical.traits import has_trait
from filiform.kernel.decision import Basis, Decision, Question, Reason, Severity, heaviest_first
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import (
    AftercareAdvice,
    AftercareRedFlag,
    AppliesTo,
    SorenessCourse,
    Triage,
)
from filiform.knowledge.model.anatomy import Muscle

_SEVERITY = {
    Triage.EMERGENCY: Severity.RED_FLAG,
    Triage.CALL_CLINIC: Severity.PRECAUTION,
    Triage.EXPECTED: Severity.INFORMATION,
}


class TreatedSession(msgspec.Struct, frozen=True, kw_only=True):
    """What aftercare needs to know of a session: the muscles needled, and the findings of screening."""

    muscles: tuple[str, ...]
    findings: tuple[str, ...] = ()


class AftercareSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What a patient takes home: advice, the signs to watch for, and the usual course of soreness."""

    advice: tuple[AftercareAdvice, ...]
    red_flags: tuple[AftercareRedFlag, ...]
    courses: tuple[SorenessCourse, ...]
    library_version: str


class CheckInFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A patient's answers some hours after a session. `soreness` is 0–10; `answers` by red-flag identifier.

    `soreness_before` is what was told in the check-in before this one, if there was one.
    """

    session: TreatedSession
    hours_after: float
    soreness: int | None
    answers: dict[str, AnswerValue]
    soreness_before: int | None = None


def aftercare_sheet(session: TreatedSession, library: Library) -> AftercareSheet:
    """Everything of the aftercare library that applies to this session.

    Where nothing was needled there is nothing to advise; the signs stay, for they lose nothing by it.
    """
    return AftercareSheet(
        advice=tuple(
            one
            for one in library.all(AftercareAdvice)
            if session.muscles and _applies(one.applies_to, session, library)
        ),
        red_flags=red_flags_for(session, library),
        courses=library.all(SorenessCourse),
        library_version=library.version,
    )


def red_flags_for(session: TreatedSession, library: Library) -> tuple[AftercareRedFlag, ...]:
    """The signs that are watched for after this session, in the order in which they are asked."""
    return tuple(
        one for one in library.all(AftercareRedFlag) if _applies(one.applies_to, session, library)
    )


def _applies(applies_to: AppliesTo, session: TreatedSession, library: Library) -> bool:
    """Nothing named applies to every session; otherwise one thing that fits is enough."""
    if not (applies_to.areas or applies_to.trait or applies_to.findings):
        return True
    muscles = [library.get(name, Muscle) for name in session.muscles]
    in_area = any(set(muscle.areas) & set(applies_to.areas) for muscle in muscles)
    trait = applies_to.trait
    by_trait = trait is not None and any(has_trait(muscle, trait, library) for muscle in muscles)
    return in_area or by_trait or bool(set(session.findings) & set(applies_to.findings))


def triage(check_in: CheckInFacts, library: Library) -> Decision[Triage]:
    """How urgent a check-in is: the heaviest that any answer calls for.

    A sign reported outside its usual window still counts: the window only says for how long
    Filiform asks by itself. "Not sure" about an emergency sign is treated as that sign.
    """
    flags = library.all(AftercareRedFlag)
    reported = [one for one in flags if _is_reported(check_in.answers.get(one.id))]
    reasons = [_flag_reason(one) for one in reported]
    reasons.extend(_soreness_reasons(check_in, library))
    return Decision(
        verdict=min(_verdicts(reported, reasons), key=lambda verdict: verdict.rank),
        library_version=library.version,
        reasons=heaviest_first(reasons),
        questions=_unanswered(check_in, library),
    )


def _is_reported(answer: AnswerValue | None) -> bool:
    return answer in (AnswerValue.YES, AnswerValue.UNSURE)


def _flag_reason(flag: AftercareRedFlag) -> Reason:
    return reason_from(flag, _SEVERITY[flag.triage], flag.clinician_action, basis=Basis.ANSWERED)


def _verdicts(reported: Iterable[AftercareRedFlag], reasons: Iterable[Reason]) -> Iterator[Triage]:
    yield Triage.EXPECTED
    yield from (flag.triage for flag in reported)
    if any(reason.severity is Severity.PRECAUTION for reason in reasons):
        yield Triage.CALL_CLINIC


def _soreness_reasons(check_in: CheckInFacts, library: Library) -> Iterator[Reason]:
    for course in library.all(SorenessCourse):
        if is_beyond_course(check_in, course):
            yield reason_from(course, Severity.PRECAUTION, basis=Basis.ANSWERED)


def is_beyond_course(check_in: CheckInFacts, course: SorenessCourse) -> bool:
    """Whether soreness is still there when it is usually gone, and is strong, does not fall, or stays too long.

    A little that fades is no reason to call anybody.
    Source: `aftercare/courses/post-needling-soreness`.
    """
    sore, hours = check_in.soreness, check_in.hours_after
    if not sore or hours <= course.usually_gone_by.value:
        return False
    before = check_in.soreness_before
    does_not_fall = before is not None and sore >= before
    is_strong = sore > course.mild_up_to.value
    return is_strong or does_not_fall or hours > course.looked_at_after.value


def _unanswered(check_in: CheckInFacts, library: Library) -> tuple[Question, ...]:
    hours = check_in.hours_after
    return tuple(
        Question(flag.id, flag.question, "unanswered")
        for flag in red_flags_for(check_in.session, library)
        if flag.id not in check_in.answers
        and is_time_for(flag, hours)
        and hours <= flag.asked_for.value
    )


def is_time_for(flag: AftercareRedFlag, hours_after: float) -> bool:
    """Whether a sign can be asked about already: some questions make no sense on the first day."""
    return flag.asked_from is None or flag.asked_from.value <= hours_after


def expected_soreness(hours_after: float, course: SorenessCourse) -> float:
    """Mean soreness (0–100) that the published course gives at a time, by its half-life from the first point.

    An illustration from one trial's means, not a prediction for a person.
    """
    first = course.points[0]
    elapsed = max(hours_after - first.at.value, 0)
    return first.mean * math.exp2(-elapsed / course.half_life.value)
