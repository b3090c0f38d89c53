"""The sheets of the questionnaire on the phone: one weighty question, or a few rare ones of a section together."""

from functools import lru_cache

from filiform.clinic.screening.forms.pages import parts_of
from filiform.clinic.screening.queries.questionnaire import by_section, red_flag_findings
from filiform.clinical.screening import questionnaire
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding, FindingSection

ALONE = (FindingSection.URGENT, FindingSection.MEDICINES, FindingSection.PREGNANCY)
QUESTIONS_A_SHEET = 5

Sheet = tuple[Finding, ...]


@lru_cache(maxsize=4)
def all_sheets(library: Library) -> tuple[Sheet, ...]:
    """Every sheet of the library, in the order of asking.

    Sheets are the same for everybody: an answer that opens a further question must not move the
    others about. Such a question has a sheet of its own, after the one it follows from.
    """
    return tuple(
        sheet
        for findings in by_section(questionnaire(library)).values()
        for sheet in _sheets_of(findings, library)
    )


def sheets_with(findings: tuple[Finding, ...], library: Library) -> tuple[Sheet, ...]:
    """The sheets on which some of these findings stand, with these only."""
    ids = {one.id for one in findings}
    sheets = (tuple(one for one in sheet if one.id in ids) for sheet in all_sheets(library))
    return tuple(sheet for sheet in sheets if sheet)


def _sheets_of(findings: tuple[Finding, ...], library: Library) -> list[Sheet]:
    red_flags = red_flag_findings(library)
    alone = [one for one in findings if _is_alone(one, red_flags)]
    together = tuple(one for one in findings if one not in alone)
    sheets = [*((one,) for one in alone), *parts_of(together, QUESTIONS_A_SHEET)]
    return sorted(sheets, key=lambda sheet: findings.index(sheet[0]))


def _is_alone(finding: Finding, red_flags: frozenset[str]) -> bool:
    return finding.section in ALONE or finding.id in red_flags or bool(finding.asked_if)
