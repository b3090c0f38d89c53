"""How long the knowledge library takes to load in a new process: as it was kept, and read from its files anew."""

import subprocess
import sys

from benchmarks.measurement import Measurement, Times
from filiform.knowledge.library import load_library

_ROUNDS = 15
_GOAL_MS = 300
_KEPT = """
import time; from filiform.knowledge import library; began = time.perf_counter()
library.load_library(); print(1000 * (time.perf_counter() - began))
"""
_ANEW = """
import time; from filiform.knowledge import compiled, library; began = time.perf_counter()
compiled.read = lambda version: None
library.load_library(); print(1000 * (time.perf_counter() - began))
"""


def measure() -> list[Measurement]:
    """The library from cold, a process each time; the import of Python modules is not counted."""
    count = len(load_library())
    kept, anew = _in_processes(_KEPT), _in_processes(_ANEW)
    return [
        Measurement(
            f"load the library of {count:,} concepts, from cold",
            f"p95 {kept.p95_ms:.0f} ms (median {kept.median_ms:.0f})",
            f"p95 {_GOAL_MS} ms",
            f"read from its files anew {anew.median_ms:.0f} ms",
            kept.p95_ms <= _GOAL_MS,
        )
    ]


def _in_processes(program: str) -> Times:
    taken = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(_ROUNDS)
    )
    return Times(tuple(float(one.stdout) / 1000 for one in taken))
