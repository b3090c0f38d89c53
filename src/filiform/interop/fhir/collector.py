"""Gathers the resources of one document, in whatever order they come, into one record for each patient."""

from collections.abc import Iterator
from datetime import date

import fhirkit
import msgspec

from filiform.clinical.facts import ScreeningFacts
from filiform.interop.fhir.elements import Concept, Resource
from filiform.interop.fhir.findings import Sighting, findings_of
from filiform.interop.fhir.patient import PatientIdentity
from filiform.interop.fhir.people import People
from filiform.interop.fhir.problems import RecordProblem, UnusableRecord, explained
from filiform.interop.fhir.references import names, wanted
from filiform.interop.fhir.release import refuse_other_header, refuse_other_shape
from filiform.interop.fhir.resources import (
    READERS,
    decode_medication,
    decode_patient,
    decode_resource,
)
from filiform.interop.fhir.terminology import Recognition, TerminologyIndex
from filiform.interop.fhir.versions import Verdict, Versions
from filiform.knowledge.library import Library
from filiform.knowledge.model.terminology import ResourceKind

_LEFT_OUT = "the resource was left out"
_READ = frozenset({*READERS, "Patient", "Medication"})


class PatientRecord(msgspec.Struct, frozen=True):
    """What a record says about one patient. Problems that belong to nobody stand with the first."""

    patient: PatientIdentity
    facts: ScreeningFacts
    resources: int
    problems: tuple[RecordProblem, ...]


