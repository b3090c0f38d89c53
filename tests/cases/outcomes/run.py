"""Cases of outcomes: has it changed by more than chance, and by enough to matter?"""

from typing import Any

import msgspec

from filiform.clinical.outcomes import Measurement, judge_change
from filiform.clinical.scoring import score_items
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument
from tests.cases.outcome import Outcome


def run(given: dict[str, Any], library: Library) -> Outcome:
    """A measurement has a `value`, or `items` in order (null where one was left out) that are scored."""
    instrument = library.get(given["instrument"], Instrument)
    score = given.get("score", "")
    measured = [_measurement(one, instrument, score) for one in given["measurements"]]
    measurements = msgspec.convert([one for one in measured if one], tuple[Measurement, ...])
    return Outcome(decision=judge_change(instrument, measurements, library, score))


def _measurement(given: dict[str, Any], instrument: Instrument, score: str) -> dict[str, Any]:
    """With items that are refused there is no measurement."""
    if "items" not in given:
        return given
    scores = score_items(instrument, dict(enumerate(given["items"], start=1)))
    value = scores.values.get(score or instrument.keys[0])
    return {} if value is None else {"value": value, "on": given["on"]}
