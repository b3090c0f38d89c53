"""The log of supervised cases on a page: how many of how many, for which parts of the body, signed off by whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from filiform.clinic.needling.queries.supervised import (
    SupervisedCase,
    logged_besides,
    supervised_cases,
)
from filiform.clinic.people.models import Practitioner
from filiform.clinic.people.queries_of_practice import practitioner_facts, practitioners_of
from filiform.clinic.screening.presenters import day_words, label_of, moment_words, reason_line
from filiform.clinic.ui.parts import Cell, Column, ReasonLine, Table
from filiform.clinical.credentials import law_of
from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Severity
from filiform.knowledge.library import Library
from filiform.knowledge.model.law import RequirementKind
from filiform.knowledge.model.needling import Privilege


@dataclass(frozen=True, slots=True)
class SupervisedPage:
    """Numbers for each practitioner, numbers for each part of the body, and every case; `asked` is the law."""

    numbers: Table
    parts: Table | None
    cases: Table
    asked: tuple[ReasonLine, ...]


def supervised_page(
    clinic: Any, on: date, library: Library, *, of: Practitioner | None = None
) -> SupervisedPage:
    """The log of a clinic, or of one practitioner in it."""
    people = [of] if of is not None else list(practitioners_of(clinic))
    cases = supervised_cases(clinic, library, of=of)
    return SupervisedPage(
        numbers=_numbers(people, cases, on, library),
        parts=_parts(people, cases, library) if cases else None,
        cases=_cases(cases, library),
        asked=_asked(people, on, library),
    )


def _numbers(
    people: Iterable[Practitioner], cases: tuple[SupervisedCase, ...], on: date, library: Library
) -> Table:
    columns = [
        Column("Practitioner"),
        Column("Signed off here", number=True),
        Column("Entered with a credential", number=True),
        Column("Counted together", number=True),
        Column("Asked for by the law"),
    ]
    here = Counter(one.practitioner.pk for one in cases)
    return Table(
        "Supervised sessions",
        columns,
        [_number_row(one, here[one.pk], on, library) for one in people],
    )


def _number_row(person: Practitioner, here: int, on: date, library: Library) -> list[Cell | str]:
    place = person.membership.clinic.jurisdiction
    entered = practitioner_facts(person, place, on, library).supervised_sessions
    together = entered + logged_besides(person, place)
    asked = _amount(person, on, library)
    if not asked:
        said = "nothing that is known"
    elif together >= asked:
        said = f"{asked}: reached"
    else:
        said = f"{asked}: {asked - together} to go"
    return [person.display_name, str(here), str(entered), str(together), said]


def _amount(person: Practitioner, on: date, library: Library) -> int:
    """How many supervised sessions the law of the place asks of this person; none where it asks for none."""
    place = person.membership.clinic.jurisdiction
    profession = practitioner_facts(person, place, on, library).profession
    law = law_of(place, profession, on, library)
    asked = law.requirement(RequirementKind.SUPERVISED_SESSIONS) if law else None
    return int(asked.amount.value) if asked and asked.amount else 0


def _parts(
    people: Iterable[Practitioner], cases: tuple[SupervisedCase, ...], library: Library
) -> Table:
    people = tuple(people)
    counts = Counter((one.practitioner.pk, name) for one in cases for name in one.privileges)
    privileges = sorted(library.all(Privilege), key=lambda one: one.order)
    rows: list[list[Cell | str]] = [
        [one.label, *(str(counts[person.pk, one.id]) for person in people)] for one in privileges
    ]
    columns = [
        Column("Part of the body"),
        *(Column(one.display_name, number=True) for one in people),
    ]
    return Table("Supervised sessions by part of the body", columns, rows)


def _cases(cases: tuple[SupervisedCase, ...], library: Library) -> Table:
    columns = [
        Column("Day"),
        Column("Practitioner"),
        Column("Parts of the body"),
        Column("Signed off by"),
        Column("Signed off on"),
    ]
    return Table("Every supervised session", columns, [_case_row(one, library) for one in cases])


def _case_row(case: SupervisedCase, library: Library) -> list[Cell | str]:
    return [
        day_words(case.on),
        case.practitioner.display_name,
        ", ".join(label_of(name, library) for name in case.privileges),
        case.supervisor,
        moment_words(case.co_signed_at),
    ]


def _asked(people: Iterable[Practitioner], on: date, library: Library) -> tuple[ReasonLine, ...]:
    """The laws that ask for supervised sessions, each once, in their own words."""
    found = {}
    for person in people:
        place = person.membership.clinic.jurisdiction
        profession = practitioner_facts(person, place, on, library).profession
        law = law_of(place, profession, on, library)
        asked = law.requirement(RequirementKind.SUPERVISED_SESSIONS) if law else None
        if law is not None and asked is not None:
            reason = reason_from(law, Severity.INFORMATION, f"{asked.sentence} {asked.action}")
            found[law.id] = reason_line(reason, library)
    return tuple(found.values())
