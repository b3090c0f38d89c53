"""Cases of needling: the place, the session, the practitioner, the form, the clean work, the bill."""

from typing import Any

import msgspec

from filiform.clinical.adverse_events import procedures_for
from filiform.clinical.asepsis import asepsis_at
from filiform.clinical.billing import (
    BillingFacts,
    TimedService,
    needling_bill,
    timed_bill,
    timed_units,
)
from filiform.clinical.consent import consent_elements
from filiform.clinical.credentials import (
    IntendedNeedling,
    PractitionerFacts,
    may_practise,
    missing_privileges,
)
from filiform.clinical.gates import closed_rules
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.needling import SessionFacts, may_needle, may_sign, techniques_open
from filiform.kernel.decision import Decision
from filiform.knowledge.library import Library
from filiform.knowledge.model.billing import BillingRule, BillingRuleKind
from filiform.knowledge.model.needling import AsepsisMoment
from tests.cases.asking import Runner, answer
from tests.cases.outcome import Outcome, shown
from tests.cases.screening.run import ON, screened

DEEP = "needling/techniques/deep"
SUPERFICIAL = "needling/techniques/superficial"


def run(given: dict[str, Any], library: Library) -> Outcome:
    """With a `practitioner`: may they needle at all? With a `bill`: which code is it?

    With a `place`: may a needle go in there? Without any of them: may the session be signed?
    The rules of the session that are not kept are shown with the last two.
    """
    return answer(given, library, _ASKED, _deciding)


def _deciding(given: dict[str, Any], library: Library) -> Outcome:
    if "practitioner" in given:
        return _practising(given, library)
    if "bill" in given:
        facts = msgspec.convert({"on": ON, **given["bill"]}, BillingFacts)
        return Outcome(decision=needling_bill(facts, library).decision)
    place, technique = given.pop("place", None), given.pop("technique", DEEP)
    session = _session(given, place, library)
    if place is None:
        return _gate(may_sign(session, library), session, library)
    where = msgspec.convert(place, MuscleSide)
    return _gate(may_needle(where, technique, session, library), session, library)


def _session(given: dict[str, Any], place: Any, library: Library) -> SessionFacts:
    in_order = {
        "has_consent": True,
        "practitioner_may_needle": True,
        "consented_techniques": (DEEP, SUPERFICIAL),
        "planned": (place,) if place else (),
    }
    return msgspec.convert({**in_order, **screened(given, library)}, SessionFacts)


def _gate(decision: Decision[Any], session: SessionFacts, library: Library) -> Outcome:
    closed = frozenset(one.id for one in closed_rules(decision.reasons, library))
    return Outcome(decision=decision, constraints=session.constraints, shown=closed)


def _practising(given: dict[str, Any], library: Library) -> Outcome:
    """Unless said otherwise, a deep needle in the infraspinatus, by someone whose place is the state's.

    The privileges that are missing for the muscle are shown.
    """
    given = {"on": ON, "muscle": "anatomy/muscles/infraspinatus", "technique": DEEP, **given}
    practitioner = {"profession": "physical_therapist", **given.pop("practitioner")}
    held = [
        {"place": given["place"], "issued_on": "2020-01-01", **one}
        for one in practitioner.get("credentials", ())
    ]
    facts = msgspec.convert({**practitioner, "credentials": held}, PractitionerFacts)
    intended = msgspec.convert(given, IntendedNeedling)
    missing = frozenset(one.id for one in missing_privileges(facts, intended, library))
    return Outcome(decision=may_practise(facts, intended, library), shown=missing)


def _techniques(given: dict[str, Any], library: Library) -> Outcome:
    return shown(techniques_open(_session(given, None, library), library))


def _consent(given: dict[str, Any], library: Library) -> Outcome:
    return shown(consent_elements(given["techniques"], library))


def _asepsis(given: dict[str, Any], library: Library) -> Outcome:
    asked = asepsis_at(AsepsisMoment(given["moment"]), given["jurisdiction"], library)
    return shown(one.practice for one in asked)


def _emergency(given: dict[str, Any], library: Library) -> Outcome:
    return shown(procedures_for(given["happened"], library))


def _time(given: dict[str, Any], library: Library) -> Outcome:
    """Minutes by the last part of the rule's identifier, as a clinic writes them down."""
    minutes = {f"needling/billing/{name}": number for name, number in given["spent"].items()}
    return Outcome(decision=timed_bill(minutes, given.get("on", ON), library).decision)


def _units(given: dict[str, Any], library: Library) -> Outcome:
    """The rule about time is shown when it gives the services of the day a unit."""
    services = [TimedService(code, minutes) for code, minutes in given["minutes"].items()]
    has_units = bool(timed_units(services, given.get("on", ON), library))
    by_time = [one for one in library.all(BillingRule) if one.rule is BillingRuleKind.TIMED_UNITS]
    return shown(by_time if has_units else ())


_ASKED: dict[str, Runner] = {
    "techniques": _techniques,
    "consent form": _consent,
    "asepsis": _asepsis,
    "emergency card": _emergency,
    "timed units": _units,
    "timed bill": _time,
}
