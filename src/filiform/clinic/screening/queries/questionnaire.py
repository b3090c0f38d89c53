"""The questionnaire of one person: which questions are theirs, which are still open, where they stand."""

from collections.abc import Iterable

import msgspec

from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue, ScreeningFacts, Standing
from filiform.clinical.screening import is_asked, questionnaire
from filiform.kernel.decision import Severity
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding, FindingSection, ScreeningStatement


class Progress(msgspec.Struct, frozen=True):
    """How far a questionnaire has come: questions answered, out of those that are asked of this person."""

    answered: int
    asked: int

    @property
    def is_done(self) -> bool:
        """Whether every question has an answer; "not sure" is one."""
        return self.answered == self.asked


def asked_findings(facts: ScreeningFacts, library: Library) -> tuple[Finding, ...]:
    """Every finding that is asked of this person, answered or not, in the order of asking.

    What was answered stays, even when the answer that led to it has changed: only then can it be put right.
    """
    present = present_findings(facts)
    return tuple(
        finding
        for finding in questionnaire(library)
        if not (finding.age is not None and facts.birth_date is not None)
        and (finding.id in facts.answers or is_asked(finding, facts, present))
    )


def present_findings(facts: ScreeningFacts) -> set[str]:
    """Findings that hold so far: answered yes, or current in the record and not denied by a clinician."""
    said_yes = {name for name, one in facts.answers.items() if one.value is AnswerValue.YES}
    recorded = {
        entry.finding
        for entry in facts.record
        if entry.standing is Standing.CURRENT and not _is_denied(facts.answers.get(entry.finding))
    }
    return said_yes | recorded


def unanswered_findings(facts: ScreeningFacts, library: Library) -> tuple[Finding, ...]:
    """The questions of this person that nobody has answered yet, in the order of asking."""
    return tuple(one for one in asked_findings(facts, library) if one.id not in facts.answers)


def progress_of(facts: ScreeningFacts, library: Library) -> Progress:
    """How far the questionnaire has come."""
    asked = asked_findings(facts, library)
    return Progress(sum(one.id in facts.answers for one in asked), len(asked))


def each_session_findings(facts: ScreeningFacts, library: Library) -> tuple[Finding, ...]:
    """What is asked again on the day of every session, of this person."""
    return tuple(one for one in asked_findings(facts, library) if one.asked_each_session)


def by_section(findings: Iterable[Finding]) -> dict[FindingSection, tuple[Finding, ...]]:
    """Findings under the section of the questionnaire they stand in; sections without any are left out."""
    findings = tuple(findings)
    sections = ((section, _in_section(findings, section)) for section in FindingSection)
    return {section: members for section, members in sections if members}


def red_flags_of(finding: str, library: Library) -> tuple[ScreeningStatement, ...]:
    """What the library says must be done first when this finding is present; empty when it is no red flag."""
    return tuple(
        one
        for one in library.all(ScreeningStatement)
        if one.finding == finding and one.severity is Severity.RED_FLAG
    )


def red_flag_findings(library: Library) -> frozenset[str]:
    """Findings of which a yes sends the person to a doctor."""
    statements = library.all(ScreeningStatement)
    return frozenset(one.finding for one in statements if one.severity is Severity.RED_FLAG)


def answered_together(findings: Iterable[Finding], library: Library) -> tuple[Finding, ...]:
    """Those that may be answered with one "no" for all of them: a sign of an emergency never is."""
    one_by_one = red_flag_findings(library)
    return tuple(
        one
        for one in findings
        if one.section is not FindingSection.URGENT and one.id not in one_by_one
    )


def finding_named(slug: str, library: Library) -> Finding:
    """The finding whose identifier ends in `slug`.

    Raises:
        UnknownConcept: when the library has none of that name.
    """
    return library.get(f"screening/findings/{slug}", Finding)


def slug_of(identifier: str) -> str:
    """The last part of an identifier, as it stands in an address or in the name of a field."""
    return identifier.rsplit("/", 1)[-1]


def _is_denied(answer: Answer | None) -> bool:
    return (
        answer is not None
        and answer.value is AnswerValue.NO
        and answer.answered_by is AnsweredBy.CLINICIAN
    )


def _in_section(findings: tuple[Finding, ...], section: FindingSection) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.section is section)
