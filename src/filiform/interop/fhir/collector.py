"""Gathers the resources of one document, in whatever order they come, into one record for each patient."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import fhirkit
import msgspec

from filiform.clinical.facts import ScreeningFacts
from filiform.interop.fhir.elements import Concept, Resource
from filiform.interop.fhir.entry import RecordEntry
from filiform.interop.fhir.findings import Sighting, findings_of
from filiform.interop.fhir.medicines import Medicines
from filiform.interop.fhir.observation import Observation
from filiform.interop.fhir.patient import PatientIdentity
from filiform.interop.fhir.people import People
from filiform.interop.fhir.problems import RecordProblem, UnusableRecord, explained
from filiform.interop.fhir.references import wanted
from filiform.interop.fhir.release import (
    refuse_other_profile,
    refuse_other_shape,
    refuse_other_type,
)
from filiform.interop.fhir.resources import READERS, decode_medication, decode_patient, type_of
from filiform.interop.fhir.subjects import Subjects
from filiform.interop.fhir.terminology import Recognition, TerminologyIndex
from filiform.interop.fhir.versions import Verdict, Versions
from filiform.knowledge.library import Library
from filiform.knowledge.model.terminology import ResourceKind

_LEFT_OUT = "the resource was left out"
_DECODE: dict[str, Callable[[bytes], Any]] = {
    "Patient": decode_patient,
    "Medication": decode_medication,
    **{kind: reader.decode for kind, reader in READERS.items()},
}
_READ = frozenset(_DECODE)


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
        self._medicines = Medicines()
        self._sightings: dict[str, list[tuple[str, str, Sighting]]] = {}
        self._removed: set[str] = set()
        self._problems: list[tuple[str, RecordProblem]] = []
        self._subjects = Subjects()
        self._total = 0

    def add(self, content: bytes, where: str, full_url: str | None = None) -> None:
        """Takes one resource. One that cannot be read is reported and left out.

        Raises:
            UnusableRecord: when the resource shows that this is another release of FHIR.
        """
        try:
            kind = type_of(content)
            self._total += 1
            if kind in _READ:
                self._take(kind, content, where, full_url)
            elif kind:
                refuse_other_type(kind, where)
                if self._validate:
                    self._is_sound(kind, content, f"{where}, {kind}")
            else:
                self.report(where, f"resourceType is missing; {_LEFT_OUT}")
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self.report(where, f"{explained(error)}; {_LEFT_OUT}")

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
        for place, problem in self._subjects.problems(self._people):
            self.report(place, problem)
        for key, sightings_of_one in grouped.items():
            yield self._record(key, sightings_of_one)

    def _take(self, kind: str, content: bytes, where: str, full_url: str | None) -> None:
        """Reads a resource of a kind that is read, if it is sound and adds something."""
        try:
            resource = _DECODE[kind](content)
        except msgspec.ValidationError as error:
            refuse_other_shape(kind, content, where)
            self.report(f"{where}, {kind}", f"{explained(error)}; {_LEFT_OUT}")
            return
        if kind == "Observation" and not self._validate and self._says_nothing(resource):
            return
        name = f"{kind}/{resource.id}" if resource.id else kind
        where = f"{where}, {name}"
        _refuse_other_release(resource, kind, content, where)
        if self._validate and not self._is_sound(kind, content, where):
            return
        if not self._is_news(resource, name, content, where):
            return
        notes: list[str] = []
        subject = self._kept(resource, kind, name, where, full_url, notes)
        for note in notes:
            self.report(where, note, subject)

    def _is_sound(self, kind: str, content: bytes, where: str) -> bool:
        """Whether a resource holds to FHIR R4. A patient who does not is reported and still used."""
        issues = fhirkit.validate(content)
        paths = sorted(
            {one.path for one in issues if one.severity == "error" and not _is_date(one)}
        )
        is_kept = not paths or kind == "Patient"
        if paths:
            self.report(
                where,
                f"breaks FHIR R4 at {', '.join(paths)}" + ("" if is_kept else f"; {_LEFT_OUT}"),
            )
        return is_kept

    def _is_news(self, resource: Resource, name: str, content: bytes, where: str) -> bool:
        """Whether a resource adds something: a repetition does not, nor does an older version."""
        if resource.id is None:
            return True
        verdict = self._versions.judge(name, resource.meta, content)
        if verdict is Verdict.FIRST:
            return True
        if verdict is Verdict.REPEATED:
            self.report(where, "the same resource stands here twice; it counts once")
        if verdict is Verdict.UNCLEAR:
            self.report(
                where,
                "two different resources have this id, and neither is known to be newer; both count",
            )
        if verdict is Verdict.NEWER:
            self._sightings.pop(name, None)
            self._people.forget(name)
        return verdict in (Verdict.NEWER, Verdict.UNCLEAR)

    def _kept(
        self,
        resource: Any,
        kind: str,
        name: str,
        where: str,
        full_url: str | None,
        notes: list[str],
    ) -> str:
        """Keeps what a resource says, and answers whom it is about."""
        if kind == "Patient":
            self._people.add(resource, full_url, notes)
            return name
        if kind == "Medication":
            self._medicines.add(resource, full_url)
            return ""
        entry = READERS[kind].read(resource, name, notes)
        return self._kept_entry(entry, name if resource.id else where, where) if entry else ""

    def _says_nothing(self, observation: Observation) -> bool:
        """Whether an observation is a number whose code means nothing here; most of a record is."""
        is_number = observation.number is not None
        return is_number and not (observation.code and self._index.knows(observation.code))

    def _kept_entry(self, entry: RecordEntry, key: str, where: str) -> str:
        subject = wanted(entry.subject, "Patient")
        self._subjects.count(subject, where)
        recognitions = self._recognise(entry.kind, entry.concepts)
        if recognitions or entry.medication is not None or entry.replaces:
            self._sightings.setdefault(key, []).append(
                (where, subject, Sighting(entry, recognitions))
            )
        return subject

    def _recognise(
        self, kind: ResourceKind, concepts: tuple[Concept, ...]
    ) -> tuple[Recognition, ...]:
        if len(concepts) == 1:
            return self._index.recognise(kind, concepts[0])
        return tuple(
            {one: None for concept in concepts for one in self._index.recognise(kind, concept)}
        )

    def _with_medicine(self, sighting: Sighting, where: str, subject: str) -> Sighting:
        """A sighting with the medicine that it points to, or that the link prints."""
        link = sighting.entry.medication
        if link is None:
            return sighting
        code = self._medicines.code_of(link)
        if code is None:
            what = "medicationReference leads to no Medication in this record; its printed name is used"
            self.report(where, what, subject)
        concept = code or Concept(text=link.display)
        return Sighting(sighting.entry, self._recognise(sighting.entry.kind, (concept,)))

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
        is_alone = len(self._people.known) == 1
        count = self._total if is_alone else 1 + self._subjects.of(key, self._people)
        return PatientRecord(person, facts, count, tuple(mine))


def _refuse_other_release(resource: Resource, kind: str, content: bytes, where: str) -> None:
    if resource.meta is not None and resource.meta.profile:
        refuse_other_profile(resource.meta, where)
    if bytes(getattr(resource, "other_release", b"")):
        refuse_other_shape(kind, content, where)


def _is_date(issue: fhirkit.Issue) -> bool:
    """Whether an issue is about a date: those are read with their own care, and the entry is still asked about."""
    return issue.message.endswith(
        ("is not a valid date", "is not a valid dateTime", "is not a valid instant")
    )
