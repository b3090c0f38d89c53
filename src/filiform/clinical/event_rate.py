"""How often something happened in so many sessions: never a rate without its denominator and its interval.

The interval is exact for a count of events (Garwood): it asks which true rates make as few, or as
many, events as were seen unlikely. It stays honest where nothing happened: none in ten sessions
does not mean never.
"""

from collections.abc import Callable
from math import exp, lgamma, log

import msgspec

PER = 1000
# What a 95 % interval leaves out at each end.
TAIL = 0.025
HALVINGS = 100


class EventRate(msgspec.Struct, frozen=True, kw_only=True):
    """Events in sessions, and the rate per thousand sessions with its 95 % interval."""

    events: int
    sessions: int
    per_thousand: float
    low: float
    high: float


def event_rate(events: int, sessions: int) -> EventRate | None:
    """The rate of events over sessions, per thousand; None without a session, since nothing can be said then.

    A session may hold several events, so that the rate can pass a thousand.

    Raises:
        ValueError: for less than no events or no sessions, or for events in no session.
    """
    if events < 0 or sessions < 0:
        raise ValueError(f"counts are 0 or more, and were given as {events} and {sessions}")
    if sessions == 0:
        if events:
            raise ValueError(f"{events} events in no session cannot be a rate")
        return None
    low, high = expected_events(events)
    return EventRate(
        events=events,
        sessions=sessions,
        per_thousand=PER * events / sessions,
        low=PER * low / sessions,
        high=PER * high / sessions,
    )


def expected_events(events: int) -> tuple[float, float]:
    """The exact 95 % interval of the number to expect where so many were seen.

    Source: Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936;28:437-442.
    """
    tail = TAIL
    low = 0.0 if events == 0 else _where(lambda mean: 1 - _at_most(events - 1, mean) < tail)
    return low, _where(lambda mean: _at_most(events, mean) > tail)


def _at_most(events: int, mean: float) -> float:
    """The chance of so many events or fewer where so many are to be expected."""
    if mean == 0:
        return 1.0
    return sum(exp(n * log(mean) - mean - lgamma(n + 1)) for n in range(events + 1))


def _where(holds: Callable[[float], bool], most: float = 1.0) -> float:
    """The mean up to which something holds, found by halving."""
    while holds(most):
        most *= 2
    least = 0.0
    for _ in range(HALVINGS):
        middle = (least + most) / 2
        least, most = (middle, most) if holds(middle) else (least, middle)
    return most
