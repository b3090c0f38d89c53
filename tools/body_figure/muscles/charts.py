"""Charts of the skin: two coordinates for a part of the body, and outlines drawn on them."""

from collections.abc import Callable
from enum import Enum

import numpy as np

from tools.body_figure.skin import Skin

Coordinates = tuple[np.ndarray, np.ndarray, np.ndarray]  # across, up, and where the chart holds


def _trunk(skin: Skin) -> np.ndarray:
    return skin.part("forearm") + skin.part("hand") + skin.part("shank") + skin.part("foot") < 0.3


def _front(skin: Skin) -> Coordinates:
    return skin.x, skin.y, _trunk(skin) & (skin.normals[:, 2] > -0.1)


def _back(skin: Skin) -> Coordinates:
    under_the_chin = (skin.y > 5.5) & (skin.z > 0.4)
    return skin.x, skin.y, _trunk(skin) & (skin.normals[:, 2] < 0.3) & ~under_the_chin


def _round(skin: Skin) -> Coordinates:
    return skin.round, skin.y, _trunk(skin) & (skin.part("upperarm") < 0.6)


def _head(skin: Skin) -> Coordinates:
    return skin.z, skin.y, (skin.y > 5.4) & (skin.x > 0.12) & (skin.part("upperarm") < 0.1)


def _arm(skin: Skin) -> Coordinates:
    along, turn = skin.arm
    return turn, along, (skin.part("upperarm") + skin.part("forearm") > 0.2) & (skin.x > 1.2)


def _forearm(skin: Skin) -> Coordinates:
    along, turn = skin.forearm
    return turn, along, skin.part("forearm") + skin.part("upperarm") + skin.part("hand") > 0.6


def _palm(skin: Skin) -> Coordinates:
    along, across, _ = skin.hand
    return across, along, (skin.part("hand") > 0.3) & (skin.palmar > 0)


def _dorsum(skin: Skin) -> Coordinates:
    along, across, _ = skin.hand
    return across, along, (skin.part("hand") > 0.3) & (skin.palmar < 0.15)


def _thigh(skin: Skin) -> Coordinates:
    return skin.thigh[1], skin.y, (skin.y < 1.6) & (skin.y > -4.6) & (skin.part("hand") < 0.1)


def _shank(skin: Skin) -> Coordinates:
    return skin.shank[1], skin.y, (skin.y < -2.9) & (skin.y > -7.8)


def _sole(skin: Skin) -> Coordinates:
    along, across = skin.foot
    return across, along, (skin.normals[:, 1] < 0.1) & (skin.y < -7.72)


def _instep(skin: Skin) -> Coordinates:
    along, across = skin.foot
    return across, along, (skin.normals[:, 1] > 0) & (skin.y < -7.2)


class Chart(Enum):
    """A part of the skin with what its two coordinates are."""

    FRONT = "x and y of the trunk and the face, decimetres"
    BACK = "x and y from behind, decimetres"
    ROUND = "degrees round the trunk, and y"
    HEAD = "z and y of the side of the head"
    ARM = "degrees round the upper arm, and along it"
    FOREARM = "degrees round the forearm, and along it"
    PALM = "across the palm, and along the hand"
    DORSUM = "across the back of the hand, and along it"
    THIGH = "degrees round the thigh, and y"
    SHANK = "degrees round the lower leg, and y"
    SOLE = "across the sole, and along the foot"
    INSTEP = "across the back of the foot, and along it"


_CHARTS: dict[Chart, Callable[[Skin], Coordinates]] = {
    Chart.FRONT: _front,
    Chart.BACK: _back,
    Chart.ROUND: _round,
    Chart.HEAD: _head,
    Chart.ARM: _arm,
    Chart.FOREARM: _forearm,
    Chart.PALM: _palm,
    Chart.DORSUM: _dorsum,
    Chart.THIGH: _thigh,
    Chart.SHANK: _shank,
    Chart.SOLE: _sole,
    Chart.INSTEP: _instep,
}
TURNING = {Chart.ARM, Chart.FOREARM, Chart.THIGH, Chart.SHANK}


def inside(skin: Skin, chart: Chart, outline: list[tuple[float, float]]) -> np.ndarray:
    """Whether each spot lies within an outline, whose corners are rounded."""
    across, up, holds = _CHARTS[chart](skin)
    ring = _rounded(np.array(outline, float))
    if chart in TURNING:
        middle = (ring[:, 0].min() + ring[:, 0].max()) / 2
        across = (across - middle + 180) % 360 - 180 + middle
    low, high = ring.min(0), ring.max(0)
    near = holds & (across > low[0]) & (across < high[0]) & (up > low[1]) & (up < high[1])
    result = np.zeros(len(skin), bool)
    result[near] = _within(across[near], up[near], ring)
    return result


def _rounded(corners: np.ndarray, steps: int = 6) -> np.ndarray:
    """A closed curve through the corners, after Catmull and Rom."""
    before, here = np.roll(corners, 1, 0), corners
    after, beyond = np.roll(corners, -1, 0), np.roll(corners, -2, 0)
    t = (np.arange(steps) / steps)[None, :, None]
    before, here, after, beyond = (one[:, None] for one in (before, here, after, beyond))
    curve = (
        2 * here
        + (after - before) * t
        + (2 * before - 5 * here + 4 * after - beyond) * t**2
        + (3 * here - before - 3 * after + beyond) * t**3
    ) / 2
    return curve.reshape(-1, 2)


def _within(x: np.ndarray, y: np.ndarray, ring: np.ndarray) -> np.ndarray:
    """Even and odd crossings of a ray to the right."""
    result = np.zeros(len(x), bool)
    for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, 0), strict=True):
        if y1 != y2:
            crosses = (y1 > y) != (y2 > y)
            result ^= crosses & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return result
