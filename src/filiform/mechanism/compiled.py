"""The method of `rosenbrock` in machine code, one member at a time on all cores: for ensembles of thousands.

It needs Numba (`filiform[simulation]`), which compiles it once for a machine and keeps the result. What is
kept carries a digest of the equations, because Numba looks only at this file to see whether it is stale.
"""

import hashlib
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from math import isfinite
from typing import Any

import numpy as np

from filiform.mechanism import rosenbrock
from filiform.mechanism.parameters import Array
from filiform.mechanism.rates import rates, rise
from filiform.mechanism.rosenbrock import NONE_FAILED
from filiform.mechanism.slopes import rise_slope, slopes

GAMMA, ABSOLUTE, COUNT = rosenbrock.GAMMA, rosenbrock.ABSOLUTE, rosenbrock.COUNT
FIRST_STEP, SMALLEST_STEP, MOST_STEPS = (
    rosenbrock.FIRST_STEP,
    rosenbrock.SMALLEST_STEP,
    rosenbrock.MOST_STEPS,
)


def _square(rows: tuple[tuple[float, ...], ...]) -> Array:
    return np.array([[*row, *[0.0] * (len(rows) - len(row))] for row in rows])


STAGES, MIXED = _square(rosenbrock.STAGES), _square(rosenbrock.MIXED)


def is_available() -> bool:
    """Whether Numba is installed."""
    return find_spec("numba") is not None


def integrate(y: Array, p: Array, hours: Array, tolerance: float) -> tuple[Array, int]:
    """As `rosenbrock.integrate`, for any number of members."""
    out = np.empty((y.shape[1], len(hours), COUNT))
    failed = np.zeros(y.shape[1], dtype=np.bool_)
    _kernel()(np.ascontiguousarray(y.T), np.ascontiguousarray(p.T), hours, tolerance, out, failed)
    first = int(np.argmax(failed)) if failed.any() else NONE_FAILED
    return np.ascontiguousarray(out.transpose(1, 2, 0)), first


@lru_cache(maxsize=1)
def _kernel() -> Any:
    here = resources.files("filiform.mechanism")
    files = ("rates.py", "slopes.py", "rosenbrock.py")
    text = b"".join(here.joinpath(name).read_bytes() for name in files)
    return _compiled(hashlib.sha256(text).hexdigest())


def _compiled(digest: str) -> Any:
    """The solver as machine code; `digest` is closed over, so that it is part of what Numba remembers."""
    import numba
    from numba.extending import register_jitable

    for function in (rise, rise_slope, rates, slopes, _advance, _step, _factor, _solve):
        register_jitable(error_model="numpy")(function)

    def kernel(y: Any, p: Any, hours: Any, tolerance: Any, out: Any, failed: Any) -> None:
        if len(digest) == 0:
            return
        for member in numba.prange(y.shape[0]):
            state, work = y[member].copy(), np.empty((8, COUNT))
            matrix = np.empty((COUNT, COUNT))
            order = np.empty(COUNT, np.int64)
            step = FIRST_STEP
            out[member, 0] = state
            for place in range(1, len(hours)):
                span = hours[place] - hours[place - 1]
                step = _advance(state, p[member], span, step, tolerance, work, matrix, order)
                if step <= 0:
                    failed[member] = True
                    break
                out[member, place] = state

    return numba.njit(kernel, parallel=True, cache=True, error_model="numpy")


def _advance(
    y: Any, p: Any, span: Any, wanted: Any, tolerance: Any, work: Any, matrix: Any, order: Any
) -> Any:
    """Move `y` on by `span`; returns the step to go on with, or 0 when it cannot be done."""
    done = 0.0
    for _ in range(MOST_STEPS):
        if done >= span:
            return wanted
        step = min(wanted, span - done)
        error = _step(y, p, step, tolerance, work, matrix, order)
        if not isfinite(error):
            wanted = step * 0.1
        else:
            grown = step * min(6.0, max(0.2, 0.9 * max(error, 1e-10) ** -0.25))
            if error <= 1:
                done = done + step if step < span - done else span
                y[:] = work[6]
                wanted = max(wanted, grown) if step < wanted else grown
            else:
                wanted = grown
        if wanted < SMALLEST_STEP:
            return 0.0
    return 0.0


def _step(y: Any, p: Any, step: Any, tolerance: Any, work: Any, matrix: Any, order: Any) -> Any:
    """One step from `y`: where it leads stands in `work[6]`; returns the error over what is tolerated."""
    matrix[:] = 0.0
    slopes(y, p, matrix)
    matrix[:] = -matrix
    for row in range(COUNT):
        matrix[row, row] += 1 / (step * GAMMA)
    _factor(matrix, order)
    at, side = work[6], work[7]
    for stage in range(6):
        at[:] = y
        for earlier in range(stage):
            at += STAGES[stage, earlier] * work[earlier]
        rates(at, p, side)
        for earlier in range(stage):
            side += MIXED[stage, earlier] / step * work[earlier]
        _solve(matrix, order, side, work[stage])
    at += work[5]
    total = 0.0
    for row in range(COUNT):
        scale = ABSOLUTE + tolerance * max(abs(y[row]), abs(at[row]))
        total += (work[5, row] / scale) ** 2
    return (total / COUNT) ** 0.5


def _factor(matrix: Any, order: Any) -> None:
    """Replace a matrix by its triangular factors, and note in `order` which rows were exchanged."""
    for column in range(COUNT):
        pivot = column
        for row in range(column + 1, COUNT):
            if abs(matrix[row, column]) > abs(matrix[pivot, column]):
                pivot = row
        order[column] = pivot
        if pivot != column:
            for place in range(COUNT):
                kept = matrix[column, place]
                matrix[column, place] = matrix[pivot, place]
                matrix[pivot, place] = kept
        for row in range(column + 1, COUNT):
            if matrix[row, column] != 0.0:
                factor = matrix[row, column] / matrix[column, column]
                matrix[row, column] = factor
                for place in range(column + 1, COUNT):
                    matrix[row, place] -= factor * matrix[column, place]


def _solve(matrix: Any, order: Any, side: Any, out: Any) -> None:
    """Solve with the factors of `_factor`; `side` is used up."""
    for row in range(COUNT):
        kept = side[order[row]]
        side[order[row]] = side[row]
        side[row] = kept
    for row in range(COUNT):
        total = side[row]
        for place in range(row):
            total -= matrix[row, place] * out[place]
        out[row] = total
    for back in range(COUNT):
        row = COUNT - 1 - back
        total = out[row]
        for place in range(row + 1, COUNT):
            total -= matrix[row, place] * out[place]
        out[row] = total / matrix[row, row]
