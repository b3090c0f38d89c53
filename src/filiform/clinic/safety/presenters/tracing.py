"""Who was needled with a lot, as a page and as a file; and lost needles."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from django.urls import reverse
from django.utils.http import urlencode

from filiform.clinic.people.presenters import day, patient_url
from filiform.clinic.safety.presenters.words import day_and_time, muscles_words
from filiform.clinic.safety.queries import LostNeedle, Tracing
from filiform.clinic.safety.queries.tracing import TracedSession
from filiform.clinic.screening.presenters import target_words
from filiform.clinic.supplies.models import NeedleLot
from filiform.clinic.ui.parts import Cell, Column, Table
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library

HEADS = (
    "Patient",
    "Number",
    "Born",
    "Phone",
    "Session",
    "Muscles",
    "Needles",
    "Lot as written",
    "Maker as written",
    "Maker by the list",
    "Practitioner",
    "Signed",
)
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NO_MUSCLE = "opened, and put into no muscle"


@dataclass(frozen=True, slots=True)
class TracePage:
    """The answer: who was needled with the lot, who may have been, whose needles were another maker's, and near misses.

    `title` names the lot, and its maker where one was asked for; `query` asks the same again.
    """

    lot: str
    maker: str
    title: str
    query: str
    exact: Table | None
    unsure: Table | None
    others: Table | None
    corrected: Table | None
    near: Table | None
    summary: str


def trace_page(tracing: Tracing, library: Library) -> TracePage:
    """The answer as tables, one for each group that holds a session."""
    asked = {"lot": tracing.lot, "maker": tracing.maker}
    return TracePage(
        lot=tracing.lot,
        maker=tracing.maker,
        title=f"{tracing.lot} of {tracing.maker}" if tracing.maker else tracing.lot,
        query=urlencode({name: value for name, value in asked.items() if value}),
        exact=_table("Needled with this lot", tracing.exact, library),
        unsure=_table("Maker not known", tracing.unsure, library),
        others=_table("Same number, another maker", tracing.others, library),
        corrected=_table("Written under an earlier number", tracing.corrected, library),
        near=_table("Lots that look like it", tracing.near, library),
        summary=_summary(tracing),
    )


def _summary(tracing: Tracing) -> str:
    """How many people it concerns for certain, and how many more must be looked at."""
    certain = {one.session.episode.patient_id for one in tracing.exact}
    sessions = {one.session.pk for one in tracing.exact}
    words = f"{_number(len(certain), 'patient')} in {_number(len(sessions), 'session')}"
    to_check = (*tracing.unsure, *tracing.corrected)
    more = {one.session.episode.patient_id for one in to_check} - certain
    return f"{words}, {len(more):,} more to check" if more else words


def several_words(known: Iterable[NeedleLot], maker: str) -> str:
    """The makers of whom the number is on the list, where there are several and none was asked for."""
    makers = sorted({one.maker for one in known if one.maker})
    return " and ".join(makers) if len(makers) > 1 and not maker else ""


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def _table(caption: str, found: tuple[TracedSession, ...], library: Library) -> Table | None:
    columns = [
        Column("Patient"),
        Column("Number"),
        Column("Phone"),
        Column("Session"),
        Column("Muscles"),
        Column("Needles", number=True),
        Column("Lot as written"),
        Column("Practitioner"),
    ]
    rows = [_row(one, library) for one in found]
    return Table(caption, columns, rows) if rows else None


def _row(one: TracedSession, library: Library) -> list[Cell | str]:
    session, patient = one.session, one.session.episode.patient
    patient.clinic = session.clinic
    where = {"clinic": session.clinic.slug, "episode": session.episode_id, "session": session.pk}
    return [
        Cell(patient.name, patient_url(patient)),
        patient.identifier or "–",
        patient.phone or "–",
        Cell(day(session.on), reverse("needling:session", kwargs=where)),
        muscles_words(one.muscles, library) or NO_MUSCLE,
        str(one.needles),
        _lot_words(one),
        session.practitioner.display_name,
    ]


def _lot_words(one: TracedSession) -> str:
    """The lot as it was written, and whose it is as far as anybody knows."""
    if one.maker:
        return f"{one.lot} of {one.maker}"
    return f"{one.lot}; on the list: {one.listed_maker}" if one.listed_maker else one.lot


def trace_file(tracing: Tracing, library: Library) -> str:
    """The answer as comma-separated values, with a column that says in which group each line stands."""
    text = StringIO()
    # The mark by which spreadsheets know that this is UTF-8.
    text.write("\ufeff")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(("Found as", *HEADS))
    groups = (
        ("this lot", tracing.exact),
        ("same number, maker not known: check", tracing.unsure),
        ("same number, another maker", tracing.others),
        ("a number that the list has corrected to this one: check", tracing.corrected),
        ("a lot that looks like it", tracing.near),
    )
    for found, lines in groups:
        for one in lines:
            writer.writerow([safe_cell(cell) for cell in (found, *_cells(one, library))])
    return text.getvalue()


def _cells(one: TracedSession, library: Library) -> Iterable[str]:
    session, patient = one.session, one.session.episode.patient
    yield patient.name
    yield patient.identifier
    yield patient.birth_date.isoformat() if patient.birth_date else ""
    yield patient.phone
    yield session.on.isoformat()
    yield muscles_words(one.muscles, library) or NO_MUSCLE
    yield str(one.needles)
    yield one.lot
    yield one.maker
    yield one.listed_maker
    yield session.practitioner.display_name
    yield "yes" if hasattr(session, "signature") else "no"


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet runs it: what begins like a formula is marked as words."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text


def lost_rows(lost: Iterable[LostNeedle], library: Library) -> Table | None:
    """Needles that were dropped and not found."""
    columns = [
        Column("Session"),
        Column("Patient"),
        Column("Muscle"),
        Column("Dropped"),
        Column("Practitioner"),
    ]
    rows = [_lost(one, library) for one in lost]
    return Table("Needles that were lost", columns, rows) if rows else None


def _lost(one: LostNeedle, library: Library) -> list[Cell | str]:
    session, place = one.session, one.needle.place
    where = {"clinic": session.clinic.slug, "episode": session.episode_id, "session": session.pk}
    return [
        Cell(day(session.on), reverse("needling:session", kwargs=where)),
        session.episode.patient.name,
        target_words(Target(place.muscle, place.side), library) if place else "–",
        day_and_time(one.needle.since) if one.needle.since else "–",
        session.practitioner.display_name,
    ]
