"""Needle-sticks of staff: the pathway to follow at once, the reports, and who must be told by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from filiform.clinic.needling.presenters.emergencies import ProcedureCard, emergency_card
from filiform.clinic.safety.models import NeedleStick, NeedleStickEntry, Used
from filiform.clinic.safety.presenters.words import WHOM, day_and_time, within_words
from filiform.clinic.screening.presenters import day_words
from filiform.clinic.ui.parts import Cell, Column, SummaryRow, Table
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import AdverseEvent, Told
from filiform.knowledge.model.needling import EmergencyProcedure

PROCEDURE = "needling/emergencies/needle-stick"
EVENT = "aftercare/adverse_events/needle-stick"


def pathway_card(clinic: Any, library: Library) -> ProcedureCard:
    """What to do when somebody was pricked, as on the emergency card."""
    slug = PROCEDURE.rsplit("/", 1)[-1]
    return next(one for one in emergency_card(clinic, library).procedures if one.slug == slug)


def first_aid_of(library: Library) -> tuple[str, ...]:
    """The steps of the pathway, to tick what was done."""
    procedure = library.get(PROCEDURE, EmergencyProcedure)
    return (procedure.first, *procedure.steps)


def session_choices(sessions: Iterable[Any]) -> list[tuple[str, str]]:
    """Sessions to choose from: whose, when and by whom."""
    return [
        (
            str(one.pk),
            f"{one.episode.patient.name}, {day_words(one.on)}, {one.practitioner.display_name}",
        )
        for one in sessions
    ]


def name_of(stick: NeedleStick) -> str:
    """Who was pricked."""
    return stick.injured.user.name if stick.injured else stick.injured_name


def stick_table(sticks: Iterable[NeedleStick]) -> Table | None:
    """The reports somebody may read, the latest first."""
    columns = [Column("When"), Column("Who"), Column("Needle"), Column("Reported by")]
    rows = [_row(one) for one in sticks]
    return Table("Needle-sticks", columns, rows) if rows else None


def _row(stick: NeedleStick) -> list[Cell | str]:
    where = {"clinic": stick.clinic.slug, "stick": stick.pk}
    return [
        Cell(day_and_time(stick.happened_at), reverse("safety:needle_stick", kwargs=where)),
        name_of(stick),
        Used(stick.used).label,
        stick.recorded_by.name,
    ]


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who must be told, and by whom they were."""

    whom: str
    value: str
    within: str
    what: str
    done: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What happened next."""

    when: str
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class StickPage:
    """One report."""

    rows: tuple[SummaryRow, ...]
    first_aid: tuple[str, ...]
    to_tell: tuple[ToTell, ...]
    entries: tuple[EntryLine, ...]


def stick_page(stick: NeedleStick, library: Library, *, shows_patient: bool) -> StickPage:
    """One report, for those who may read it; the patient's name only for those who see patients' episodes."""
    entries = list(stick.entries.all())
    patient = ""
    if stick.session is not None:
        session = stick.session
        patient = (
            f"{session.episode.patient.name}, session of {day_words(session.on)}"
            if shows_patient
            else "A patient’s session is noted; the clinical lead can see whose."
        )
    rows = (
        SummaryRow("Who", name_of(stick)),
        SummaryRow("When", day_and_time(stick.happened_at)),
        SummaryRow("With what", stick.device),
        SummaryRow("Had it been in a patient?", Used(stick.used).label),
        SummaryRow("Whose session", patient),
        SummaryRow("Where", stick.place),
        SummaryRow("How it happened", stick.how),
        SummaryRow("Reported by", f"{stick.recorded_by.name}, {day_and_time(stick.recorded_at)}"),
    )
    return StickPage(
        rows=tuple(one for one in rows if one.value),
        first_aid=tuple(stick.first_aid),
        to_tell=_to_tell(stick, entries, library),
        entries=tuple(
            EntryLine(day_and_time(one.recorded_at), one.recorded_by.name, _words(one))
            for one in reversed(entries)
        ),
    )


def _to_tell(
    stick: NeedleStick, entries: list[NeedleStickEntry], library: Library
) -> tuple[ToTell, ...]:
    done = {one.whom: one for one in entries if one.whom}
    return tuple(
        ToTell(
            whom=WHOM[one.whom],
            value=one.whom.value,
            within=within_words(
                stick.happened_at + timedelta(hours=one.within.value), stick.happened_at
            ),
            what=one.what,
            done=_told(done.get(one.whom.value)),
        )
        for one in library.get(EVENT, AdverseEvent).tell
    )


def _told(entry: NeedleStickEntry | None) -> str:
    if entry is None:
        return ""
    return f"Told by {entry.recorded_by.name} on {day_and_time(entry.recorded_at)}"


def _words(entry: NeedleStickEntry) -> str:
    told = f"Told {WHOM[Told(entry.whom)]}. " if entry.whom else ""
    return f"{told}{entry.text}".strip()
