"""How fast a needle event is saved on a real server, with twenty clinicians writing at once; none lost, none doubled."""

import json
import os
import shutil
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import psycopg

from benchmarks.measurement import Measurement, Times

_CLINICIANS = 20
_EACH = 20
_WARM = 100
_PAUSE = 0.5  # seconds between two taps of one clinician: faster than anybody taps
_MS = 50
_A_SECOND = 200
_BATCH = 50
_LIFE = ("opened", "inserted", "removed", "discarded")
_IN_MUSCLE = ("inserted", "removed")
_MUSCLE = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}


def measure() -> list[Measurement]:
    """Single taps by many at once, then what devices kept while offline: on SQLite in a file, and on PostgreSQL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.environment.settings")
    django.setup()
    from tests.environment.postgresql import postgresql

    on_a_file = _measured("SQLite", "")
    with postgresql() as address:
        return [*on_a_file, *_measured("PostgreSQL", address)]


def _measured(name: str, database: str) -> list[Measurement]:
    from filiform.clinic.service import WORKERS
    from tests.factories.served import prepared, served

    folder = Path(tempfile.mkdtemp(prefix="filiform-bench-"))
    try:
        session = prepared(folder, database, sessions=1 + _CLINICIANS)
        with served(folder, session, database, workers=WORKERS) as server:
            with ThreadPoolExecutor(_CLINICIANS) as clinicians:
                # Every thread of every process opens its connection and fills its caches first.
                list(clinicians.map(lambda _: _post(server, 1), range(_WARM)))
                taken = list(
                    clinicians.map(lambda number: _taps(server, number), range(_CLINICIANS))
                )
                needled = list(
                    clinicians.map(lambda number: _needles(server, number), range(_CLINICIANS))
                )
            times = Times(tuple(one for each in taken for one in each))
            own = Times(tuple(one for each in needled for one in each))
            began = time.perf_counter()
            for _ in range(20):
                _post(server, _BATCH)
            rate = 20 * _BATCH / (time.perf_counter() - began)
            kept = _kept(server.database, database)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sent = _WARM + 2 * _CLINICIANS * _EACH + 20 * _BATCH
    beside = f"{_CLINICIANS} clinicians, a tap each {_PAUSE:g} s"
    return [
        Measurement(
            f"needle event saved, everybody in one session, {name}",
            f"p95 {times.p95_ms:.0f} ms (median {times.median_ms:.0f})",
            f"p95 {_MS} ms",
            f"{beside}, {WORKERS} processes; {kept} of {sent} kept",
            times.p95_ms <= _MS and kept == sent,
        ),
        Measurement(
            f"needle opened, in through the gates, out, or discarded, {name}",
            f"p95 {own.p95_ms:.0f} ms (median {own.median_ms:.0f})",
            f"p95 {_MS} ms",
            f"{beside}, each in a session of their own",
            own.p95_ms <= _MS,
        ),
        Measurement(
            f"needle events from an offline queue, {name}",
            f"{rate:,.0f} events/s",
            f"{_A_SECOND} events/s",
            f"batches of {_BATCH}",
            rate >= _A_SECOND,
        ),
    ]


def _taps(server: Any, number: int) -> list[float]:
    time.sleep(_PAUSE * number / _CLINICIANS)
    taken = []
    for _ in range(_EACH):
        taken.append(_post(server, 1))
        time.sleep(max(0.0, _PAUSE - taken[-1]))
    return taken


def _needles(server: Any, number: int) -> list[float]:
    """One needle after another through its life, asked beforehand as a tap asks; each in a session of one's own."""
    where = server.others[number]
    time.sleep(_PAUSE * number / _CLINICIANS)
    taken: list[float] = []
    needle = ""
    for turn in range(_EACH):
        kind = _LIFE[turn % len(_LIFE)]
        needle = str(uuid4()) if kind == _LIFE[0] else needle
        event = _event(kind, needle=needle, **(_MUSCLE if kind in _IN_MUSCLE else {}))
        taken.append(_sent(server, [event], where=where, asking=True))
        time.sleep(max(0.0, _PAUSE - taken[-1]))
    return taken


def _post(server: Any, events: int) -> float:
    """Seconds until a batch of twitches was answered."""
    return _sent(server, [_event("twitch", **_MUSCLE) for _ in range(events)])


def _event(kind: str, **said: str) -> dict[str, str]:
    return {"id": str(uuid4()), "at": datetime.now(tz=UTC).isoformat(), "type": kind, **said}


def _sent(
    server: Any, events: list[dict[str, str]], *, where: str = "", asking: bool = False
) -> float:
    """Seconds until events were answered, every one of them accepted."""
    said = {"events": events, "wants_count": False, "asking": asking}
    began = time.perf_counter()
    answer = server.post_json("events/", said, where=where)
    taken = time.perf_counter() - began
    if {one["answer"] for one in json.loads(answer.body)["answers"]} != {"accepted"}:
        raise RuntimeError(f"not every event was accepted: {answer.status} {answer.body[:300]}")
    return taken


def _kept(file: Path, database: str) -> int:
    connection: Any = psycopg.connect(database) if database else sqlite3.connect(file)
    with closing(connection):
        cursor = connection.execute("SELECT count(DISTINCT id) FROM needling_needleevent")
        return int(cursor.fetchone()[0])
