"""A smooth line through points that never overshoots them: monotone cubic, after Fritsch and Carlson (1980)."""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def through(points: Sequence[Point]) -> str:
    """The commands of an SVG path from the first point on, one cubic curve to each further point.

    Points must ascend, or descend, in x. Between two points of equal height the line is level, and it turns
    only at points: what is drawn never claims a value that was not given.
    """
    slopes = _slopes(points)
    curves = [
        _curve(points[index], points[index + 1], slopes[index], slopes[index + 1])
        for index in range(len(points) - 1)
    ]
    return "".join(curves)


def _curve(start: Point, end: Point, leaving: float, arriving: float) -> str:
    third = (end[0] - start[0]) / 3
    first = (start[0] + third, start[1] + leaving * third)
    second = (end[0] - third, end[1] - arriving * third)
    return "C" + " ".join(f"{round(x, 2):g} {round(y, 2):g}" for x, y in (first, second, end))


def _slopes(points: Sequence[Point]) -> list[float]:
    rises = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    inner = [_between(before, after) for before, after in pairwise(rises)]
    return [rises[0], *inner, rises[-1]]


def _between(before: float, after: float) -> float:
    """The slope at a point: level where the line turns, else the harmonic mean of both sides."""
    return 0.0 if before * after <= 0 else 2 * before * after / (before + after)
