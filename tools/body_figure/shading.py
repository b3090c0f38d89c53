"""Quiet shading: a few soft layers from a light that stands before the viewer, and thin lines where form ends."""

import contourpy
import numpy as np
from scipy import ndimage

from tools.body_figure.camera import Camera, Sight
from tools.body_figure.curves import Curve, fitted
from tools.body_figure.tracing import chains, ring_of, smoothed

LAYERS = 7  # of the same colour, one over the other
DARKEST, LIGHTEST = 0.36, 0.94  # between these tones the layers lie


def tone(sight: Sight, normals: np.ndarray, camera: Camera, softness: float) -> np.ndarray:
    """How light each pixel is, 0 to 1: turned towards the light, and not in a hollow. Symmetric left and right."""
    light = camera.toward * 0.9 + camera.up * 0.28
    light /= np.linalg.norm(light)
    lit = np.zeros(sight.seen.shape)
    lit[sight.seen] = np.clip(normals @ light, 0, 1)
    soft = _blurred(lit, sight.seen, softness)
    deep = _blurred(np.where(sight.seen, sight.depth, 0), sight.seen, 6 * softness)
    hollow = np.where(sight.seen, np.clip(deep - sight.depth, -0.25, 0.25), 0)
    hollow = _blurred(hollow, sight.seen, softness)
    return np.clip(soft - 0.55 * hollow, 0, 1)


def _blurred(values: np.ndarray, seen: np.ndarray, width: float) -> np.ndarray:
    """A blur that takes nothing from beyond the outline."""
    share = ndimage.gaussian_filter(seen.astype(float), width)
    return ndimage.gaussian_filter(np.where(seen, values, 0), width) / np.maximum(share, 1e-3)


def layers(
    sight: Sight, tones: np.ndarray, least: int, tolerance: float
) -> list[list[list[Curve]]]:
    """The rings round what is darker than each of the levels, the lightest first.

    The tones go on beyond the outline, so that a layer ends under it; whoever draws clips them.
    """
    grown = ndimage.distance_transform_edt(~sight.seen, return_distances=False, return_indices=True)
    outside = tones[tuple(grown)]
    near = ndimage.binary_dilation(sight.seen, iterations=3)
    field = np.where(near, outside, 1.0)
    found = []
    for level in np.linspace(LIGHTEST, DARKEST, LAYERS):
        found.append(contours(field, level, least, tolerance))
    return found


def contours(field: np.ndarray, level: float, least: float, tolerance: float) -> list[list[Curve]]:
    """The closed lines at a level of a field, but for those round less than `least` pixels."""
    lines = contourpy.contour_generator(z=field).lines(level)
    # A value of a pixel stands in its middle, a path runs between corners: half a pixel apart.
    return [ring_of(line[:-1] + 0.5, tolerance) for line in lines if _is_large(line, least)]


def _is_large(line: np.ndarray, least: float) -> bool:
    if len(line) < 8 or not np.allclose(line[0], line[-1]):
        return False
    x, y = line.T
    return bool(abs((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) / 2 > least)


def lines(
    sight: Sight, blank: np.ndarray, jump: float, shortest: float, smooth: float, tolerance: float
) -> list[list[Curve]]:
    """Open lines where one part of the body passes before another, by more than `jump` decimetres.

    None is drawn where the picture is `blank`.
    """
    steps: dict[tuple[int, int], list[tuple[int, int]]] = {}
    depth, seen = sight.depth, sight.seen & ~blank
    both = seen[:, 1:] & seen[:, :-1]
    upright = both & (
        np.abs(np.where(both, depth[:, 1:] - np.where(both, depth[:, :-1], 0), 0)) > jump
    )
    for row, column in zip(*np.nonzero(upright), strict=True):
        _join(steps, (int(column) + 1, int(row)), (int(column) + 1, int(row) + 1))
    both = seen[1:] & seen[:-1]
    level = both & (np.abs(np.where(both, depth[1:] - np.where(both, depth[:-1], 0), 0)) > jump)
    for row, column in zip(*np.nonzero(level), strict=True):
        _join(steps, (int(column), int(row) + 1), (int(column) + 1, int(row) + 1))
    found = []
    for line in chains(steps):
        points = np.array(line, float)
        if np.abs(np.diff(points, axis=0)).sum() >= shortest and len(points) > 4:
            found.append(fitted(smoothed(points, smooth, closed=False), tolerance))
    return found


def _join(steps: dict, one: tuple[int, int], two: tuple[int, int]) -> None:
    steps.setdefault(one, []).append(two)
    steps.setdefault(two, []).append(one)
