"""Lowers the arms and closes the legs with the rig, so that the figure is narrow on a phone."""

import numpy as np

from tools.body_figure.mesh import Mesh

# By bone of the left side: turns about an axis, in degrees, one after the other; the right side mirrors
# them. Axes: x to the left (positive turns y towards z), y up, z forward; `twist` runs down the bone, and
# `hinge` is that of the elbow. Each bone turns with everything that hangs on it.
Pose = dict[str, tuple[tuple[str, float], ...]]


def posed(mesh: Mesh, points: np.ndarray, pose: Pose) -> np.ndarray:
    """The points in a pose, by linear blending of the bones that each follows."""
    moves: dict[str, np.ndarray] = {}
    result = np.zeros((len(points), 3))
    homogeneous = np.c_[points, np.ones(len(points))]
    for name in mesh.rig:
        move = _move(name, mesh, points, pose, moves)
        result += mesh.weights[name][:, None] * (homogeneous @ move.T)[:, :3]
    loose = sum(mesh.weights.values()) < 0.5
    result[loose] = points[loose]
    return result


def _move(
    name: str, mesh: Mesh, points: np.ndarray, pose: Pose, moves: dict[str, np.ndarray]
) -> np.ndarray:
    if name not in moves:
        parent = mesh.rig[name].get("parent")
        above = _move(parent, mesh, points, pose, moves) if parent else np.eye(4)
        kind, _, side = name.partition(".")
        turns = pose.get(kind, ()) if side else ()
        moves[name] = above @ _turned(name, turns, mesh, points) if turns else above
    return moves[name]


def _turned(
    name: str, turns: tuple[tuple[str, float], ...], mesh: Mesh, points: np.ndarray
) -> np.ndarray:
    kind, _, side = name.partition(".")
    centre = mesh.head(points, mesh.rig[name])
    turn = np.eye(3)
    for axis, degrees in turns:
        sign = -1 if side == "R" and axis in ("y", "z", "twist", "hinge") else 1
        turn = (
            _about(_axis(axis, kind, side.lower(), mesh, points), sign * np.radians(degrees)) @ turn
        )
    move = np.eye(4)
    move[:3, :3] = turn
    move[:3, 3] = centre - turn @ centre
    return move


def _axis(axis: str, kind: str, side: str, mesh: Mesh, points: np.ndarray) -> np.ndarray:
    if axis in ("x", "y", "z"):
        return np.eye(3)["xyz".index(axis)]
    joints = [mesh.joint(points, f"joint-{side}-{one}") for one in ("shoulder", "elbow", "hand")]
    upper, lower = joints[1] - joints[0], joints[2] - joints[1]
    if axis == "hinge":
        found = np.cross(lower, upper) * (1 if side == "l" else -1)
    else:
        found = upper if kind.startswith("upper") else lower
    return found / np.linalg.norm(found)


def _about(axis: np.ndarray, angle: float) -> np.ndarray:
    """The turn about an axis, after Rodrigues."""
    x, y, z = axis
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
