"""Turns a picture of labels into paths whose borders fit each other exactly: each border is smoothed once."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from tools.body_figure.curves import Curve, fitted

Corner = tuple[int, int]
NOTHING = -1


@dataclass
class Border:
    """A line between two labels from one node to the next, as corners of pixels and as curves."""

    corners: list[Corner]
    left: int
    right: int
    curves: list[Curve]


def cleaned(labels: np.ndarray, blur: float, least: int, narrowest: float) -> np.ndarray:
    """Labels with their borders rounded.

    Patches smaller than `least` pixels go to a neighbour, and so does a label that nowhere holds a
    circle of the radius `narrowest`.
    """
    seen = labels != NOTHING
    best = np.full(labels.shape, -1.0)
    result = np.full(labels.shape, NOTHING)
    reach = int(4 * blur) + 1
    for label, box in enumerate(ndimage.find_objects(labels + 1)):
        if box is None:
            continue
        wide = tuple(slice(max(one.start - reach, 0), one.stop + reach) for one in box)
        share = ndimage.gaussian_filter((labels[wide] == label).astype(float), blur)
        wins = share > best[wide]
        best[wide][wins] = share[wins]
        result[wide][wins] = label
    result[~seen] = NOTHING
    return _without_crumbs(result, seen, least, narrowest)


def _without_crumbs(
    labels: np.ndarray, seen: np.ndarray, least: int, narrowest: float
) -> np.ndarray:
    crumbs = np.zeros(labels.shape, bool)
    for label, box in enumerate(ndimage.find_objects(labels + 1)):
        if box is None:
            continue
        here = labels[box] == label
        if ndimage.distance_transform_edt(np.pad(here, 1)).max() < narrowest:
            crumbs[box] |= here
            continue
        parts, count = ndimage.label(here)
        if count > 1:
            sizes = np.bincount(parts.ravel())
            crumbs[box] |= (sizes < min(least, sizes[1:].max()))[parts] & here
    sound = seen & ~crumbs
    near = ndimage.distance_transform_edt(~sound, return_distances=False, return_indices=True)
    return np.where(crumbs, labels[tuple(near)], labels)


def borders(labels: np.ndarray, smooth: float, tolerance: float) -> list[Border]:
    """Every border in a picture of labels, as curves in pixels."""
    steps, sides = _steps(labels)
    placed, directions = _outline(labels, steps, sides, smooth)
    found = []
    for corners in chains(steps):
        left, right = sides[corners[0], corners[1]]
        curves = _curves(corners, {left, right}, placed, directions, smooth, tolerance)
        found.append(Border(corners, left, right, curves))
    return found


def _steps(
    labels: np.ndarray,
) -> tuple[dict[Corner, list[Corner]], dict[tuple[Corner, Corner], tuple[int, int]]]:
    """Steps along the sides of pixels between different labels; what lies left and right of each."""
    steps: defaultdict[Corner, list[Corner]] = defaultdict(list)
    sides: dict[tuple[Corner, Corner], tuple[int, int]] = {}

    def add(one: Corner, two: Corner, left: int, right: int) -> None:
        steps[one].append(two)
        steps[two].append(one)
        sides[one, two], sides[two, one] = (left, right), (right, left)

    padded = np.pad(labels, 1, constant_values=NOTHING)
    for row, column in zip(*np.nonzero(padded[:, 1:] != padded[:, :-1]), strict=True):
        one, two = int(padded[row, column]), int(padded[row, column + 1])
        add((int(column), int(row) - 1), (int(column), int(row)), two, one)
    for row, column in zip(*np.nonzero(padded[1:] != padded[:-1]), strict=True):
        one, two = int(padded[row, column]), int(padded[row + 1, column])
        add((int(column) - 1, int(row)), (int(column), int(row)), one, two)
    return steps, sides


def chains(steps: dict[Corner, list[Corner]]) -> list[list[Corner]]:
    """Lines of corners from node to node, and the rings that have no node; each step is used once."""
    used: set[tuple[Corner, Corner]] = set()
    nodes = [corner for corner, others in steps.items() if len(others) != 2]
    found = []
    for start in [*sorted(nodes), *sorted(steps)]:
        for other in steps[start]:
            if (start, other) in used:
                continue
            line = [start, other]
            used |= {(start, other), (other, start)}
            while len(steps[line[-1]]) == 2 and line[-1] != start:
                one, two = steps[line[-1]]
                following = two if one == line[-2] else one
                used |= {(line[-1], following), (following, line[-1])}
                line.append(following)
            found.append(line)
    return found


def _outline(
    labels: np.ndarray,
    steps: dict[Corner, list[Corner]],
    sides: dict[tuple[Corner, Corner], tuple[int, int]],
    smooth: float,
) -> tuple[dict[Corner, np.ndarray], dict[Corner, np.ndarray]]:
    """Where the corners of the outline go when the whole of it is smoothed, and which way it runs there."""
    outer = {
        corner: kept
        for corner, others in steps.items()
        if (kept := [one for one in others if NOTHING in sides[corner, one]])
    }
    placed, directions = {}, {}
    for ring in chains(outer):
        points = np.array(ring, float)
        closed = ring[0] == ring[-1]
        points = smoothed(points[:-1] if closed else points, smooth, closed=closed)
        if closed:
            ahead = np.roll(points, -3, 0) - np.roll(points, 3, 0)
        else:
            ahead = np.gradient(points, axis=0) if len(points) > 1 else np.zeros_like(points)
        length = np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
        for corner, point, way in zip(ring, points, ahead / length, strict=False):
            placed[corner], directions[corner] = point, way
    return placed, directions


def smoothed(points: np.ndarray, width: float, *, closed: bool) -> np.ndarray:
    """A line of points without its steps; the ends of an open one stay where they are."""
    if closed:
        return ndimage.gaussian_filter1d(points, width, axis=0, mode="wrap")
    reach = min(len(points) - 1, int(4 * width) + 1)
    before = 2 * points[0] - points[reach:0:-1]
    after = 2 * points[-1] - points[-2 : -2 - reach : -1]
    long = np.concatenate([before, points, after])
    result = ndimage.gaussian_filter1d(long, width, axis=0)[len(before) : len(before) + len(points)]
    result[0], result[-1] = points[0], points[-1]
    return result


def _curves(
    corners: list[Corner],
    between: set[int],
    placed: dict[Corner, np.ndarray],
    directions: dict[Corner, np.ndarray],
    smooth: float,
    tolerance: float,
) -> list[Curve]:
    if NOTHING in between:
        points = np.array([placed[one] for one in corners])
        start, end = directions[corners[0]], directions[corners[-1]]
        span = min(6, len(points) - 1)
        start = start if start @ (points[span] - points[0]) >= 0 else -start
        end = end if end @ (points[-1 - span] - points[-1]) >= 0 else -end
        return fitted(points, tolerance, start, end)
    points = np.array(corners, float)
    points[0] = placed.get(corners[0], points[0])
    points[-1] = placed.get(corners[-1], points[-1])
    if corners[0] == corners[-1]:
        return ring_of(smoothed(points[:-1], smooth, closed=True), tolerance)
    return fitted(smoothed(points, smooth, closed=False), tolerance)


def ring_of(points: np.ndarray, tolerance: float) -> list[Curve]:
    """A closed line as curves that meet without a corner."""
    way = points[1] - points[-1]
    length = np.linalg.norm(way)
    way = way / length if length else None
    back = None if way is None else -way
    return fitted(np.concatenate([points, points[:1]]), tolerance, way, back)


def rings(label: int, found: list[Border]) -> list[list[Curve]]:
    """The closed rings of curves round a label."""
    leaving: defaultdict[Corner, list[tuple[Corner, list[Curve]]]] = defaultdict(list)
    for border in found:
        if border.left == label:
            leaving[border.corners[0]].append((border.corners[-1], border.curves))
        elif border.right == label:
            back = [tuple(reversed(curve)) for curve in reversed(border.curves)]
            leaving[border.corners[-1]].append((border.corners[0], back))
    result = []
    for start in sorted(leaving):
        while leaving[start]:
            here, ring = leaving[start].pop()
            while here != start:
                here, more = leaving[here].pop()
                ring = ring + more
            result.append(ring)
    return result
