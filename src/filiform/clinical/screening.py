"""Screening: is dry needling right for this person, today, and what must be respected if it is?

A verdict is the heaviest that any present finding calls for, so that adding a finding never
loosens it. What a record says counts until a clinician says otherwise, and is always put back
to the person as a question; what a record said long ago is only asked about.
"""

from datetime import timedelta
from functools import lru_cache

import msgspec

from filiform.clinical.facts import (
    Answer,
    AnsweredBy,
    AnswerValue,
    RecordFinding,
    ScreeningFacts,
    Standing,
)
from filiform.clinical.traits import muscles_with
from filiform.kernel.decision import (
    Basis,
    Constraint,
    Decision,
    Evidence,
    Question,
    Reason,
    Scope,
    Target,
    heaviest_first,
)
from filiform.kernel.period import whole_years
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import (
    ConstraintTemplate,
    Finding,
    FindingSection,
    ScreeningStatement,
    ScreeningVerdict,
)


class Presence(msgspec.Struct, frozen=True):
    """How one finding stands: whether it is present, on whose word, and what is left to ask about it."""

    basis: Basis | None = None
    evidence: tuple[Evidence, ...] = ()
    question: str = ""


def screen(facts: ScreeningFacts, library: Library) -> Decision[ScreeningVerdict]:
    """The verdict of screening, its reasons, the constraints it puts on later stages, and open questions.

    Answers to findings that the library does not know are refused where they are read, not here.
    Source: every statement under `screening/` in the library that becomes a reason.
    """
    guide = _guide(library)
    record = {entry.finding: entry for entry in facts.record}
    known = {
        name: _presence(guide.by_id[name], facts, record)
        for name in (facts.answers.keys() | record.keys() | guide.by_age) & guide.by_id.keys()
    }
    presences = {**guide.untouched, **known}
    present = {name for name, presence in known.items() if presence.basis is not None}
    reasons, constraints = _consequences(facts, presences, present, guide, library)
    return Decision(
        verdict=max(
            (guide.verdicts[r.statement] for r in reasons),
            key=_rank,
            default=ScreeningVerdict.SUITABLE,
        ),
        library_version=library.version,
        reasons=heaviest_first(reasons),
        constraints=tuple(constraints),
        questions=_questions(facts, presences, present, guide),
    )


def _rank(verdict: ScreeningVerdict) -> int:
    return verdict.rank


_UNANSWERED = Presence(question="unanswered")


def _presence(
    finding: Finding, facts: ScreeningFacts, record: dict[str, RecordFinding]
) -> Presence:
    """Decision table: answer across, record down; see the module's docstring for the reasoning."""
    if finding.age is not None and facts.birth_date is not None:
        return _presence_by_age(finding.age.below_years, facts)
    answer, entry = facts.answers.get(finding.id), record.get(finding.id)
    if answer is None and entry is None:
        return _UNANSWERED
    evidence = entry.evidence if entry else ()
    is_current = entry is not None and entry.standing is Standing.CURRENT
    if answer is not None and answer.value is AnswerValue.YES:
        return Presence(Basis.ANSWERED, evidence, _place_question(finding, answer))
    if answer is not None and answer.value is AnswerValue.NO:
        disputed = is_current and answer.answered_by is AnsweredBy.PATIENT
        return Presence(Basis.FROM_RECORD, evidence, "conflict") if disputed else Presence()
    if is_current:
        return Presence(Basis.FROM_RECORD, evidence, "confirm")
    if answer is not None:
        return Presence(evidence=evidence, question="unsure")
    return Presence(evidence=evidence, question="past")


def _presence_by_age(below_years: int, facts: ScreeningFacts) -> Presence:
    if facts.birth_date is None or whole_years(facts.birth_date, facts.on) >= below_years:
        return Presence()
    born = Evidence(resource="Patient", display="date of birth", date=facts.birth_date.isoformat())
    return Presence(Basis.FROM_RECORD, (born,))


def _place_question(finding: Finding, answer: Answer) -> str:
    return "where" if finding.asks_where and not answer.places else ""


def _consequences(
    facts: ScreeningFacts,
    presences: dict[str, Presence],
    present: set[str],
    guide: "_Guide",
    library: Library,
) -> tuple[list[Reason], list[Constraint]]:
    reasons: list[Reason] = []
    constraints: list[Constraint] = []
    for name in sorted(present):
        for statement in guide.statements.get(name, ()):
            reasons.append(_reason(statement, presences[name]))
            constraints.extend(
                _constraint(template, statement, facts, library)
                for template in statement.constraints
            )
    return reasons, constraints


