"""Every record at hand goes through, without an exception and with nothing lost in silence."""

import gzip
import json
import tarfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import fhirkit
import pytest

from filiform.clinical.facts import Standing
from filiform.clinical.screening import screen
from filiform.interop.fhir.reading import UnusableRecord
from tests.unit.interop.a_record import ON, findings, library, ndjson, only, read

SAMPLES = Path(__file__).parents[2] / "samples"
WHO = ("subject", "patient")


def test_every_shared_record_is_screened(shared: Path) -> None:
    paths = sorted((shared / "data" / "synthea").glob("*.json.gz"))
    assert paths
    standings: Counter[tuple[str, Standing]] = Counter()
    for path in paths:
        record = only(path.read_bytes(), date(2021, 3, 31))
        screen(record.facts, library())
        standings.update((name, one.standing) for name, one in findings(record).items())
        assert record.problems == (), path.name
    assert standings["anticoagulant", Standing.CURRENT] == 3
    assert standings["pregnancy", Standing.CURRENT] == 4
    assert standings["pregnancy", Standing.PAST] > 4
    assert standings["recorded-as-dead", Standing.CURRENT] == 33
    assert standings["pacemaker-or-icd", Standing.CURRENT] == 5


EXPECTED = {
    "coral-stiedemann": {"pregnancy"},
    "dane-parisian": {"anticoagulant", "latex-allergy", "dementia"},
    "merlyn-nader": {"recorded-as-dead", "diabetes"},
    "tena-rohan": {"recorded-as-dead", "epilepsy-or-seizures"},
    "tony-reinger": {"diabetes", "epilepsy-or-seizures"},
    "odell-pouros": set(),
}


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_the_sample_people_are_recognised_for_what_they_have(name: str, expected: set[str]) -> None:
    record = only(
        (SAMPLES / "synthea" / f"{name}.json.gz").read_bytes(), date(2026, 11, 8), validate=True
    )
    current = {name for name, one in findings(record).items() if one.standing is Standing.CURRENT}
    assert expected <= current
    assert record.problems == ()


def test_the_broken_resources_of_a_bulk_export_are_reported_one_by_one_and_the_rest_is_read() -> (
    None
):
    content = (SAMPLES / "clinosim" / "population.ndjson.gz").read_bytes()
    lines = gzip.decompress(content).splitlines()
    broken = [number for number, line in enumerate(lines, 1) if _breaks_r4(line)]
    records = read(content, date(2026, 10, 31), validate=True)
    reported = [
        one.where
        for record in records
        for one in record.problems
        if "breaks FHIR R4" in one.problem
    ]
    assert len(records) == 28
    assert sorted(int(where.split(",")[0].removeprefix("line ")) for where in reported) == broken
    assert sum("anticoagulant" in findings(record) for record in records) >= 4


def _breaks_r4(line: bytes) -> bool:
    return any(issue.severity == "error" for issue in fhirkit.validate(line))


def test_every_published_example_is_read_or_refused_with_a_reason(shared: Path) -> None:
    outcomes = [_outcome(content) for content in _examples(shared)]
    assert len(outcomes) > 200
    assert all(outcomes)


def _outcome(content: bytes) -> str:
    """What became of a record, or why it was refused."""
    try:
        return " ".join(screen(record.facts, library()).verdict for record in read(content))
    except UnusableRecord as refused:
        return refused.where and refused.problem


def test_the_published_examples_of_entries_all_find_their_patient(shared: Path) -> None:
    everyone: dict[str, Any] = {"resourceType": "Patient", "id": "p", "birthDate": "1980-01-01"}
    lines = [everyone]
    for content in _examples(shared):
        resource = json.loads(content)
        who = next((name for name in WHO if name in resource), None)
        if who and resource["resourceType"] in {
            "Condition",
            "Procedure",
            "Device",
            "MedicationRequest",
        }:
            lines.append(resource | {who: {"reference": "Patient/p"}, "id": f"r{len(lines)}"})
    record = only(ndjson(*lines), ON)
    assert {"cancer", "infection-or-fever", "heart-valve-disease", "pacemaker-or-icd"} <= findings(
        record
    ).keys()
    assert not any(
        "family" in e.display.lower() for one in findings(record).values() for e in one.evidence
    )


def _examples(shared: Path) -> list[bytes]:
    found = [
        path.read_bytes() for path in sorted((shared / "data" / "fhir-examples").glob("*.json"))
    ]
    for archive in sorted((shared / "data" / "us_core_packages").glob("*.tgz")):
        with tarfile.open(archive) as package:
            names = [
                name
                for name in package.getnames()
                if "/example/" in name and name.endswith(".json")
            ]
            files = [package.extractfile(name) for name in names]
            found += [file.read() for file in files if file is not None]
    return [content for content in found if b'"resourceType"' in content]
