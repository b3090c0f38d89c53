"""A screened record as JSON: the fields that `filiform screen --json` promises, always all of them."""

from functools import lru_cache
from typing import Any

import msgspec

from filiform.interop.fhir.reading import PatientRecord
from filiform.kernel.decision import Decision, Evidence, Question, Reason
from filiform.knowledge.model.screening import ScreeningVerdict

_encode = msgspec.json.Encoder().encode


def as_json(record: PatientRecord, decision: Decision[ScreeningVerdict]) -> bytes:
    """One JSON object, on one line. The patient stands in it by the id of the record alone."""
    return _encode(
        {
            "patient": record.patient.id,
            "on": record.facts.on,
            "verdict": decision.verdict,
            "complete": decision.complete,
            "reasons": [_reason(one) for one in decision.reasons],
            "constraints": decision.constraints,
            "questions": [_question(one) for one in decision.questions],
            "problems": record.problems,
            "resources": record.resources,
            "library_version": decision.library_version,
        }
    )


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "statement": reason.statement,
        "sentence": reason.sentence,
        "severity": reason.severity,
        "basis": reason.basis,
        "evidence": [_evidence(one) for one in reason.evidence],
        "action": reason.action,
        "sources": reason.sources,
        "review": reason.review,
    }


def _question(question: Question) -> dict[str, Any] | msgspec.Raw:
    if not question.evidence:
        return _bare_question(question.finding, question.text, question.why)
    evidence = [_evidence(one) for one in question.evidence]
    return {
        "finding": question.finding,
        "text": question.text,
        "why": question.why,
        "evidence": evidence,
    }


@lru_cache(maxsize=1000)
def _bare_question(finding: str, text: str, why: str) -> msgspec.Raw:
    """A question with no evidence, written once: in a population nearly everybody is asked the same."""
    return msgspec.Raw(_encode({"finding": finding, "text": text, "why": why, "evidence": []}))


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "resource": evidence.resource,
        "system": evidence.system,
        "code": evidence.code,
        "display": evidence.display,
        "date": evidence.date,
        "status": evidence.status,
    }