def _reason(statement: ScreeningStatement, presence: Presence) -> Reason:
    return Reason(
        statement=statement.id,
        sentence=statement.statement,
        severity=statement.severity,
        basis=presence.basis or Basis.ANSWERED,
        action=statement.action,
        sources=statement.citations,
        review=statement.review.status,
        patient_sentence=statement.patient_text,
        evidence=presence.evidence,
    )


def _constraint(
    template: ConstraintTemplate,
    statement: ScreeningStatement,
    facts: ScreeningFacts,
    library: Library,
) -> Constraint:
    scope, targets = _reach(template, facts.answers.get(statement.finding), library)
    lasts = timedelta(days=template.lasts_days) if template.lasts_days else None
    return Constraint(
        scope=scope,
        effect=template.effect,
        statement=statement.id,
        sentence=template.sentence,
        sources=statement.citations,
        review=statement.review.status,
        targets=targets,
        expires_on=facts.on + lasts if lasts else None,
    )


def _reach(
    template: ConstraintTemplate, answer: Answer | None, library: Library
) -> tuple[Scope, tuple[Target, ...]]:
    """What a constraint is about. A place that nobody has named yet could be anywhere: then it is everything."""
    if template.scope is Scope.REGION and template.where_found:
        places = answer.places if answer else ()
        named = tuple(Target(place.area, place.side) for place in places)
        fixed = tuple(Target(area) for area in template.areas)
        return (Scope.REGION, named + fixed) if named else (Scope.EVERYTHING, ())
    if template.scope is Scope.MUSCLE and template.trait is not None:
        names = {*template.muscles, *muscles_with(template.trait, library)}
        return Scope.MUSCLE, tuple(Target(name) for name in sorted(names))
    named_ids = template.areas or template.muscles or template.techniques
    return template.scope, tuple(Target(name) for name in named_ids)


def _questions(
    facts: ScreeningFacts, presences: dict[str, Presence], present: set[str], guide: "_Guide"
) -> tuple[Question, ...]:
    closing = [f for f in guide.findings if f.closes_questionnaire and f.id in present]
    asked = closing or guide.findings
    open_questions = (
        _question(finding, presences[finding.id], facts, present, guide) for finding in asked
    )
    return tuple(question for question in open_questions if question is not None)


def _question(
    finding: Finding,
    presence: Presence,
    facts: ScreeningFacts,
    present: set[str],
    guide: "_Guide",
) -> Question | None:
    why = presence.question
    if why == "unanswered":
        return guide.unanswered[finding.id] if is_asked(finding, facts, present) else None
    if not why or not (finding.question or presence.evidence) or finding.id in guide.shown_only:
        return None
    return Question(finding.id, finding.question or finding.label, why, presence.evidence)


def is_asked(finding: Finding, facts: ScreeningFacts, present: set[str]) -> bool:
    """Whether the questionnaire puts this finding to this person, given the findings already present."""
    if not finding.question or (finding.not_asked_of and finding.not_asked_of == facts.sex.value):
        return False
    return not finding.asked_if or any(name in present for name in finding.asked_if)


class _Guide(msgspec.Struct, frozen=True):
    """The screening part of a library, put in the order in which it is used.

    `shown_only` are findings from which nothing follows, such as a pain rating of another clinic:
    they are shown with the record, and nobody is asked about them. `unanswered` holds the question
    that each finding leaves as long as nothing is known, made once for everybody.
    """

    findings: tuple[Finding, ...]
    statements: dict[str, tuple[ScreeningStatement, ...]]
    verdicts: dict[str, ScreeningVerdict]
    shown_only: frozenset[str]
    unanswered: dict[str, Question]
    by_id: dict[str, Finding]
    by_age: frozenset[str]
    untouched: dict[str, Presence]


@lru_cache(maxsize=4)
def _guide(library: Library) -> _Guide:
    sections = list(FindingSection)
    findings = sorted(
        library.all(Finding), key=lambda f: (sections.index(f.section), f.order, f.id)
    )
    statements = library.all(ScreeningStatement)
    by_finding = {
        finding.id: tuple(one for one in statements if one.finding == finding.id)
        for finding in findings
    }
    verdicts = {one.id: one.verdict for one in statements}
    shown_only = frozenset(name for name, found in by_finding.items() if not found)
    unanswered = {one.id: Question(one.id, one.question, "unanswered") for one in findings}
    by_id = {one.id: one for one in findings}
    return _Guide(
        findings=tuple(findings),
        statements=by_finding,
        verdicts=verdicts,
        shown_only=shown_only,
        unanswered=unanswered,
        by_id=by_id,
        by_age=frozenset(one.id for one in findings if one.age is not None),
        untouched=dict.fromkeys(by_id, _UNANSWERED),
    )


def questionnaire(library: Library) -> tuple[Finding, ...]:
    """Every finding that has a question, in the order of asking."""
    return tuple(finding for finding in _guide(library).findings if finding.question)
