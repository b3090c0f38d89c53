"""Real records for journeys: of the shared folder, and where it is missing of the sample that tests carry."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filiform.clinical.facts import Standing
from filiform.interop.fhir.reading import read_records
from filiform.knowledge.library import load_library

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples" / "synthea"
DEAD, ANTICOAGULANT = "screening/findings/recorded-as-dead", "screening/findings/anticoagulant"


def on_an_anticoagulant() -> Path:
    """The first record of somebody alive whose record calls an anticoagulant current today."""
    library, today = load_library(), datetime.now(tz=UTC).date()
    for path in _records():
        for one in read_records(path.read_bytes(), on=today, library=library):
            current = {
                entry.finding for entry in one.facts.record if entry.standing is Standing.CURRENT
            }
            if ANTICOAGULANT in current and DEAD not in current:
                return path
    raise LookupError("no record of a living adult on an anticoagulant, not even in the sample")


def _records() -> Iterator[Path]:
    shared = Path(os.environ.get("FILIFORM_SHARED", ROOT.parent / "shared")) / "data" / "synthea"
    if not shared.is_dir():
        print("no shared records: the journeys take theirs from tests/samples")
    yield from sorted(shared.glob("*.json.gz"))
    yield from sorted(SAMPLES.glob("*.json.gz"))
