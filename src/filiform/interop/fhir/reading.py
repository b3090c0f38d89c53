"""Health records → screening facts: the one door through which FHIR comes in."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import BinaryIO

from filiform.interop.fhir.bundle import header_of, resources_in
from filiform.interop.fhir.collector import Collector, PatientRecord
from filiform.interop.fhir.patient import PatientIdentity
from filiform.interop.fhir.problems import RecordProblem, UnusableRecord
from filiform.interop.fhir.release import refuse_other_profile, refuse_other_type
from filiform.interop.fhir.stream import Document, documents
from filiform.interop.fhir.terminology import TerminologyIndex, terminology_of
from filiform.knowledge.library import Library

__all__ = [
    "PatientIdentity",
    "PatientRecord",
    "RecordProblem",
    "UnusableRecord",
    "read_bundle",
    "read_documents",
    "read_records",
]


def read_records(
    content: bytes | BinaryIO,
    *,
    on: date,
    library: Library,
    validate: bool = False,
    terminology: TerminologyIndex | None = None,
) -> Iterator[PatientRecord]:
    """Each patient of a record, with what the record says that matters before needling.

    Args:
        content: a Bundle of any type, or NDJSON whose lines are either whole Bundles or single
            resources of any number of patients; plain or gzipped.
        on: the day it is looked at: nothing later counts, and ages are reckoned from it.
        validate: check each resource against the whole of FHIR R4 too, and leave out those that
            break it. Without it, only what is read is checked.
        terminology: made from `library` unless given.

    Raises:
        UnusableRecord: when nothing (more) of it can be used; it says where, why and what to do.
            A single resource that cannot be used is only a problem of the record.
    """
    return read_documents(
        documents(content), on=on, library=library, validate=validate, terminology=terminology
    )


def read_documents(
    found: Iterator[Document],
    *,
    on: date,
    library: Library,
    validate: bool = False,
    terminology: TerminologyIndex | None = None,
) -> Iterator[PatientRecord]:
    """Each patient of documents that were opened already; otherwise as `read_records`."""
    index = terminology or terminology_of(library)
    first = next(found)
    if not first.is_line or header_of(first.content, first.where).resource_type == "Bundle":
        for document in chain([first], found):
            yield from read_bundle(
                document, on=on, library=library, validate=validate, terminology=index
            )
    else:
        collector = Collector(on, library, index, validate=validate)
        _collect_lines(chain([first], found), collector)
        yield from collector.records("the file")


def read_bundle(
    document: Document,
    *,
    on: date,
    library: Library,
    terminology: TerminologyIndex,
    validate: bool = False,
) -> list[PatientRecord]:
    """Each patient of one document: of a Bundle, or of a Patient that stands alone.

    Raises:
        UnusableRecord: as `read_records`.
    """
    header = header_of(document.content, document.where)
    refuse_other_type(header.resource_type, document.where)
    refuse_other_profile(header.meta, document.where)
    collector = Collector(on, library, terminology, validate=validate)
    if header.resource_type == "Bundle":
        _collect_bundle(document, collector)
    elif header.resource_type == "Patient":
        collector.add(document.content, document.where)
    else:
        raise UnusableRecord(
            document.where,
            f"its resourceType is `{header.resource_type[:40]}`; a Bundle is expected here, "
            "or NDJSON with one resource a line",
        )
    return list(collector.records(document.where))


def _collect_bundle(document: Document, collector: Collector) -> None:
    for placed in resources_in(document.content, document.where if document.is_line else ""):
        if placed.resource:
            collector.add(placed.resource, placed.where, placed.full_url)
        elif placed.deleted:
            collector.remove(placed.deleted)
        elif placed.problem:
            collector.report(placed.where, placed.problem)


def _collect_lines(lines: Iterable[Document], collector: Collector) -> None:
    for line in lines:
        collector.add(line.content, line.where)
