"""How a case of each stage is run: what is given becomes the facts of the stage, and is decided on.

`given` holds the fields of the stage's facts by their own names. Shorthands: an answer may be a
bare `yes`, `no` or `unsure`; a finding may be named by its last part; `screening` inside a plan or
a session is screened first, and what it constrains is handed on.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from filiform.clinical.aftercare import CheckInFacts, triage
from filiform.clinical.assessment import Palpation, classify_trigger_point
from filiform.clinical.billing import BillingFacts, needling_bill
from filiform.clinical.credentials import IntendedNeedling, PractitionerFacts, may_practise
from filiform.clinical.facts import ScreeningFacts
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.needling import SessionFacts, may_needle, may_sign
from filiform.clinical.outcomes import Measurement, judge_change
from filiform.clinical.planning import PlanFacts, judge_plan
from filiform.clinical.scoring import score_items
from filiform.clinical.screening import screen
from filiform.clinical.stage import Stage
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument
from tests.cases.case import Case
from tests.cases.outcome import Outcome

ON = date(2026, 11, 23)
DEEP = "needling/techniques/deep"
SUPERFICIAL = "needling/techniques/superficial"


def run(case: Case, library: Library) -> Outcome:
    """What comes out of a case with that library."""
    return _RUNNERS[case.stage](dict(case.given), library)


def _screening(given: dict[str, Any], library: Library) -> Outcome:
    decision = screen(_screening_facts(given), library)
    return Outcome(decision=decision, constraints=decision.constraints)


def _screening_facts(given: dict[str, Any]) -> ScreeningFacts:
    answers = {_finding(name): _answer(one) for name, one in given.get("answers", {}).items()}
    record = [{**entry, "finding": _finding(entry["finding"])} for entry in given.get("record", ())]
    content = {"on": ON, **given, "answers": answers, "record": record}
    return msgspec.convert(content, ScreeningFacts)


def _finding(name: str) -> str:
    return name if "/" in name else f"screening/findings/{name}"


def _answer(given: Any) -> Any:
    return given if isinstance(given, dict) else {"value": given}


def _screened(given: dict[str, Any], library: Library) -> dict[str, Any]:
    """What a later stage knows of screening: unless said otherwise, complete, and of the same day."""
    on = given.get("on", ON)
    decision = screen(_screening_facts(given.get("screening", {})), library)
    return {
        "on": on,
        "screened_on": on,
        "screening_verdict": decision.verdict,
        "screening_complete": True,
        "constraints": decision.constraints,
        **{name: value for name, value in given.items() if name != "screening"},
    }


def _planning(given: dict[str, Any], library: Library) -> Outcome:
    facts = msgspec.convert(_screened(given, library), PlanFacts)
    return Outcome(decision=judge_plan(facts, library), constraints=facts.constraints)


def _needling(given: dict[str, Any], library: Library) -> Outcome:
    """With a `practitioner`: may they needle at all? With a `bill`: which code is it?

    With a `place`: may a needle go in there? Without any of them: may the session be signed?
    """
    if "practitioner" in given:
        return _practising(given, library)
    if "bill" in given:
        facts = msgspec.convert({"on": ON, **given["bill"]}, BillingFacts)
        return Outcome(decision=needling_bill(facts, library).decision)
    place, technique = given.pop("place", None), given.pop("technique", DEEP)
    in_order = {
        "has_consent": True,
        "practitioner_may_needle": True,
        "consented_techniques": (DEEP, SUPERFICIAL),
        "planned": (place,) if place else (),
    }
    facts = msgspec.convert({**in_order, **_screened(given, library)}, SessionFacts)
    if place is None:
        return Outcome(decision=may_sign(facts, library), constraints=facts.constraints)
    where = msgspec.convert(place, MuscleSide)
    decision = may_needle(where, technique, facts, library)
    return Outcome(decision=decision, constraints=facts.constraints)


def _practising(given: dict[str, Any], library: Library) -> Outcome:
    """Unless said otherwise, a deep needle in the infraspinatus, by someone whose place is the state's."""
    intended = {"on": ON, "muscle": "anatomy/muscles/infraspinatus", "technique": DEEP}
    given = {**intended, **given}
    practitioner = {"profession": "physical_therapist", **given.pop("practitioner")}
    held = [
        {"place": given["place"], "issued_on": "2020-01-01", **one}
        for one in practitioner.get("credentials", ())
    ]
    facts = msgspec.convert({**practitioner, "credentials": held}, PractitionerFacts)
    decision = may_practise(facts, msgspec.convert(given, IntendedNeedling), library)
    return Outcome(decision=decision)


def _aftercare(given: dict[str, Any], library: Library) -> Outcome:
    session = {"muscles": given.pop("muscles"), "findings": given.pop("findings", ())}
    content = {"soreness": None, "answers": {}, **given, "session": session}
    return Outcome(decision=triage(msgspec.convert(content, CheckInFacts), library))


def _assessment(given: dict[str, Any], library: Library) -> Outcome:
    return Outcome(decision=classify_trigger_point(msgspec.convert(given, Palpation), library))


def _outcomes(given: dict[str, Any], library: Library) -> Outcome:
    """A measurement has a `value`, or `items` in order (null where one was left out) that are scored."""
    instrument = library.get(given["instrument"], Instrument)
    score = given.get("score", "")
    measured = [_measurement(one, instrument, score) for one in given["measurements"]]
    measurements = msgspec.convert([one for one in measured if one], tuple[Measurement, ...])
    return Outcome(decision=judge_change(instrument, measurements, library, score))


def _measurement(given: dict[str, Any], instrument: Instrument, score: str) -> dict[str, Any]:
    """With items that are refused there is no measurement."""
    if "items" not in given:
        return given
    scores = score_items(instrument, dict(enumerate(given["items"], start=1)))
    value = scores.values.get(score or instrument.keys[0])
    return {} if value is None else {"value": value, "on": given["on"]}


_RUNNERS: dict[Stage, Callable[[dict[str, Any], Library], Outcome]] = {
    Stage.SCREENING: _screening,
    Stage.ASSESSMENT: _assessment,
    Stage.PLANNING: _planning,
    Stage.NEEDLING: _needling,
    Stage.AFTERCARE: _aftercare,
    Stage.OUTCOMES: _outcomes,
}
