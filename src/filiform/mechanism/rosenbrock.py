"""A solver for stiff equations in plain NumPy: RODAS, of order 4 with an error estimate of order 3.

It takes some 20 ms for three days of one simulation, which suits a page. For thousands there is `compiled`,
the same method in machine code; `reference` is SciPy's LSODA, which shares no line with either.
Hairer and Wanner, Solving Ordinary Differential Equations II, chapter IV.7.
"""

from math import inf, isfinite

import numpy as np

from filiform.mechanism.equations import NAMES
from filiform.mechanism.parameters import Array
from filiform.mechanism.rates import rates
from filiform.mechanism.slopes import slopes

GAMMA = 0.25
STAGES = (
    (),
    (1.544,),
    (0.9466785280815826, 0.2557011698983284),
    (3.314825187068521, 2.896124015972201, 0.9986419139977817),
    (1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895),
    (1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895, 1.0),
)
"""What of the earlier increments is added to the state before each stage."""

MIXED = (
    (),
    (-5.6688,),
    (-2.430093356833875, -0.2063599157091915),
    (-0.1073529058151375, -9.594562251023355, -20.47028614809616),
    (7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616),
    (
        8.083246795921522,
        -7.981132988064893,
        -31.52159432874371,
        16.31930543123136,
        -6.058818238834054,
    ),
)
"""What of the earlier increments, over the step, is added to the rate of each stage."""

ABSOLUTE = 1e-7
FIRST_STEP = 1e-5
SMALLEST_STEP = 1e-12
FIRST_REST, DOUBLINGS, AT_REST = 1e-3, 36, 1e-7
MOST_STEPS = 20_000
NONE_FAILED = -1
COUNT = len(NAMES)


_SQUARE = tuple(np.array(row) for row in STAGES)
_MIXED = tuple(np.array(row) for row in MIXED)


def integrate(y: Array, p: Array, hours: Array, tolerance: float) -> tuple[Array, int]:
    """The states at each of `hours`, the first of which is where `y` stands.

    Args:
        y: a row a state, a column a member.
        p: a row a slot, a column a member.
        hours: ascending.
        tolerance: the relative error of a step.

    Returns:
        States by hour, state and member; and the first member that failed, or `NONE_FAILED`.
    """
    out = np.empty((len(hours), *y.shape))
    out[0] = y
    for member in range(y.shape[1]):
        state, numbers, step = y[:, member].copy(), p[:, member].tolist(), FIRST_STEP
        for place, span in enumerate(np.diff(hours).tolist(), start=1):
            with np.errstate(over="ignore", invalid="ignore"):  # such a step is refused
                state, step = _advance(state, numbers, span, step, tolerance)
            if step == 0:
                return out, member
            out[place, :, member] = state
    return out, NONE_FAILED


def steady(y: Array, p: Array) -> tuple[Array, int]:
    """Where the states come to rest, from `y` on: implicit steps that double until they are Newton's.

    Returns the states of each member, and the first that does not come to rest, or `NONE_FAILED`.
    """
    out, side = y.copy(), [0.0] * COUNT
    for member in range(y.shape[1]):
        state, numbers = y[:, member].copy(), p[:, member].tolist()
        with np.errstate(over="ignore", invalid="ignore"):
            for doubling in range(DOUBLINGS):
                rates(state.tolist(), numbers, side)
                state += _inverse(state.tolist(), numbers, 1 / (FIRST_REST * 2**doubling)) @ side
        rates(state.tolist(), numbers, side)
        if not np.max(np.abs(side)) < AT_REST or state.min() < -AT_REST:
            return out, member
        out[:, member] = state
    return out, NONE_FAILED


def _advance(
    y: Array, p: list[float], span: float, wanted: float, tolerance: float
) -> tuple[Array, float]:
    """The states after `span`, and the step to go on with: 0 when it cannot be done."""
    done = 0.0
    for _ in range(MOST_STEPS):
        if done >= span:
            return y, wanted
        step = min(wanted, span - done)
        after, error = _step(y, p, step, tolerance)
        grown = step * (
            min(6.0, max(0.2, 0.9 * max(error, 1e-10) ** -0.25)) if error < inf else 0.1
        )
        if error <= 1:
            y, done = after, (done + step if step < span - done else span)
            wanted = max(wanted, grown) if step < wanted else grown
        else:
            wanted = grown
        if wanted < SMALLEST_STEP:
            break
    return y, 0.0


def _step(y: Array, p: list[float], step: float, tolerance: float) -> tuple[Array, float]:
    """The states after a step, and its error over what is tolerated; infinite where it failed."""
    inverse = _inverse(y.tolist(), p, 1 / (step * GAMMA))
    made, at = np.empty((len(STAGES), COUNT)), y
    side: list[float] = [0.0] * COUNT
    for stage, (added, mixed) in enumerate(zip(_SQUARE, _MIXED, strict=True)):
        at = y + added @ made[:stage]
        rates(at.tolist(), p, side)
        made[stage] = inverse @ (np.array(side) + mixed @ made[:stage] / step)
    after = at + made[-1]
    scale = ABSOLUTE + tolerance * np.maximum(np.abs(y), np.abs(after))
    scaled = made[-1] / scale
    error = float(np.sqrt(scaled @ scaled / COUNT))
    return after, error if isfinite(error) else inf


def _inverse(y: list[float], p: list[float], shift: float) -> Array:
    """The inverse of `shift` × identity − the derivatives."""
    matrix = np.zeros((COUNT, COUNT))
    slopes(y, p, matrix)
    np.negative(matrix, out=matrix)
    matrix.flat[:: COUNT + 1] += shift
    try:
        return np.asarray(np.linalg.inv(matrix))
    except np.linalg.LinAlgError:
        return np.full_like(matrix, np.nan)
