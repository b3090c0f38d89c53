"""A decision as every stage shows it: verdict, reasons by severity, constraints, what is still open."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from filiform.clinic.screening.presenters.words import day_words, reach_words, target_words
from filiform.clinic.ui.parts import (
    ConstraintLine,
    DecisionCard,
    ReasonGroup,
    ReasonLine,
    SourceLine,
    Verdict,
)
from filiform.clinic.ui.parts import Severity as ShownSeverity
from filiform.clinical.constraints import Override
from filiform.kernel.decision import (
    Basis,
    Citation,
    Constraint,
    Decision,
    Effect,
    Evidence,
    Reason,
    Severity,
    Target,
)
from filiform.knowledge.library import Library
from filiform.knowledge.model.concept import Retraction, Source

# How a verdict looks (the mark and tone of a screening verdict) and the words beside the mark.
VERDICTS: Mapping[str, tuple[Verdict, str]] = {
    "suitable": ("suitable", "Suitable"),
    "suitable_with_precautions": ("suitable_with_precautions", "Suitable, with precautions"),
    "not_now": ("not_now", "Not now"),
    "not_suitable": ("not_suitable", "Not suitable"),
    "refer_now": ("refer_now", "Refer to a doctor now"),
    "acceptable": ("suitable", "The plan can be agreed"),
    "acceptable_with_cautions": ("suitable_with_precautions", "The plan can be agreed, with care"),
    "refused": ("not_suitable", "The plan cannot be agreed"),
    "may": ("suitable", "May go ahead"),
    "may_with_caution": ("suitable_with_precautions", "May go ahead, with care"),
    "may_not": ("not_suitable", "May not go ahead"),
}
SEVERITIES: Mapping[Severity, tuple[ShownSeverity, str]] = {
    Severity.RED_FLAG: ("red_flag", "Red flags"),
    Severity.CONTRAINDICATION: ("contraindication", "Contraindications"),
    Severity.PRECAUTION: ("precaution", "Precautions"),
    Severity.INFORMATION: ("note", "To know"),
}
# The same headings for someone who is no clinician.
PLAIN_HEADINGS: Mapping[Severity, str] = {
    Severity.RED_FLAG: "A doctor should see you first",
    Severity.CONTRAINDICATION: "What speaks against it",
    Severity.PRECAUTION: "What needs care",
    Severity.INFORMATION: "Good to know",
}
BASES: Mapping[Basis, str] = {
    Basis.ANSWERED: "Answered",
    Basis.FROM_RECORD: "From the record",
    Basis.OBSERVED: "",
}

# A machine-made id tells a reader nothing: what the entry is, its day and its code do.
_MACHINE_ID = re.compile(r"/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)


def decision_card(
    decision: Decision[Any],
    library: Library,
    *,
    label: str = "",
    summary: str = "",
    decided: str = "",
    overrides: Iterable[Override] = (),
    on: date | None = None,
    for_patient: bool = False,
) -> DecisionCard:
    """The card of a decision of any stage.

    Args:
        label: words beside the mark, instead of the usual ones of the verdict.
        decided: when and with which library, in words.
        overrides: what has been set aside by name; shown beside its constraint while it holds on `on`.
        for_patient: the patients' sentences instead of the clinicians', and no instructions to clinicians.
    """
    verdict, usual = VERDICTS[str(decision.verdict)]
    overrides = tuple(overrides)
    return DecisionCard(
        verdict=verdict,
        label=label or usual,
        summary=summary,
        groups=reason_groups(decision.reasons, library, for_patient=for_patient),
        constraints=tuple(
            constraint_line(one, library, overrides=overrides, on=on)
            for one in sorted(decision.constraints, key=_forbidding_first)
        ),
        unanswered=tuple(question.text for question in decision.questions),
        decided=decided,
    )


def reason_groups(
    reasons: Iterable[Reason], library: Library, *, for_patient: bool = False
) -> tuple[ReasonGroup, ...]:
    """Reasons under the heading of their severity, heaviest first; empty headings are left out."""
    reasons = tuple(reasons)
    groups = (
        ReasonGroup(
            PLAIN_HEADINGS[severity] if for_patient else heading,
            tuple(
                reason_line(one, library, for_patient=for_patient)
                for one in reasons
                if one.severity is severity
            ),
        )
        for severity, (_, heading) in SEVERITIES.items()
    )
    return tuple(group for group in groups if group.reasons)


def reason_line(reason: Reason, library: Library, *, for_patient: bool = False) -> ReasonLine:
    """One reason with its action, the entries it rests on, its sources and its review status."""
    about = ", ".join(target_words(target, library) for target in reason.about)
    basis = BASES[reason.basis]
    if reason.basis is Basis.ANSWERED and reason.evidence:
        basis = "Answered, and in the record"
    return ReasonLine(
        sentence=(for_patient and reason.patient_sentence) or reason.sentence,
        severity=SEVERITIES[reason.severity][0],
        action="" if for_patient else reason.action,
        basis=" · ".join(part for part in (about, "" if for_patient else basis) if part),
        evidence=tuple(evidence_line(one) for one in reason.evidence),
        sources=source_lines(reason.sources, library),
        review=reason.review.value,
        statement=reason.statement,
        url=statement_url(reason.statement),
    )


def statement_url(statement: str) -> str:
    """The page of a statement in the library."""
    return reverse("library:concept", args=[statement])


def constraint_line(
    constraint: Constraint,
    library: Library,
    *,
    overrides: Iterable[Override] = (),
    on: date | None = None,
) -> ConstraintLine:
    """One constraint: where it holds, why, until when, and who set it aside."""
    return ConstraintLine(
        effect=constraint.effect.value,
        sentence=reach_words(constraint, library),
        reason=constraint.sentence,
        expires=f"Until {day_words(constraint.expires_on)}" if constraint.expires_on else "",
        overridden_by=" ".join(
            override_words(one, library)
            for one in overrides
            if one.statement == constraint.statement and (on is None or on < one.expires_on)
        ),
        sources=source_lines(constraint.sources, library),
        review=constraint.review.value,
        url=statement_url(constraint.statement),
    )


def override_words(override: Override, library: Library) -> str:
    """Who set a constraint aside, where, until when and why."""
    where = f" for {_muscle_words(override, library)}" if override.muscle else ""
    until = day_words(override.expires_on)
    return f"Set aside{where} by {override.by_name} until {until}: {override.reason}"


def evidence_line(evidence: Evidence) -> str:
    """One entry of a record: what it is, when, in which state, and its code."""
    when = _written_day(evidence.date) if evidence.date else ""
    code = f"code {evidence.code}" if evidence.code else ""
    said = " · ".join(part for part in (when, evidence.status or "", code) if part)
    resource = _MACHINE_ID.sub("", evidence.resource)
    return f"{evidence.display or resource} ({resource}{' · ' if said else ''}{said})"


def source_lines(citations: Iterable[Citation], library: Library) -> tuple[SourceLine, ...]:
    """Every citation of a statement as lines of its list of sources."""
    return tuple(source_line(citation, library) for citation in citations)


def source_line(citation: Citation, library: Library) -> SourceLine:
    """One citation: the source in full, the place in it, what it says there, and its address."""
    if citation.source not in library:
        return SourceLine(citation.source, citation.locator, citation.supports)
    source = library.get(citation.source, Source)
    year = str(source.year) if source.year else ""
    published = ", ".join(part for part in (source.published_in, year) if part)
    title = ". ".join(
        part.rstrip(".") for part in (source.authors, source.title, published) if part
    )
    return SourceLine(
        title=title,
        locator=citation.locator,
        supports=citation.supports,
        url=f"https://doi.org/{source.doi}" if source.doi else "",
        retracted=source.retraction is Retraction.RETRACTED,
    )


def _forbidding_first(constraint: Constraint) -> tuple[bool, str]:
    return constraint.effect is not Effect.FORBID, constraint.statement


def _muscle_words(override: Override, library: Library) -> str:
    return target_words(Target(override.muscle or "", override.side), library)


def _written_day(day: str) -> str:
    try:
        return day_words(date.fromisoformat(day[:10]))
    except ValueError:  # a record may know only the year or the month
        return day
