"""Fits cubic curves to a dense line of points, after Schneider (Graphics Gems, 1990), and writes them as a path."""

import numpy as np

Curve = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def fitted(
    points: np.ndarray,
    tolerance: float,
    start: np.ndarray | None = None,
    end: np.ndarray | None = None,
) -> list[Curve]:
    """Curves through the first and the last point that pass every other within the tolerance.

    `start` and `end` are the directions in which the line leaves its ends, inwards.
    """
    points = _distinct(points)
    if len(points) < 3:
        one, two = points[0], points[-1]
        return [(one, one + (two - one) / 3, two - (two - one) / 3, two)]
    reach = min(6, len(points) - 1)
    start = _unit(points[reach] - points[0]) if start is None else start
    end = _unit(points[-1 - reach] - points[-1]) if end is None else end
    return _fit(points, start, end, tolerance, 0)


def _distinct(points: np.ndarray) -> np.ndarray:
    moves = np.r_[True, np.abs(np.diff(points, axis=0)).sum(1) > 1e-9]
    kept = points[moves]
    return kept if len(kept) > 1 else points[[0, -1]]


def _unit(vector: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(vector)
    return vector / length if length > 1e-12 else np.zeros(2)


def _fit(
    points: np.ndarray, start: np.ndarray, end: np.ndarray, tolerance: float, depth: int
) -> list[Curve]:
    if len(points) == 2 or depth > 200:
        third = np.linalg.norm(points[-1] - points[0]) / 3
        return [(points[0], points[0] + start * third, points[-1] + end * third, points[-1])]
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    at /= at[-1]
    for _ in range(4):
        curve = _bezier(points, at, start, end)
        away = _at(curve, at) - points
        error = (away**2).sum(1)
        worst = int(error[1:-1].argmax()) + 1
        if error[worst] <= tolerance**2:
            return [curve]
        if error[worst] > (4 * tolerance) ** 2:
            break
        at = _nearer(curve, points, at)
    span = min(4, worst, len(points) - 1 - worst)
    middle = _unit(points[worst - span] - points[worst + span])
    left = _fit(points[: worst + 1], start, middle, tolerance, depth + 1)
    return left + _fit(points[worst:], -middle, end, tolerance, depth + 1)


def _bezier(points: np.ndarray, at: np.ndarray, start: np.ndarray, end: np.ndarray) -> Curve:
    first, last = points[0], points[-1]
    b1, b2 = 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at)
    b0, b3 = (1 - at) ** 3, at**3
    one, two = b1[:, None] * start, b2[:, None] * end
    rest = points - (b0 + b1)[:, None] * first - (b2 + b3)[:, None] * last
    matrix = np.array(
        [[(one * one).sum(), (one * two).sum()], [(one * two).sum(), (two * two).sum()]]
    )
    right = np.array([(one * rest).sum(), (two * rest).sum()])
    length = np.linalg.norm(last - first)
    determinant = np.linalg.det(matrix)
    reach = np.linalg.solve(matrix, right) if abs(determinant) > 1e-9 else np.zeros(2)
    if (reach < 1e-3 * length).any() or (reach > 3 * length + 3).any():
        reach = np.array([length / 3, length / 3])
    return first, first + start * reach[0], last + end * reach[1], last


def _at(curve: Curve, at: np.ndarray) -> np.ndarray:
    a, b, c, d = curve
    t = at[:, None]
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d


def _nearer(curve: Curve, points: np.ndarray, at: np.ndarray) -> np.ndarray:
    """One step of Newton towards the nearest place on the curve for each point."""
    a, b, c, d = curve
    t = at[:, None]
    slope = 3 * ((1 - t) ** 2 * (b - a) + 2 * t * (1 - t) * (c - b) + t**2 * (d - c))
    bend = 6 * ((1 - t) * (c - 2 * b + a) + t * (d - 2 * c + b))
    away = _at(curve, at) - points
    above = (away * slope).sum(1)
    below = (slope * slope).sum(1) + (away * bend).sum(1)
    step = np.where(np.abs(below) > 1e-12, above / np.where(below == 0, 1, below), 0)
    return np.clip(at - step, 0, 1)


def path(rings: list[list[Curve]], *, closed: bool = True) -> str:
    """A path of whole numbers: each ring starts absolutely and goes on in steps."""
    written = []
    for ring in rings:
        here = np.rint(ring[0][0]).astype(int)
        steps: list[int] = []
        begin = f"M{here[0]} {here[1]}c"
        for curve in ring:
            corners = np.rint(np.array(curve[1:])).astype(int)
            steps += (corners - here).ravel().tolist()
            here = corners[-1]
        if any(steps):
            written.append(begin + _joined(steps) + ("z" if closed else ""))
    return "".join(written)


def _joined(numbers: list[int]) -> str:
    text = str(numbers[0])
    for number in numbers[1:]:
        text += str(number) if number < 0 else f" {number}"
    return text
