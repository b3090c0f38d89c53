"""Credentials: may this practitioner needle here, this muscle, with this technique, on this day?

The law of the place, what the practitioner has been trained for and until when: every refusal
names the statement that refuses and where it comes from. Whoever is still in training may be let
through with a caution, where the law of the place says so.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from filiform.clinical.gates import GateVerdict, gate_decision
from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Decision, Reason, Severity, Target
from filiform.kernel.period import Period, whole_years
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.law import (
    PracticeLaw,
    PracticeRule,
    PracticeRuleKind,
    PracticeScope,
    Profession,
    Requirement,
    RequirementKind,
)
from filiform.knowledge.model.needling import Privilege, Technique


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """Proof of training for a place: hours, in person and in all, privileges and techniques, and until when.

    The day it expires on is the first without it. Without a privilege it opens no muscle, unless it
    was entered by `areas` before privileges were asked for: then it covers the muscles all of whose
    areas are named. Without a technique it covers every one that uses no current.
    """

    place: str
    hours: float
    in_person_hours: float
    issued_on: date
    expires_on: date | None = None
    privileges: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def is_current(self, place: str, on: date) -> bool:
        """Whether it counts there on that day."""
        return self.place == place and Period(self.issued_on, self.expires_on).holds(on)


class PractitionerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Who wants to needle, and what is on record about them. What is not on record does not count.

    `supervised_sessions` are those done so far; `is_supervised`: a qualified colleague watches this
    one. `is_delegated`: needling was handed on to an assistant. `has_consulted`: a physician was
    consulted about this patient. `training_began_on` matters where training may be completed later.
    """

    profession: Profession
    licensed_on: date | None = None
    credentials: tuple[Credential, ...] = ()
    training_began_on: date | None = None
    supervised_sessions: int = 0
    is_supervised: bool = False
    is_delegated: bool = False
    has_consulted: bool = False


class IntendedNeedling(msgspec.Struct, frozen=True, kw_only=True):
    """A muscle, a technique and a place, on a day."""

    on: date
    place: str
    muscle: str
    technique: str


def may_practise(
    practitioner: PractitionerFacts, intended: IntendedNeedling, library: Library
) -> Decision[GateVerdict]:
    """Whether this practitioner may needle there, and every reason why not.

    Source: `needling/laws/*` and `needling/practice_rules/*`.
    """
    current = _current(practitioner, intended)
    reasons = [
        *_law_reasons(practitioner, current, intended, library),
        *_credential_reasons(current, intended, library),
    ]
    return gate_decision(reasons, library)


def _current(practitioner: PractitionerFacts, intended: IntendedNeedling) -> list[Credential]:
    held = practitioner.credentials
    return [one for one in held if one.is_current(intended.place, intended.on)]


def requirements_not_met(
    practitioner: PractitionerFacts, place: str, on: date, library: Library
) -> tuple[str, ...]:
    """What the law of the place asks for and the record of this practitioner does not show, in its sentences.

    Left out is what belongs to one patient or one session (a consultation, handing needling on), and
    supervised sessions, which are counted where they are logged.
    """
    law = law_of(place, practitioner.profession, on, library)
    current = [one for one in practitioner.credentials if one.is_current(place, on)]
    asked = law.requirements if law else ()
    return tuple(
        one.sentence
        for one in asked
        if one.kind not in _COUNTED_ELSEWHERE and _met(one, practitioner, current, on) is False
    )


_COUNTED_ELSEWHERE = (
    RequirementKind.NOT_DELEGATED,
    RequirementKind.CONSULTATION,
    RequirementKind.SUPERVISED_SESSIONS,
)


def law_of(place: str, profession: Profession, on: date, library: Library) -> PracticeLaw | None:
    """The law of a place for a profession on a day: of those that hold, the one that began last."""
    held = [
        law
        for law in library.all(PracticeLaw)
        if law.place == place and law.profession is profession and law.period.holds(on)
    ]
    return max(held, key=lambda law: law.valid_from or date.min, default=None)


def _law_reasons(
    practitioner: PractitionerFacts,
    current: list[Credential],
    intended: IntendedNeedling,
    library: Library,
) -> Iterator[Reason]:
    law = law_of(intended.place, practitioner.profession, intended.on, library)
    if law is None:
        rule = practice_rule(PracticeRuleKind.LAW_IS_KNOWN, library)
        yield reason_from(rule, Severity.PRECAUTION, rule.action)
        return
    yield reason_from(law, _SCOPE[law.scope], law.action)
    for requirement in law.requirements:
        severity = _weight(requirement, law, practitioner, current, intended.on)
        if severity is not None:
            yield _requirement_reason(requirement, law, severity)


_SCOPE = {
    PracticeScope.ALLOWED: Severity.INFORMATION,
    PracticeScope.SILENT: Severity.PRECAUTION,
    PracticeScope.NOT_PERMITTED: Severity.CONTRAINDICATION,
}


def _requirement_reason(requirement: Requirement, law: PracticeLaw, severity: Severity) -> Reason:
    return msgspec.structs.replace(
        reason_from(law, severity, requirement.action), sentence=requirement.sentence
    )


