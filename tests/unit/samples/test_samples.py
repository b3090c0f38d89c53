"""The seeded sample is what its README says: these tests count it all again."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fhirkit
import pytest

from tests.samples import make

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "tests" / "samples"
BUNDLES = sorted((SAMPLES / "synthea").glob("*.json.gz"))
DEMO = sorted(make.DEMO.glob("*.json.gz"))
README = (SAMPLES / "README.md").read_text(encoding="utf-8")

Json = dict[str, Any]


def records_of(path: Path) -> list[Json]:
    """The resources of one person's Bundle."""
    return [entry["resource"] for entry in json.loads(gzip.decompress(path.read_bytes()))["entry"]]


def lines_of(path: Path) -> list[str]:
    """The lines of a gzipped NDJSON file."""
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()


def values_of(name: str, value: object) -> Iterator[object]:
    """Every value that stands under this name, however deep."""
    if isinstance(value, dict):
        if name in value:
            yield value[name]
        for item in value.values():
            yield from values_of(name, item)
    elif isinstance(value, list):
        for item in value:
            yield from values_of(name, item)


def population() -> list[str]:
    """The resources of the clinosim sample, one a line."""
    return lines_of(SAMPLES / "clinosim" / "population.ndjson.gz")


def test_every_synthea_resource_is_valid_r4() -> None:
    for path in BUNDLES + DEMO:
        problems = [str(i) for resource in records_of(path) for i in fhirkit.validate(resource)]
        assert problems == [], path.name


def test_the_readme_counts_the_synthea_sample_rightly() -> None:
    resources = sum(len(records_of(path)) for path in BUNDLES)
    assert f"| people | {len(BUNDLES)} | 28 |" in README
    assert f"| resources | {resources:,} | {len(population()):,} |" in README


def test_the_readme_names_every_clinosim_resource_that_breaks_r4() -> None:
    found, broken = Counter[str](), Counter[str]()
    for line in population():
        resource_type = json.loads(line)["resourceType"]
        found[resource_type] += 1
        broken[resource_type] += bool(fhirkit.validate(line))
    rows = re.findall(r"^\| ([A-Z]\w+) \| (\d+) \| (\d+) \|", README, re.MULTILINE)
    assert {name: (int(n), int(bad)) for name, n, bad in rows} == {
        name: (found[name], broken[name]) for name in found
    }
    assert f"fhirkit-rs 0.1.0) | 0 | {sum(broken.values())} |" in README


def test_the_population_file_is_the_bulk_files_one_after_another() -> None:
    apart = [
        line
        for name in make.CLINOSIM_TYPES
        for line in lines_of(SAMPLES / "clinosim" / f"{name}.ndjson.gz")
    ]
    assert population() == apart


def test_every_reference_in_a_synthea_record_leads_to_a_resource_of_that_record() -> None:
    for path in BUNDLES + DEMO:
        resources = records_of(path)
        known = {f"urn:uuid:{resource['id']}" for resource in resources}
        assert set(values_of("reference", resources)) <= known, path.name


def test_no_record_carries_a_cpt_code() -> None:
    for path in BUNDLES + DEMO:
        assert make.CPT not in set(values_of("system", records_of(path))), path.name
    assert not any(make.CPT in line for line in population())


def test_a_drug_code_and_the_name_beside_it_can_disagree() -> None:
    assert any('"code":"3002","display":"Alendronate (Fosamax)"' in line for line in population())


def test_dropping_cpt_keeps_the_text_and_the_other_codes() -> None:
    other = {"system": "http://snomed.info/sct", "code": "18946005"}
    both = {"code": {"text": "Suture", "coding": [{"system": make.CPT, "code": "0"}, other]}}
    alone = {"code": {"text": "Suture", "coding": [{"system": make.CPT, "code": "0"}]}}
    assert make.without_cpt(both) == {"code": {"text": "Suture", "coding": [other]}}
    assert make.without_cpt(alone) == {"code": {"text": "Suture"}}


def test_no_person_carries_an_official_number() -> None:
    for path in BUNDLES + DEMO:
        patient = next(r for r in records_of(path) if r["resourceType"] == "Patient")
        assert make.OFFICIAL_NUMBERS.isdisjoint(map(str, values_of("code", patient["identifier"])))


def test_the_samples_stay_small() -> None:
    assert all(path.stat().st_size <= 120_000 for path in BUNDLES)
    assert all(path.stat().st_size <= 60_000 for path in DEMO)
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*.gz")) <= 1_500_000


@pytest.mark.parametrize(
    ("person", "resource_type", "code", "status"),
    [
        ("darnell-mckenzie", "Condition", "278860009", "active"),  # chronic low back pain
        ("coral-stiedemann", "Condition", "72892002", "active"),  # normal pregnancy
        ("coral-stiedemann", "Condition", "72892002", "resolved"),
        ("tony-reinger", "Condition", "90781000119102", "active"),  # due to type 2 diabetes
        ("tony-reinger", "Condition", "128613002", "active"),  # seizure disorder
        ("tena-rohan", "Condition", "84757009", "active"),  # epilepsy
        ("dane-parisian", "MedicationRequest", "855332", "active"),  # warfarin 5 mg tablet
        ("dane-parisian", "AllergyIntolerance", "111088007", "active"),  # latex
        ("merlyn-nader", "MedicationRequest", "855332", "active"),
        ("juan-carlos-limon", "Condition", "1121000119107", "active"),  # chronic neck pain
        ("chuck-osinski", "MedicationRequest", "855332", "active"),
        ("libbie-harber", "Condition", "72892002", "active"),
    ],
)
def test_each_person_has_what_the_readme_promises(
    person: str, resource_type: str, code: str, status: str
) -> None:
    path = next(path for path in BUNDLES + DEMO if path.name == f"{person}.json.gz")
    assert any(
        code
        in set(values_of("code", resource.get("code", resource.get("medicationCodeableConcept"))))
        and status in {resource.get("status"), *values_of("code", resource.get("clinicalStatus"))}
        for resource in records_of(path)
        if resource["resourceType"] == resource_type
    )


def test_only_tena_rohan_and_merlyn_nader_have_died() -> None:
    dead = {
        path.name.removesuffix(".json.gz")
        for path in BUNDLES + DEMO
        if any("deceasedDateTime" in r for r in records_of(path) if r["resourceType"] == "Patient")
    }
    assert dead == {"tena-rohan", "merlyn-nader"}


def test_nothing_in_the_samples_is_dated_after_the_day_that_the_readme_gives() -> None:
    days = {"synthea": "2026-11-08", "clinosim": "2026-10-31"}
    assert f"`--on` | {days['synthea']} | {days['clinosim']} |" in README
    for path in BUNDLES + DEMO:
        for resource in records_of(path):
            for name in ("onsetDateTime", "authoredOn", "effectiveDateTime"):
                assert str(resource.get(name, ""))[:10] <= days["synthea"], path.name
