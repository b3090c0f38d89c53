"""How fast a stroke of a pain drawing is saved: one transaction, one audit event, the whole of the server's work."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from benchmarks.measurement import Measurement, timed

_TIMES = 200
_STROKE_MS = 50


def stroke(browser: Any, episode: str) -> Measurement:
    """Strokes sent one by one to the drawing of today; `episode` is the address of an open episode."""
    on = datetime.now().astimezone().date().isoformat()
    times = timed(_send(browser, f"{episode}assessment/drawing/{on}/strokes/"), _TIMES)
    return Measurement(
        "a stroke of a pain drawing saved",
        f"p95 {times.p95_ms:.0f} ms (median {times.median_ms:.0f})",
        f"p95 {_STROKE_MS} ms",
        "",
        times.p95_ms <= _STROKE_MS,
    )


def _send(browser: Any, where: str) -> Callable[[], None]:
    numbers = count(1)

    def send() -> None:
        made = {
            "id": str(uuid4()),
            "sequence": next(numbers),
            "made_at": datetime.now(UTC).isoformat(),
            "kind": "paint",
            "places": [{"region": "anatomy/regions/acromion", "side": "left"}],
            "intensity": 5,
        }
        body = json.dumps({"strokes": [made]})
        answer = browser.post(where, body, content_type="application/json")
        if answer.status_code != 200:
            raise RuntimeError(f"a stroke was answered with {answer.status_code}")

    return send