def _weight(
    requirement: Requirement,
    law: PracticeLaw,
    practitioner: PractitionerFacts,
    current: list[Credential],
    on: date,
) -> Severity | None:
    """How heavily a requirement weighs here: None when it is met, information when it is a duty to be shown."""
    is_met = _met(requirement, practitioner, current, on)
    if is_met is None:
        return Severity.INFORMATION
    if is_met:
        return None
    may_wait = _may_wait(requirement, law, practitioner, current, on)
    return Severity.PRECAUTION if may_wait else Severity.CONTRAINDICATION


def _met(
    requirement: Requirement,
    practitioner: PractitionerFacts,
    current: list[Credential],
    on: date,
) -> bool | None:
    """Whether what decides is met; None for a duty, which nobody can have met before needling."""
    amount = requirement.amount.value if requirement.amount else 0
    match requirement.kind:
        case RequirementKind.LICENSED_FOR:
            licensed_on = practitioner.licensed_on
            return licensed_on is not None and whole_years(licensed_on, on) >= amount
        case RequirementKind.TRAINING_HOURS | RequirementKind.HOURS_BEFORE_USE:
            return sum(one.hours for one in current) >= amount
        case RequirementKind.IN_PERSON_HOURS:
            return sum(one.in_person_hours for one in current) >= amount
        case RequirementKind.SUPERVISED_SESSIONS:
            return practitioner.supervised_sessions >= amount
        case RequirementKind.NOT_DELEGATED:
            return not practitioner.is_delegated
        case RequirementKind.CONSULTATION:
            return practitioner.has_consulted
    return None


_CAN_BE_COMPLETED = (RequirementKind.TRAINING_HOURS, RequirementKind.IN_PERSON_HOURS)


def _may_wait(
    requirement: Requirement,
    law: PracticeLaw,
    practitioner: PractitionerFacts,
    current: list[Credential],
    on: date,
) -> bool:
    """Whether what is missing may be completed later: under supervision, or within the time the law gives."""
    if requirement.kind is RequirementKind.SUPERVISED_SESSIONS:
        return practitioner.is_supervised
    first = law.requirement(RequirementKind.HOURS_BEFORE_USE)
    began_on = practitioner.training_began_on
    if requirement.kind not in _CAN_BE_COMPLETED or first is None or began_on is None:
        return False
    within = first.completed_within.value if first.completed_within else 0
    has_begun = bool(_met(first, practitioner, current, on))
    return has_begun and began_on <= on and whole_years(began_on, on) < within


def _credential_reasons(
    current: list[Credential], intended: IntendedNeedling, library: Library
) -> Iterator[Reason]:
    if not current:
        yield _refusal(PracticeRuleKind.CREDENTIAL_IS_CURRENT, library)
        return
    if _missing(current, intended, library):
        about = (Target(intended.muscle),)
        yield _refusal(PracticeRuleKind.PRIVILEGE_COVERS_MUSCLE, library, about)
    if not _covers(intended.technique, current, library):
        about = (Target(intended.technique),)
        yield _refusal(PracticeRuleKind.TECHNIQUE_IS_COVERED, library, about)


def missing_privileges(
    practitioner: PractitionerFacts, intended: IntendedNeedling, library: Library
) -> tuple[Privilege, ...]:
    """The privileges that the muscle needs and no current credential gives, to be learned in their order."""
    missing = _missing(_current(practitioner, intended), intended, library)
    return tuple(one for one in library.all(Privilege) if one.id in missing)


def _missing(
    current: Iterable[Credential], intended: IntendedNeedling, library: Library
) -> set[str]:
    muscle, current = library.get(intended.muscle, Muscle), tuple(current)
    if set(muscle.areas) <= {name for one in current for name in one.areas}:
        return set()  # entered by areas, before privileges were asked for
    return set(privileges_of(muscle, library)) - {
        name for one in current for name in one.privileges
    }


def privileges_of(muscle: Muscle, library: Library) -> tuple[str, ...]:
    """The privileges a muscle needs: those it names, or else those of the areas in which it is entered."""
    if muscle.privileges:
        return muscle.privileges
    areas = set(muscle.areas)
    return tuple(one.id for one in library.all(Privilege) if areas & set(one.areas))


def _covers(technique: str, current: Iterable[Credential], library: Library) -> bool:
    uses_current = library.get(technique, Technique).is_electrical
    return any(
        technique in one.techniques or (not one.techniques and not uses_current) for one in current
    )


def practice_rule(kind: PracticeRuleKind, library: Library) -> PracticeRule:
    """The rule about practitioners of that kind.

    Raises:
        LookupError: when the library has none; a gate without its rule must not stand open.
    """
    found = next((rule for rule in library.all(PracticeRule) if rule.rule is kind), None)
    if found is None:
        raise LookupError(f"the library has no practice rule of kind `{kind}`")
    return found


def _refusal(kind: PracticeRuleKind, library: Library, about: tuple[Target, ...] = ()) -> Reason:
    rule = practice_rule(kind, library)
    return reason_from(rule, Severity.CONTRAINDICATION, rule.action, about)
