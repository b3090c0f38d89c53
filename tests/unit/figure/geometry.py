"""Measures paths the slow and obvious way: as polygons, point by point."""

import re
from functools import cache

from filiform.figure import Figure

Point = tuple[float, float]
STEPS = 4  # points on each curve
GRID = 8  # units between the points at which coverage is counted


@cache
def polygons(path: str) -> list[list[Point]]:
    """The rings of a path as points; the path holds `M` and `c` alone."""
    rings = []
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)c([^Mz]*)", path):
        here: Point = (float(x), float(y))
        numbers = [float(one) for one in re.findall(r"-?\d+", steps)]
        ring = [here]
        for first in range(0, len(numbers), 6):
            one, two, end = (
                (here[0] + numbers[first + at], here[1] + numbers[first + at + 1])
                for at in (0, 2, 4)
            )
            ring += [_on(here, one, two, end, step / STEPS) for step in range(1, STEPS + 1)]
            here = end
        rings.append(ring)
    return rings


def _on(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    one, two, three, four = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return (
        one * a[0] + two * b[0] + three * c[0] + four * d[0],
        one * a[1] + two * b[1] + three * c[1] + four * d[1],
    )


def box(path: str) -> tuple[float, float, float, float]:
    """Least x and y, greatest x and y."""
    xs, ys = zip(*(point for ring in polygons(path) for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def area(path: str) -> float:
    """The area of all rings, holes taken away."""
    total = 0.0
    for ring in polygons(path):
        total += sum(
            x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)
        )
    return abs(total) / 2


def raster(path: str, shown: Figure) -> list[bool]:
    """Whether the path covers each point of a grid over the picture, row by row."""
    columns = range(0, shown.width, GRID)
    rows = range(0, shown.height, GRID)
    crossings: list[list[float]] = [[] for _ in rows]
    for ring in polygons(path):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            low, high = min(y1, y2), max(y1, y2)
            for row in range(max(0, int(low // GRID)), min(len(crossings), int(high // GRID) + 2)):
                y = row * GRID + 0.37
                if (y1 > y) != (y2 > y):
                    crossings[row].append((x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return [
        sum(1 for one in crossed if one > x + 0.37) % 2 == 1
        for crossed in crossings
        for x in columns
    ]
