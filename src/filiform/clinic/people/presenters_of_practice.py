"""What the lead sees of training: practitioners beside privileges, and what ends soon or has ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from filiform.clinic.people.models import Clinic, Credential, Practitioner
from filiform.clinic.people.presenters import day
from filiform.clinic.people.presenters_of_law import LawLines, laws_of
from filiform.clinic.people.queries import credentials_of
from filiform.clinic.people.queries_of_practice import (
    ending_credentials,
    practitioner_facts,
    practitioners_of,
)
from filiform.clinic.ui.parts import Cell, Column, ReviewStatus, Table
from filiform.clinical import credentials
from filiform.clinical.credentials import PractitionerFacts, requirements_not_met
from filiform.knowledge.library import Library
from filiform.knowledge.model.billing import BillingRule, BillingRuleKind
from filiform.knowledge.model.needling import Privilege, Technique


@dataclass(frozen=True, slots=True)
class PrivilegesPage:
    """Who is trained for what; `warnings` are credentials that end soon, ended, or do not suffice."""

    table: Table
    warnings: tuple[str, ...]
    laws: tuple[LawLines, ...]


def privileges_page(clinic: Clinic, on: date, library: Library) -> PrivilegesPage:
    """Everybody who treats patients in the clinic, with what their valid credentials cover here."""
    people = list(practitioners_of(clinic))
    facts = [practitioner_facts(one, clinic.jurisdiction, on, library) for one in people]
    warnings = [
        sentence
        for person, known in zip(people, facts, strict=True)
        for sentence in _warnings(person, known, on, library)
    ]
    current = [
        [one for one in known.credentials if one.is_current(one.place, on)] for known in facts
    ]
    rows: list[list[Cell | str]] = [
        [privilege.label, *(_yes(_covers(privilege, held)) for held in current)]
        for privilege in sorted(library.all(Privilege), key=lambda one: one.order)
    ]
    rows.append(
        ["Needling with a current", *(_yes(_electrical(held, library)) for held in current)]
    )
    columns = [Column("Part of the body"), *(Column(one.display_name) for one in people)]
    return PrivilegesPage(
        Table("Who may needle what", columns, rows), tuple(warnings), laws_of(clinic, on)
    )


def _yes(covers: bool) -> str:
    return "yes" if covers else "no"


def _covers(privilege: Privilege, current: list[credentials.Credential]) -> bool:
    """Whether valid credentials cover all of a part: by its name, or by areas from before there were names."""
    held = {name for one in current for name in one.privileges}
    areas = {name for one in current for name in one.areas}
    return privilege.id in held or set(privilege.areas) <= areas


def _electrical(current: list[credentials.Credential], library: Library) -> bool:
    """Whether a valid credential names a technique with a current."""
    electrical = {one.id for one in library.all(Technique) if one.is_electrical}
    return bool(electrical & {name for one in current for name in one.techniques})


def _warnings(
    person: Practitioner, facts: PractitionerFacts, on: date, library: Library
) -> Iterator[str]:
    place = person.membership.clinic.jurisdiction
    rows = [row for row in credentials_of(person) if row.jurisdiction == place]
    if not any(row.is_valid(on) for row in rows):
        yield f"{person.display_name} has no valid credential here and cannot needle."
    ending = ending_credentials(person.membership.clinic, on, of=person)
    yield from (ending_words(row, on) for row in ending)
    for sentence in requirements_not_met(facts, place, on, library):
        yield f"{person.display_name}: not on record. {sentence}"


def ending_words(row: Credential, on: date) -> str:
    """That a credential has ended, or in how many days it ends, with the name of who holds it."""
    assert row.expires_on is not None  # noqa: S101  # what `ending_credentials` says
    name, left = row.practitioner.display_name, (row.expires_on - on).days
    if left <= 0:
        return f"{name}: “{row.kind}” ended on {day(row.expires_on)}."
    days = "1 day" if left == 1 else f"{left} days"
    return f"{name}: “{row.kind}” ends on {day(row.expires_on)}, in {days}."


@dataclass(frozen=True, slots=True)
class SideQuestion:
    """The question that a clinic answers once, as the library puts it."""

    sentence: str
    action: str
    review: ReviewStatus


def side_question(on: date, library: Library) -> tuple[SideQuestion, ...]:
    """How one muscle on both sides counts: nobody published it, so that the clinic declares it."""
    return tuple(
        SideQuestion(one.statement, one.action, one.review.status.value)
        for one in library.all(BillingRule)
        if one.rule is BillingRuleKind.TWO_SIDES and one.holds(on)
    )
