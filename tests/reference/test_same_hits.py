"""The fast reader finds what the slow, obvious one finds: the same findings, standings and codes."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.records import ON, Population
from filiform.interop.fhir.reading import PatientRecord
from tests.reference.records import Hits, SlowReader
from tests.unit.interop.a_record import library, read

SAMPLES = Path(__file__).parents[1] / "samples" / "synthea"
SAMPLES_END_ON = date(2026, 11, 8)
SHARED_END_ON = date(2021, 3, 31)


@pytest.fixture(scope="module")
def slow() -> SlowReader:
    return SlowReader()


def differences(record: PatientRecord, expected: Hits) -> list[str]:
    """What the fast reader found otherwise; it may show fewer entries of one code, but never others."""
    found = {one.finding: one for one in record.facts.record}
    wrong = [f"{name}: only one of the two finds it" for name in found.keys() ^ expected.keys()]
    for name in found.keys() & expected.keys():
        standing, entries = expected[name]
        shown = {(one.resource, one.code) for one in found[name].evidence if one.code}
        if found[name].standing.value != standing:
            wrong.append(f"{name}: {found[name].standing.value}, expected {standing}")
        if not shown <= entries:
            wrong.append(f"{name}: evidence {sorted(shown - entries)} is no hit")
        if standing == "current" and {code for _, code in shown} != {
            code for _, code in entries if code
        }:
            wrong.append(f"{name}: the codes differ")
    return wrong


def test_made_up_populations_give_the_same_hits(slow: SlowReader) -> None:
    population = Population(library())
    hits = 0
    for number in range(60):
        content = population.bundle(number)
        (record,) = read(content, ON)
        expected = slow.hits(json.loads(content), ON)
        hits += len(expected)
        assert differences(record, expected) == [], number
    assert hits > 60


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json.gz")), ids=lambda path: path.name)
def test_the_sample_records_give_the_same_hits(path: Path, slow: SlowReader) -> None:
    content = gzip.decompress(path.read_bytes())
    (record,) = read(content, SAMPLES_END_ON)
    assert differences(record, slow.hits(json.loads(content), SAMPLES_END_ON)) == []


def test_some_of_the_shared_records_give_the_same_hits(shared: Path, slow: SlowReader) -> None:
    for path in sorted((shared / "data" / "synthea").glob("*.json.gz"))[::8]:
        content = gzip.decompress(path.read_bytes())
        (record,) = read(content, SHARED_END_ON)
        assert differences(record, slow.hits(json.loads(content), SHARED_END_ON)) == [], path.name
