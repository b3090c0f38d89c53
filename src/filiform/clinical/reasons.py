"""Reasons made from statements of the library, so that every stage words and cites them alike."""

from filiform.kernel.decision import Basis, Reason, Severity, Target
from filiform.knowledge.model.concept import Statement


def reason_from(
    statement: Statement,
    severity: Severity,
    action: str = "",
    about: tuple[Target, ...] = (),
    basis: Basis = Basis.OBSERVED,
) -> Reason:
    """The reason that a statement gives, with its own sentence, sources and review status."""
    return Reason(
        statement=statement.id,
        sentence=statement.statement,
        severity=severity,
        basis=basis,
        action=action,
        sources=statement.citations,
        review=statement.review.status,
        patient_sentence=statement.patient_text,
        about=about,
    )
