"""Layers of paint on the skin, and the curves along which they end."""

import numpy as np
from scipy.interpolate import PchipInterpolator


class Paint:
    """Which region each spot belongs to so far."""

    def __init__(self, count: int) -> None:
        self.names: list[str] = []
        self.of = np.full(count, -1)

    def __call__(self, name: str, where: np.ndarray) -> None:
        """Paints a region over whatever was there."""
        if name not in self.names:
            self.names.append(name)
        self.of[where] = self.names.index(name)


def curve(values: np.ndarray, *points: tuple[float, float]) -> np.ndarray:
    """A smooth curve through the points that nowhere overshoots them, level beyond its ends."""
    at, of = zip(*points, strict=True)
    return PchipInterpolator(at, of)(np.clip(values, at[0], at[-1]))


def oval(
    across: np.ndarray,
    up: np.ndarray,
    middle: tuple[float, float],
    size: tuple[float, float],
    turn: float = 0,
) -> np.ndarray:
    """Whether a spot lies in an oval: its middle, its half axes, and how far it is turned, in degrees."""
    away, above = across - middle[0], up - middle[1]
    cosine, sine = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    one, two = away * cosine + above * sine, above * cosine - away * sine
    return (one / size[0]) ** 2 + (two / size[1]) ** 2 < 1
