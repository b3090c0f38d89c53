"""Who was needled with a lot, as a page and as a file; and lost needles."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from django.urls import reverse

from filiform.clinic.people.presenters import day, patient_url
from filiform.clinic.safety.presenters.words import day_and_time, muscles_words
from filiform.clinic.safety.queries import LostNeedle, Tracing
from filiform.clinic.safety.queries.tracing import TracedSession
from filiform.clinic.screening.presenters import target_words
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
    "Practitioner",
    "Signed",
)
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NO_MUSCLE = "opened, and put into no muscle"


@dataclass(frozen=True, slots=True)
class TracePage:
    """The answer: who was needled with the lot, and who with one that is too like it."""

    lot: str
    exact: Table | None
    near: Table | None
    summary: str


def trace_page(tracing: Tracing, library: Library) -> TracePage:
    """The answer as two tables; the second is there whenever a near miss is."""
    patients = {one.session.episode.patient_id for one in tracing.exact}
    sessions = {one.session.pk for one in tracing.exact}
    return TracePage(
        lot=tracing.lot,
        exact=_table("Needled with this lot", tracing.exact, library),
        near=_table("Lots that look like it", tracing.near, library),
        summary=f"{_number(len(patients), 'patient')} in {_number(len(sessions), 'session')}",
    )


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
        one.lot,
        session.practitioner.display_name,
    ]


def trace_file(tracing: Tracing, library: Library) -> str:
    """The answer as comma-separated values, with a column that says which lines are near misses."""
    text = StringIO()
    # The mark by which spreadsheets know that this is UTF-8.
    text.write("\ufeff")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(("Found as", *HEADS))
    for found, lines in (("this lot", tracing.exact), ("a lot that looks like it", tracing.near)):
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
