"""Needling: may a needle go in here, and may this session be signed?"""

from collections.abc import Iterator
from datetime import date

import msgspec

from filiform.clinical.consent import ConsentFacts, consent_gate
from filiform.clinical.constraints import Override, bindings_on
from filiform.clinical.credentials import IntendedNeedling, PractitionerFacts, may_practise
from filiform.clinical.deviations import Deviation, as_told, deviation_reasons
from filiform.clinical.gates import GateVerdict, gate_decision, refusal, rule_of, screening_gate
from filiform.clinical.ledger import (
    Inserted,
    MuscleSide,
    NeedleEvent,
    Opened,
    count_reasons,
    needle_count,
    needled,
    standing,
)
from filiform.clinical.planning import binding_reason
from filiform.clinical.reasons import reason_from
from filiform.clinical.region_rules import other_side_is_closed, standing_cautions
from filiform.kernel.decision import (
    Constraint,
    Decision,
    Effect,
    Reason,
    Scope,
    Severity,
    Target,
)
from filiform.kernel.quantity import Quantity
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.needling import NeedlingRuleKind, Technique
from filiform.knowledge.model.screening import RegionRule, ScreeningVerdict


class SessionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A session and what it stands on: screening, consent, the practitioner, the plan and the events.

    `consented_techniques` is empty without a current consent; the other facts of consent are those
    of `ConsentFacts`. `planned` are the plan's muscles.
    `off_plan_reason` is why a muscle outside the plan was needled. `found` is tissue that no needle
    goes over (`screening/region_rules/…`), where a look or a touch found it at the table.
    `practitioner` and `place` are who
    needles, and under which law. Where they are not given, as in what was signed before they were
    asked for, `practitioner_may_needle` alone says whether the practitioner may. `against_gates`
    are muscles that a needle went into while a gate forbade it there, and that nobody has told of.
    `deviations` are those that were told by name. `unread` events are known of and could not be read.
    """

    on: date
    screened_on: date | None
    screening_verdict: ScreeningVerdict | None
    screening_complete: bool
    has_consent: bool
    practitioner_may_needle: bool
    consented_techniques: tuple[str, ...] = ()
    consented_areas: tuple[str, ...] | None = None
    consent_is_withdrawn: bool = False
    consent_is_outdated: bool = False
    constraints: tuple[Constraint, ...] = ()
    overrides: tuple[Override, ...] = ()
    planned: tuple[MuscleSide, ...] = ()
    off_plan_reason: str = ""
    found: tuple[tuple[MuscleSide, str], ...] = ()
    events: tuple[NeedleEvent, ...] = ()
    unread: int = 0
    against_gates: tuple[MuscleSide, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    practitioner: PractitionerFacts | None = None
    place: str = ""

    @property
    def consent(self) -> ConsentFacts:
        """Consent as it stands."""
        return ConsentFacts(
            is_given=self.has_consent,
            techniques=self.consented_techniques,
            areas=self.consented_areas,
            is_withdrawn=self.consent_is_withdrawn,
            is_outdated=self.consent_is_outdated,
        )


def may_needle(
    place: MuscleSide, technique: str, facts: SessionFacts, library: Library
) -> Decision[GateVerdict]:
    """Whether a needle may go into that muscle now, with every caution that belongs beside it.

    Source: `needling/rules/*`, `needling/laws/*`, `needling/practice_rules/*`, the constraints of
    screening and `screening/region_rules/*`.
    """
    reasons = [
        *screening_gate(
            facts.on,
            facts.screened_on,
            facts.screening_verdict,
            facts.screening_complete,
            library,
        ),
        *consent_gate(facts.consent, place.muscle, place.side, technique, library),
        *practice_reasons(place.muscle, technique, facts, library),
        *_binding_reasons(place, technique, facts, library),
        *_plan_reasons(place, facts, library),
        *_found_reasons(place, facts, library),
    ]
    return gate_decision(reasons, library)


def may_sign(facts: SessionFacts, library: Library) -> Decision[GateVerdict]:
    """Whether the session may be signed: never while a needle is unaccounted for.

    Every muscle that was needled must pass `may_needle` on the facts as they now stand, but for
    what was told by name as a deviation. No deviation touches the count.
    """
    told = facts.deviations
    reasons = [
        *count_reasons(needle_count(facts.events, facts.unread), library),
        *_gate_reasons(facts, library),
        *deviation_reasons(told, library),
        *as_told(_needle_reasons(facts, library), None, told),
        *(
            reason
            for place, technique in sorted(_insertions(facts), key=str)
            for reason in as_told(may_needle(place, technique, facts, library).reasons, place, told)
        ),
    ]
    return gate_decision(_each_once(reasons), library)


def _each_once(reasons: list[Reason]) -> list[Reason]:
    return list(
        {(one.statement, one.sentence, one.severity, one.about): one for one in reasons}.values()
    )


def practice_reasons(
    muscle: str, technique: str, facts: SessionFacts, library: Library
) -> tuple[Reason, ...]:
    """What law and training say of this practitioner, muscle and technique on that day.

    Nobody consented to a technique that is not known, so nothing more is asked about it.
    """
    if not technique:
        return ()
    if facts.practitioner is not None:
        intended = IntendedNeedling(
            on=facts.on, place=facts.place, muscle=muscle, technique=technique
        )
        return may_practise(facts.practitioner, intended, library).reasons
    if facts.practitioner_may_needle:
        return ()
    return (refusal(NeedlingRuleKind.PRACTITIONER_MAY_NEEDLE, library),)


def _binding_reasons(
    place: MuscleSide, technique: str, facts: SessionFacts, library: Library
) -> Iterator[Reason]:
    muscle = library.get(place.muscle, Muscle)
    sides = ((one.muscle, one.side) for one in needled(facts.events) if one != place)
    every = (*facts.constraints, *standing_cautions(library), *other_side_is_closed(sides, library))
    for binding in bindings_on(muscle, place.side, technique, every, facts.overrides, facts.on):
        yield binding_reason(binding, place.muscle, place.side)


def _plan_reasons(place: MuscleSide, facts: SessionFacts, library: Library) -> Iterator[Reason]:
    if place in facts.planned:
        return
    rule = rule_of(NeedlingRuleKind.MUSCLE_IS_PLANNED, library)
    explained = bool(facts.off_plan_reason.strip())
    severity = Severity.PRECAUTION if explained else Severity.CONTRAINDICATION
    yield reason_from(rule, severity, rule.action, (Target(place.muscle, place.side),))


def _found_reasons(place: MuscleSide, facts: SessionFacts, library: Library) -> Iterator[Reason]:
    for where, name in facts.found:
        if where == place:
            rule = library.get(name, RegionRule)
            about = (Target(place.muscle, place.side),)
            yield reason_from(rule, Severity.CONTRAINDICATION, rule.action, about)


def _gate_reasons(facts: SessionFacts, library: Library) -> Iterator[Reason]:
    """The needles that went in although a gate forbade it at that time, and still does."""
    rule = rule_of(NeedlingRuleKind.GATE_WAS_OPEN, library)
    for place in facts.against_gates:
        about = (Target(place.muscle, place.side),)
        yield reason_from(rule, Severity.CONTRAINDICATION, rule.action, about)


def _needle_reasons(facts: SessionFacts, library: Library) -> Iterator[Reason]:
    opened = [one for one in standing(facts.events) if isinstance(one, Opened)]
    if any(one.expires_on is not None and one.expires_on < facts.on for one in opened):
        yield refusal(NeedlingRuleKind.NEEDLE_IS_IN_DATE, library)
    longest = max((one.length_mm or 0 for one in opened), default=0)
    for place in needled(facts.events):
        if is_longer_than_offered(longest, place.muscle, library):
            rule = rule_of(NeedlingRuleKind.NEEDLE_LENGTH, library)
            about = (Target(place.muscle, place.side),)
            yield reason_from(rule, Severity.PRECAUTION, rule.action, about)


def is_longer_than_offered(length_mm: float, muscle: str, library: Library) -> bool:
    """Whether a needle is longer than every cap that the approaches to a muscle state. No cap, no claim."""
    caps = needle_length_caps(muscle, library)
    return bool(caps) and all(length_mm > cap.value for cap in caps)


def needle_length_caps(muscle: str, library: Library) -> tuple[Quantity, ...]:
    """The longest needles to offer for a muscle, in millimetres, one for each approach that states one."""
    approaches = library.get(muscle, Muscle).approaches
    return tuple(one.needle_length_cap for one in approaches if one.needle_length_cap is not None)


def asks_for_rib(muscle: str, library: Library) -> bool:
    """Whether the library speaks of a rib held between two fingers where this muscle is needled."""
    return any(one.speaks_of_rib for one in library.get(muscle, Muscle).hazards)


def _insertions(facts: SessionFacts) -> set[tuple[MuscleSide, str]]:
    return {
        (event.place, event.technique)
        for event in standing(facts.events)
        if isinstance(event, Inserted) and event.place is not None
    }


def sides_open(muscle: str, facts: SessionFacts, library: Library) -> tuple[Side, ...]:
    """The sides on which nothing forbids a muscle in this session so far, for offering them first."""
    sides = (Side.LEFT, Side.RIGHT)
    technique = facts.consented_techniques[0] if facts.consented_techniques else ""
    return tuple(
        side
        for side in sides
        if not any(
            one.severity is Severity.CONTRAINDICATION
            for one in _binding_reasons(MuscleSide(muscle, side), technique, facts, library)
        )
    )


def techniques_open(facts: SessionFacts, library: Library) -> tuple[Technique, ...]:
    """The techniques that were consented to and that no constraint forbids wherever the needle goes.

    What was lifted for one muscle is decided on at that muscle, by `may_needle`.
    """
    forbidding = [
        one for one in facts.constraints if one.effect is Effect.FORBID and one.is_active(facts.on)
    ]
    if any(one.scope is Scope.EVERYTHING for one in forbidding):
        return ()
    forbidden = {target.id for one in forbidding for target in one.targets}
    consented = set(facts.consented_techniques) if facts.has_consent else set()
    return tuple(one for one in library.all(Technique) if one.id in consented - forbidden)