class Collector:
    """Takes resources one by one and keeps only what screening needs of them.

    Args:
        on: the day the record is looked at; nothing later counts.
        validate: whether each resource is checked against the whole of FHIR R4 as well.
    """

    def __init__(
        self, on: date, library: Library, index: TerminologyIndex, *, validate: bool
    ) -> None:
        self._on, self._library, self._index, self._validate = on, library, index, validate
        self._people = People(on)
        self._versions = Versions()
        self._medicines: dict[str, Concept | None] = {}
        self._sightings: dict[str, list[tuple[str, str, Sighting]]] = {}
        self._removed: set[str] = set()
        self._problems: list[tuple[str, RecordProblem]] = []
        self._subjects: dict[str, tuple[int, str]] = {}
        self._total = 0

    def add(self, content: bytes | msgspec.Raw, where: str, full_url: str | None = None) -> None:
        """Takes one resource. One that cannot be read is reported and left out.

        Raises:
            UnusableRecord: when the resource shows that this is another release of FHIR.
        """
        try:
            header = decode_resource(content)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self.report(where, f"{explained(error)}; {_LEFT_OUT}")
            return
        self._total += 1
        where = f"{where}, {_name(header)}"
        refuse_other_header(header, where)
        if not header.resource_type:
            self.report(where, f"resourceType is missing; {_LEFT_OUT}")
        elif self._is_sound(content, header, where) and self._is_wanted(content, header, where):
            self._take(content, header, where, full_url)

    def remove(self, name: str) -> None:
        """Leaves out a resource that the record says was deleted (`Condition/1`)."""
        self._removed.add(name)

    def report(self, where: str, problem: str, subject: str = "") -> None:
        """Notes a problem; `subject` is whom it is about, where that is known."""
        self._problems.append((subject, RecordProblem(where, problem)))

    def records(self, where: str) -> Iterator[PatientRecord]:
        """One record for each patient, in the order in which the patients came.

        Raises:
            UnusableRecord: when there is no patient at all.
        """
        if not self._people.known:
            raise UnusableRecord(
                where, "it holds no readable Patient resource, so nobody can be screened"
            )
        grouped: dict[str, list[Sighting]] = {key: [] for key in self._people.known}
        for name, sightings in self._sightings.items():
            for place, subject, sighting in sightings if name not in self._removed else ():
                owner = self._people.owner(subject)
                if owner is not None:
                    grouped[owner].append(self._with_medicine(sighting, place, subject))
        self._report_subjects()
        for key, sightings_of_one in grouped.items():
            yield self._record(key, sightings_of_one)

    def _is_sound(self, content: bytes | msgspec.Raw, header: Resource, where: str) -> bool:
        """Whether a resource holds to FHIR R4. A patient who does not is reported and still used."""
        if not self._validate:
            return True
        issues = fhirkit.validate(bytes(content))
        paths = sorted(
            {issue.path for issue in issues if issue.severity == "error" and not _is_date(issue)}
        )
        is_kept = not paths or header.resource_type == "Patient"
        if paths:
            self.report(
                where,
                f"breaks FHIR R4 at {', '.join(paths)}" + ("" if is_kept else f"; {_LEFT_OUT}"),
            )
        return is_kept

    def _is_wanted(self, content: bytes | msgspec.Raw, header: Resource, where: str) -> bool:
        """Whether a resource is read and adds something: a repetition does not, nor does an older version."""
        if header.id is None or header.resource_type not in _READ:
            return header.resource_type in _READ
        verdict = self._versions.judge(_name(header), header, content)
        if verdict is Verdict.REPEATED:
            self.report(where, "the same resource stands here twice; it counts once")
        if verdict is Verdict.UNCLEAR:
            self.report(
                where,
                "two different resources have this id, and neither is known to be newer; both count",
            )
        if verdict is Verdict.NEWER:
            self._sightings.pop(_name(header), None)
        return verdict not in (Verdict.REPEATED, Verdict.OLDER)

    def _take(
        self, content: bytes | msgspec.Raw, header: Resource, where: str, full_url: str | None
    ) -> None:
        notes: list[str] = []
        subject = ""
        try:
            if header.resource_type == "Patient":
                self._people.add(decode_patient(content), full_url, notes)
                subject = f"Patient/{header.id}"
            elif header.resource_type == "Medication":
                code = decode_medication(content).code
                self._medicines.update(
                    dict.fromkeys(names("Medication", header.id, full_url), code)
                )
            else:
                subject = self._take_entry(content, header, where, notes)
        except msgspec.ValidationError as error:
            refuse_other_shape(header.resource_type, content, where)
            notes.append(f"{explained(error)}; {_LEFT_OUT}")
        for note in notes:
            self.report(where, note, subject)

    def _take_entry(
        self, content: bytes | msgspec.Raw, header: Resource, where: str, notes: list[str]
    ) -> str:
        """Keeps an entry if it may mean something, and answers whom it is about."""
        reader = READERS[header.resource_type]
        resource = reader.decode(content)
        if bytes(getattr(resource, "other_release", b"")):
            refuse_other_shape(header.resource_type, content, where)
        entry = reader.read(resource, _name(header), notes)
        if entry is None:
            return ""
        subject = wanted(entry.subject, "Patient")
        count, first = self._subjects.get(subject, (0, where))
        self._subjects[subject] = count + 1, first
        recognitions = self._recognise(entry.kind, entry.concepts)
        if recognitions or entry.medication is not None or entry.replaces:
            key = _name(header) if header.id else where
            self._sightings.setdefault(key, []).append(
                (where, subject, Sighting(entry, recognitions))
            )
        return subject

    def _recognise(
        self, kind: ResourceKind, concepts: tuple[Concept, ...]
    ) -> tuple[Recognition, ...]:
        found = {one: None for concept in concepts for one in self._index.recognise(kind, concept)}
        return tuple(found)

    def _with_medicine(self, sighting: Sighting, where: str, subject: str) -> Sighting:
        """A sighting with the medicine that it points to, found elsewhere in the document or by its printed name."""
        link = sighting.entry.medication
        if link is None:
            return sighting
        name = wanted(link, "Medication")
        if name not in self._medicines:
            self.report(
                where,
                "medicationReference leads to no Medication in this record; its printed name is used",
                subject,
            )
        concept = self._medicines.get(name) or Concept(text=link.display)
        return Sighting(sighting.entry, self._recognise(sighting.entry.kind, (concept,)))

    def _report_subjects(self) -> None:
        """Names the resources of nobody in this document, once for each patient who is missing."""
        for subject, (count, first) in self._subjects.items():
            owner = self._people.owner(subject)
            many = f"{count} resources, this one first, name" if count > 1 else "names"
            if owner is None:
                self.report(first, f"{many} no patient of this record; {_LEFT_OUT}")
            elif not subject:
                self.report(first, f"{many} no patient; taken as the only patient's")

    def _record(self, key: str, sightings: list[Sighting]) -> PatientRecord:
        person = self._people.known[key]
        facts = ScreeningFacts(
            on=self._on,
            birth_date=person.birth_date,
            sex=person.sex,
            record=findings_of(person, sightings, self._on, self._library),
        )
        first = next(iter(self._people.known))
        mine = (p for subject, p in self._problems if (self._people.owner(subject) or first) == key)
        return PatientRecord(person, facts, self._resources_of(key), tuple(mine))

    def _resources_of(self, key: str) -> int:
        if len(self._people.known) == 1:
            return self._total
        counted = (
            count
            for subject, (count, _) in self._subjects.items()
            if self._people.owner(subject) == key
        )
        return 1 + sum(counted)


def _name(header: Resource) -> str:
    return (
        f"{header.resource_type or 'resource'}/{header.id}"
        if header.id
        else header.resource_type or "resource"
    )


def _is_date(issue: fhirkit.Issue) -> bool:
    """Whether an issue is about a date: those are read with their own care, and the entry is still asked about."""
    return issue.message.endswith(
        ("is not a valid date", "is not a valid dateTime", "is not a valid instant")
    )
