"""How long a simulation takes: one of three days, ten thousand of them, and the page when a slider moves."""

import os
import time

from benchmarks.measurement import Measurement, timed
from filiform.mechanism import compiled
from filiform.mechanism.simulation import Solver, simulate

_ONE_MS, _MANY_SECONDS, _SLIDER_MS = 50, 15, 150
_MEMBERS = 10_000


def measure() -> list[Measurement]:
    """One run in NumPy, an ensemble in machine code beside LSODA, and a moved slider without Numba."""
    return [_one(), *_many(), _slider()]


def _one() -> Measurement:
    plain = timed(lambda: simulate("needle", solver=Solver.PLAIN), times=20, warm_up=2)
    reference = timed(lambda: simulate("needle", solver=Solver.REFERENCE), times=3, warm_up=1)
    return Measurement(
        "one simulation of 72 h, in NumPy",
        f"p95 {plain.p95_ms:.0f} ms (median {plain.median_ms:.0f})",
        f"p95 {_ONE_MS} ms",
        f"LSODA of SciPy at the same tolerance {reference.median_ms:.0f} ms",
        plain.p95_ms <= _ONE_MS,
    )


def _many() -> list[Measurement]:
    if not compiled.is_available():
        return [Measurement("10,000 simulations of 72 h", "Numba is not installed")]
    simulate("needle", members=2, solver=Solver.COMPILED)
    began = time.perf_counter()
    simulate("needle", members=_MEMBERS, solver=Solver.COMPILED)
    taken = time.perf_counter() - began
    return [
        Measurement(
            f"{_MEMBERS:,} simulations of 72 h, once compiled",
            f"{taken:.1f} s",
            f"{_MANY_SECONDS} s",
            f"{_MEMBERS / taken:,.0f} a second on {os.cpu_count()} cores",
            taken <= _MANY_SECONDS,
        )
    ]


def _slider() -> Measurement:
    """Each time another choice, so that nothing of it was kept; steady states and drawing included."""
    from filiform.clinic.home.how_it_works.choice import Choice
    from filiform.clinic.home.how_it_works.curves import shown

    choices = iter(
        [
            Choice(insertions=n, offset=mm, exercise=e)
            for e in (False, True)
            for n in range(1, 21)
            for mm in range(6)
        ]
    )
    sham = Choice(what="sham")
    times = timed(lambda: shown(next(choices), sham, "Sham", False), times=60, warm_up=5)
    return Measurement(
        "the page answers a moved slider, with its band, without Numba",
        f"p95 {times.p95_ms:.0f} ms (median {times.median_ms:.0f})",
        f"p95 {_SLIDER_MS} ms",
        "",
        times.p95_ms <= _SLIDER_MS,
    )
