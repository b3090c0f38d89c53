"""SciPy's LSODA on the same equations: slow, independent, and what the other solvers are held against."""

import numpy as np

from filiform.mechanism.parameters import Array
from filiform.mechanism.rates import rates
from filiform.mechanism.rosenbrock import COUNT, NONE_FAILED
from filiform.mechanism.slopes import slopes


def integrate(y: Array, p: Array, hours: Array, tolerance: float) -> tuple[Array, int]:
    """As `rosenbrock.integrate`, a member after the other. Needs SciPy (`filiform[simulation]`)."""
    from scipy.integrate import solve_ivp  # it is large, and only this needs it

    out = np.empty((len(hours), *y.shape))
    for member in range(y.shape[1]):
        numbers = p[:, member].tolist()

        def rate(_hour: float, state: Array, numbers: list[float] = numbers) -> list[float]:
            changes = [0.0] * COUNT
            rates(state.tolist(), numbers, changes)
            return changes

        def slope(_hour: float, state: Array, numbers: list[float] = numbers) -> Array:
            matrix = np.zeros((COUNT, COUNT))
            slopes(state.tolist(), numbers, matrix)
            return matrix

        done = solve_ivp(
            rate,
            (hours[0], hours[-1]),
            y[:, member],
            method="LSODA",
            t_eval=hours,
            jac=slope,
            rtol=tolerance,
            atol=tolerance * 1e-3,
        )
        if not done.success:
            return out, member
        out[:, :, member] = done.y.T
    return out, NONE_FAILED
