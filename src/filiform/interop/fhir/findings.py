"""Entries of one person's record → findings of screening, each with the entries that say so."""

from collections.abc import Iterable
from datetime import date

import msgspec

from filiform.clinical.facts import RecordFinding, Standing
from filiform.interop.fhir.entry import RecordEntry
from filiform.interop.fhir.patient import PatientIdentity
from filiform.interop.fhir.standing import is_yet_to_come, standing
from filiform.interop.fhir.terminology import Recognition
from filiform.kernel.decision import Evidence
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding
from filiform.knowledge.model.terminology import ResourceKind

# Enough to jog a memory: a lifetime of colds need not be read through.
_PAST_SHOWN = 5
_DEAD = "screening/findings/recorded-as-dead"


class Sighting(msgspec.Struct, frozen=True, gc=False):
    """An entry, and what it was recognised as; nothing, where it only replaces an earlier one."""

    entry: RecordEntry
    recognitions: tuple[Recognition, ...]


def findings_of(
    person: PatientIdentity, sightings: Iterable[Sighting], on: date, library: Library
) -> tuple[RecordFinding, ...]:
    """Every finding of a record on the day `on`, in the order of their names.

    The order and the repetition of entries change nothing. A finding is current when one entry
    of it is; then only the entries that make it so are its evidence.
    """
    found: dict[str, dict[Standing, list[Evidence]]] = {}
    for sighting in _still_said(sightings, on):
        for one in sighting.recognitions:
            stands = _standing(sighting.entry, one, person, on, library)
            found.setdefault(one.finding, {}).setdefault(stands, []).append(
                _evidence(sighting.entry, one)
            )
    findings = [_finding(name, by_standing) for name, by_standing in found.items()]
    findings += _of_the_person(person, library)
    return tuple(sorted(findings, key=lambda finding: finding.finding))


def _still_said(sightings: Iterable[Sighting], on: date) -> list[Sighting]:
    """Entries that do not lie in the future; of answers to one question only the latest."""
    present = [one for one in sightings if not is_yet_to_come(one.entry, on)]
    latest: dict[str, date] = {}
    for one in present:
        question, started = one.entry.replaces, one.entry.started
        if question and started is not None:
            latest[question] = max(started.first, latest.get(question, date.min))
    return [one for one in present if not _is_replaced(one.entry, latest)]


def _is_replaced(entry: RecordEntry, latest: dict[str, date]) -> bool:
    if not entry.replaces or entry.started is None:
        return False
    return entry.started.last < latest[entry.replaces]


def _standing(
    entry: RecordEntry, one: Recognition, person: PatientIdentity, on: date, library: Library
) -> Standing:
    taken_by_the_dead = person.is_deceased and entry.kind is ResourceKind.MEDICATION
    if one.disputed or taken_by_the_dead or one.finding not in library:
        return Standing.PAST
    return standing(entry, library.get(one.finding, Finding).record, on)


def _evidence(entry: RecordEntry, one: Recognition) -> Evidence:
    return Evidence(
        resource=entry.name,
        system=one.system,
        code=one.code,
        display=f"{one.display}: {entry.value}" if entry.value else one.display,
        date=entry.started.text if entry.started else None,
        status=entry.status or None,
    )


def _finding(name: str, by_standing: dict[Standing, list[Evidence]]) -> RecordFinding:
    if Standing.CURRENT in by_standing:
        return RecordFinding(
            name, Standing.CURRENT, _newest_of_each_code(by_standing[Standing.CURRENT])
        )
    past = _newest_of_each_code(by_standing[Standing.PAST])
    return RecordFinding(name, Standing.PAST, past[:_PAST_SHOWN])


def _newest_of_each_code(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    """The newest entry of each code, newest first: ten years of one prescription are one line."""
    newest: dict[tuple[str, str, str], Evidence] = {}
    for one in sorted(evidence, key=_age_then_name, reverse=True):
        newest.setdefault((one.system, one.code, one.display), one)
    return tuple(newest.values())


def _age_then_name(one: Evidence) -> tuple[str, str, str, str]:
    return (one.date or "", one.resource, one.display, one.status or "")


def _of_the_person(person: PatientIdentity, library: Library) -> list[RecordFinding]:
    """What follows from the person alone: a recorded death; an age that nobody knows, as a question."""
    name = f"Patient/{person.id}" if person.id else "Patient"
    if person.is_deceased:
        died = Evidence(
            name,
            display="recorded as dead",
            date=person.died_on.isoformat() if person.died_on else None,
        )
        return [RecordFinding(_DEAD, Standing.CURRENT, (died,))]
    if person.birth_date is not None:
        return []
    unknown = Evidence(name, display="no usable date of birth")
    by_age = (finding for finding in library.all(Finding) if finding.age is not None)
    return [RecordFinding(finding.id, Standing.PAST, (unknown,)) for finding in by_age]
