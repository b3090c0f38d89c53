"""How fast records are screened: one at a time, and a whole population on all cores."""

import os
import time
from collections.abc import Iterator
from itertools import cycle, islice

import orjson

from benchmarks.measurement import Measurement, timed
from benchmarks.records import ON, Population
from filiform.cli.population import screen_lines
from filiform.cli.result import as_json
from filiform.clinical.screening import screen
from filiform.interop.fhir.reading import read_bundle
from filiform.interop.fhir.stream import Document
from filiform.interop.fhir.terminology import terminology_of
from filiform.knowledge.library import Library, load_library

_PATIENTS = 400
_POPULATION = 20_000
_ROUNDS = 1200
_GOAL_ONE_MS = 0.5
_GOAL_A_SECOND = 2500


def measure() -> list[Measurement]:
    """One record after parsing and from bytes, and a population; each beside plain parsing of the same bytes."""
    library = load_library()
    made = Population(library)
    bundles = [made.bundle(number) for number in range(_PATIENTS)]
    size = sum(map(len, bundles)) / len(bundles)
    print(f"records of {size / 1000:.1f} kB on average")
    return [*_one_record(bundles, library), *_population(bundles, library)]


def _one_record(bundles: list[bytes], library: Library) -> list[Measurement]:
    index = terminology_of(library)
    documents = [Document(one, "the file", is_line=False) for one in bundles]
    facts = [
        read_bundle(one, on=ON, library=library, terminology=index)[0].facts for one in documents
    ]
    turn, again, raw = cycle(facts), cycle(documents), cycle(bundles)

    def from_bytes() -> bytes:
        (record,) = read_bundle(next(again), on=ON, library=library, terminology=index)
        return as_json(record, screen(record.facts, library))

    parsed = timed(lambda: screen(next(turn), library), _ROUNDS)
    whole = timed(from_bytes, _ROUNDS)
    plain = timed(lambda: orjson.loads(next(raw)), _ROUNDS)
    beside = f"plain orjson parse {plain.median_ms:.3f} ms"
    return [
        Measurement(
            "screen one record, after parsing",
            f"p95 {parsed.p95_ms:.3f} ms (median {parsed.median_ms:.3f})",
            f"p95 {_GOAL_ONE_MS} ms",
            f"{parsed.median_ms / plain.median_ms:.1f}× {beside}",
            parsed.p95_ms <= _GOAL_ONE_MS,
        ),
        Measurement(
            "screen one record, from bytes to JSON",
            f"p95 {whole.p95_ms:.3f} ms (median {whole.median_ms:.3f})",
            beside=f"{whole.median_ms / plain.median_ms:.1f}× {beside}",
        ),
    ]


def _population(bundles: list[bytes], library: Library) -> list[Measurement]:
    start = time.perf_counter()
    for one in islice(cycle(bundles), _POPULATION):
        orjson.loads(one)
    plain = _POPULATION / (time.perf_counter() - start)
    start = time.perf_counter()
    hits = sum(len(done.results) for done in screen_lines(_lines(bundles), on=ON, library=library))
    rate = hits / (time.perf_counter() - start)
    return [
        Measurement(
            f"screen a population of {_POPULATION:,}, {os.cpu_count()} cores, with start-up",
            f"{rate:,.0f} patients/s",
            f"{_GOAL_A_SECOND:,} patients/s",
            f"plain orjson parse on one core {plain:,.0f}/s",
            rate >= _GOAL_A_SECOND,
        )
    ]


def _lines(bundles: list[bytes]) -> Iterator[Document]:
    for number, one in enumerate(islice(cycle(bundles), _POPULATION), start=1):
        yield Document(one, f"line {number}", is_line=True)
