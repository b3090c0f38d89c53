"""Coordinates on the skin, in words of anatomy: how far down a limb, and which way round.

Everything is measured on the neutral build at rest, whatever build and pose a picture shows: the
same spot of skin has the same coordinates in each, so regions agree in every picture.
"""

from functools import cached_property

import numpy as np

from tools.body_figure.mesh import Mesh

PARTS = {
    "upperarm": ("upperarm",),
    "forearm": ("lowerarm",),
    "hand": ("wrist", "metacarpal", "finger"),
    "thigh": ("upperleg",),
    "shank": ("lowerleg",),
    "foot": ("foot", "toe"),
    "toes": ("toe",),
    "big_toe": ("toe1",),
    "thumb": ("finger1",),
    "index": ("finger2",),
    "middle": ("finger3",),
    "ring": ("finger4",),
    "little": ("finger5",),
}


class Frame:
    """An axis from one joint to the next, and which way is the front at either end of it."""

    def __init__(
        self, start: np.ndarray, end: np.ndarray, front: np.ndarray, front_at_end: np.ndarray | None
    ) -> None:
        self.start = start
        self.length = float(np.linalg.norm(end - start))
        self.axis = (end - start) / self.length
        self._fronts = [
            self._across(front),
            self._across(front if front_at_end is None else front_at_end),
        ]

    def _across(self, direction: np.ndarray) -> np.ndarray:
        flat = direction - (direction @ self.axis) * self.axis
        return flat / np.linalg.norm(flat)

    def along(self, points: np.ndarray) -> np.ndarray:
        """0 at the upper joint, 1 at the lower one."""
        return (points - self.start) @ self.axis / self.length

    def round(self, points: np.ndarray) -> np.ndarray:
        """Degrees from the front: positive towards the outer side, negative towards the inner."""
        share = np.clip(self.along(points), 0, 1)[:, None]
        front = (1 - share) * self._fronts[0] + share * self._fronts[1]
        front /= np.linalg.norm(front, axis=1, keepdims=True)
        outer = np.cross(front, self.axis)
        away = points - self.start
        return np.degrees(np.arctan2((away * outer).sum(1), (away * front).sum(1)))


class Body:
    """The landmarks of the neutral build at rest from which skin is measured; the left side stands for both."""

    def __init__(self, mesh: Mesh) -> None:
        self.rest = mesh.shape(0.5)
        self.side = np.where(self.rest[:, 0] >= 0, 1, -1)
        shares = {name: np.zeros(len(self.rest)) for name in PARTS}
        for part, bones in PARTS.items():
            for bone, share in mesh.weights.items():
                if bone.startswith(bones):
                    shares[part] += share
        self.parts = np.stack(list(shares.values()), 1)
        self._measure(mesh)

    def _measure(self, mesh: Mesh) -> None:
        def at(name: str) -> np.ndarray:
            return mesh.joint(self.rest, f"joint-l-{name}")

        forward = np.array([0.0, 0.0, 1.0])
        shoulder, elbow, wrist = at("shoulder"), at("elbow"), at("hand")
        hip, knee, ankle = at("upper-leg"), at("knee"), at("ankle")
        knuckles = [at(f"finger-{one}-1") for one in range(2, 6)]
        self.knuckles = knuckles
        hand_axis = (knuckles[1] + knuckles[2]) / 2 - wrist
        self.hand_length = float(np.linalg.norm(hand_axis))
        self.hand_axis = hand_axis / self.hand_length
        radial = knuckles[0] - knuckles[3]
        radial -= (radial @ self.hand_axis) * self.hand_axis
        self.hand_radial = radial / np.linalg.norm(radial)
        self.palmar = np.cross(self.hand_axis, self.hand_radial)
        self.wrist = wrist
        self.arm = Frame(shoulder, elbow, forward, None)
        self.forearm = Frame(elbow, wrist, forward + np.array([-0.3, 0.6, 0]), self.palmar)
        self.thigh = Frame(hip, knee, forward, None)
        self.shank = Frame(knee, ankle, forward, None)
        toe = at("toe-2-1")
        self.ankle = ankle
        axis = toe - ankle
        axis[1] = 0
        self.foot_axis = axis / np.linalg.norm(axis)
        self.foot_across = np.cross(np.array([0, 1.0, 0]), self.foot_axis)


class Skin:
    """Spots of skin with all their coordinates, as arrays with one value a spot; `x` counts from the midline."""

    def __init__(
        self, body: Body, points: np.ndarray, normals: np.ndarray, parts: np.ndarray
    ) -> None:
        self.body = body
        self.is_left = points[:, 0] >= 0
        mirror = np.where(self.is_left, 1.0, -1.0)[:, None] * [1, 0, 0] + [0, 1, 1]
        self.points, self.normals = points * mirror, normals * mirror
        self._parts = dict(zip(PARTS, parts.T, strict=True))

    def __len__(self) -> int:
        return len(self.points)

    @property
    def x(self) -> np.ndarray:
        """Decimetres from the midline."""
        return self.points[:, 0]

    @property
    def y(self) -> np.ndarray:
        """Decimetres up."""
        return self.points[:, 1]

    @property
    def z(self) -> np.ndarray:
        """Decimetres forward."""
        return self.points[:, 2]

    def part(self, name: str) -> np.ndarray:
        """How far a spot follows a part of the body, 0 to 1."""
        return self._parts[name]

    @cached_property
    def round(self) -> np.ndarray:
        """Degrees round head, neck and trunk: 0 in front, 90 at the side, 180 behind."""
        middle = np.interp(
            self.y, [0.3, 1, 2.5, 4, 5, 5.9, 6.4, 7], [0.1, 0.25, 0.46, 0.2, 0.1, 0.22, 0.33, 0.45]
        )
        return np.degrees(np.arctan2(self.x, self.z - middle))

    @cached_property
    def arm(self) -> tuple[np.ndarray, np.ndarray]:
        """Along the upper arm, and round it: 0 at the biceps, 90 outside, -90 inside."""
        return self._in(self.body.arm)

    @cached_property
    def forearm(self) -> tuple[np.ndarray, np.ndarray]:
        """Along the forearm, and round it: 0 on the palm's side, 90 at the thumb's."""
        return self._in(self.body.forearm)

    @cached_property
    def thigh(self) -> tuple[np.ndarray, np.ndarray]:
        """Along the thigh, and round it: 0 in front, 90 outside."""
        return self._in(self.body.thigh)

    @cached_property
    def shank(self) -> tuple[np.ndarray, np.ndarray]:
        """Along the lower leg, and round it: 0 in front, 90 outside."""
        return self._in(self.body.shank)

    @cached_property
    def hand(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Along the hand (0 wrist, 1 knuckles), across it towards the thumb, and towards the palm; decimetres."""
        body, away = self.body, self.points - self.body.wrist
        along = away @ body.hand_axis / body.hand_length
        return along, away @ body.hand_radial, away @ body.palmar

    @cached_property
    def palmar(self) -> np.ndarray:
        """How far the skin of a hand looks the way the palm does, -1 to 1."""
        return self.normals @ self.body.palmar

    @cached_property
    def foot(self) -> tuple[np.ndarray, np.ndarray]:
        """Along the foot from the ankle forward, and across it outwards; decimetres."""
        away = self.points - self.body.ankle
        return away @ self.body.foot_axis, away @ self.body.foot_across

    def _in(self, frame: Frame) -> tuple[np.ndarray, np.ndarray]:
        return frame.along(self.points), frame.round(self.points)
