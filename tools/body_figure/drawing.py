"""Draws one picture: what is seen, its regions and muscles as paths, its shading and its lines."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import ndimage

from tools.body_figure import shading, tracing
from tools.body_figure.camera import Sight, look
from tools.body_figure.curves import Curve, path
from tools.body_figure.mesh import Mesh, Surface
from tools.body_figure.muscles import muscles_of
from tools.body_figure.pose import posed
from tools.body_figure.regions import regions_of
from tools.body_figure.skin import PARTS, Body, Skin
from tools.body_figure.views import FEMALE_SHARE, STANDING, View

PIXELS = 1  # for each unit of a picture; more of them only sharpen what is smoothed afterwards
MARGIN = 10  # pixels round the body
SMOOTH = 3.2  # pixels over which the steps of a border are blurred
LEAST_MUSCLE = 300  # pixels: less of a muscle is not worth a shape
NARROWEST_MUSCLE = 3  # units of the picture, as a radius
FACE = "mouth upper-teeth lower-teeth chin nose eye cheek".split()
MIDLINE = frozenset(
    "chin coccyx epigastrium genitals mouth nose perineum pubis sacrum sternum throat umbilicus vertex".split()
)


@dataclass(frozen=True)
class Model:
    """The mesh with all that pictures of it share."""

    mesh: Mesh
    surface: Surface
    body: Body

    # What lies on each point of the fine surface at rest: place, normal, parts of the body.
    rest: np.ndarray
    normals: np.ndarray
    parts: np.ndarray

    @classmethod
    def of(cls, mesh: Mesh) -> "Model":
        """A model of a mesh."""
        surface, body = Surface(mesh), Body(mesh)
        rest = surface.fine(body.rest)
        return cls(mesh, surface, body, rest, surface.normals(rest), surface.fine(body.parts))

    def points(self, build: str, *, at_rest: bool) -> np.ndarray:
        """Points of the fine surface in a build, standing or as the mesh comes."""
        coarse = self.mesh.shape(FEMALE_SHARE[build])
        return self.surface.fine(coarse if at_rest else posed(self.mesh, coarse, STANDING))

    def skin(self, sight: Sight, triangles: np.ndarray) -> Skin:
        """The skin behind every pixel that is seen."""
        values = (self.rest, self.normals, self.parts)
        return Skin(self.body, *(sight.of(one, triangles) for one in values))


def drawn(model: Model, view: View, build: str) -> dict[str, Any]:
    """One picture as data. Lengths are units of the picture; x runs right, y down."""
    points = model.points(build, at_rest=view.at_rest)
    triangles = _triangles(model, view)
    sight = _sight(points, triangles, view)
    if view.part:
        kept = _kept(model.skin(sight, triangles), view)
        sight = sight.cropped(kept, MARGIN, symmetric=view.symmetric)
    skin = model.skin(sight, triangles)
    names, labels = _labels(sight, skin, view)
    borders = tracing.borders(labels, SMOOTH, 0.8)
    height, width = labels.shape
    return {
        "view": view.name,
        "build": build,
        "width": round(width / PIXELS),
        "height": round(height / PIXELS),
        "outline": _path(tracing.rings(tracing.NOTHING, borders)),
        **_shading(model, points, triangles, sight, view),
        "lines": _lines(sight, names, labels, view),
        "regions": _regions(names, labels, borders, view),
        "muscles": _muscles(sight, skin, view),
    }


def _triangles(model: Model, view: View) -> np.ndarray:
    if not view.part:
        return model.surface.triangles
    parts, rest = dict(zip(PARTS, model.parts.T, strict=True)), model.rest
    right = rest[:, 0] < 0
    wanted = {
        "head": rest[:, 1] > 4.9,
        "hand": right & (parts["hand"] + parts["forearm"] > 0.5),
        "foot": right & (rest[:, 1] < -6.0),
    }[view.part]
    triangles = model.surface.triangles
    return triangles[wanted[triangles].all(1)]


def _sight(points: np.ndarray, triangles: np.ndarray, view: View) -> Sight:
    camera, scale = view.camera(), view.scale * PIXELS
    flat = np.stack([points @ camera.right, points @ camera.up], 1)[np.unique(triangles)]
    low, high = flat.min(0), flat.max(0)
    if view.symmetric:
        half = np.ceil(np.abs(flat[:, 0]).max() * scale) / scale
        low[0], high[0] = -half, half
    return look(points, triangles, camera, scale, MARGIN, (low, high))


def _kept(skin: Skin, view: View) -> np.ndarray:
    """The skin that a close-up shows: it ends in a soft curve, not at the edge of the picture."""
    if view.part == "head":
        return skin.y > 5.4 + 0.5 * skin.x**2 + 0.3 * (skin.z - 0.1) ** 2
    if view.part == "hand":
        return skin.forearm[0] > 0.74
    if view.name.startswith("foot-top"):
        return skin.foot[0] > 0.2  # from above, the leg stands before the heel
    return skin.y < -6.9


def _labels(sight: Sight, skin: Skin, view: View) -> tuple[list[str], np.ndarray]:
    """For each pixel twice the place of its region, and one more on the left side of the body."""
    names, of = regions_of(skin)
    paired = np.array([name not in MIDLINE for name in names])
    labels = np.full(sight.seen.shape, tracing.NOTHING)
    labels[sight.seen] = 2 * of + (skin.is_left & paired[of])
    labels = tracing.cleaned(labels, 3.5, 200, 2.5)
    if view.symmetric:
        half = labels.shape[1] // 2
        right = labels[:, :half] if view.toward[2] > 0 else labels[:, : half - 1 : -1]
        other = np.where((right >= 0) & paired[right // 2], right ^ 1, right)
        both = np.concatenate([right, other[:, ::-1]], 1)
        labels = both if view.toward[2] > 0 else both[:, ::-1]
    return names, labels


def _shading(
    model: Model, points: np.ndarray, triangles: np.ndarray, sight: Sight, view: View
) -> dict[str, Any]:
    normals = sight.of(model.surface.normals(points), triangles)
    softness = 0.032 if view.part else 0.065  # decimetres
    tones = shading.tone(sight, normals, view.camera(), softness * sight.scale)
    if view.symmetric:
        tones = (tones + tones[:, ::-1]) / 2
    return {"layers": [_path(one) for one in shading.layers(sight, tones, 1200, 2.4)]}


def _lines(sight: Sight, names: list[str], labels: np.ndarray, view: View) -> str:
    """Lines where a part passes before another; on a small face they would be stitches, and are left out."""
    small = [2 * names.index(one) + side for one in FACE if one in names for side in (0, 1)]
    blank = np.isin(labels, small) & (not view.part)
    return _path(shading.lines(sight, blank, 0.09, 26, SMOOTH, 0.9), closed=False)


def _regions(
    names: list[str], labels: np.ndarray, borders: list[tracing.Border], view: View
) -> list[dict[str, Any]]:
    """Regions with their paths; of a symmetric picture only the right half, as the left mirrors it."""
    found = []
    for label in np.unique(labels[labels != tracing.NOTHING]).tolist():
        name = names[label // 2]
        side = "midline" if name in MIDLINE else ("right", "left")[label % 2]
        if view.symmetric and side == "left":
            continue
        rings = tracing.rings(label, borders)
        found.append(
            {"region": name, "side": side, "path": _path(rings)} | _anchor(labels == label)
        )
    return sorted(found, key=lambda one: (one["region"], one["side"]))


def _anchor(mask: np.ndarray) -> dict[str, Any]:
    """The middle of the largest circle within, and its radius: where a label or a finger goes."""
    rows, columns = np.nonzero(mask)
    box = np.pad(mask[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], 1)
    depth = ndimage.distance_transform_edt(box)
    widest = np.argwhere(depth >= depth.max() - 0.5).mean(0)
    best = np.argwhere(depth >= depth.max() - 0.5)
    row, column = best[np.argmin(((best - widest) ** 2).sum(1))]
    at = [round((column + columns.min()) / PIXELS), round((row + rows.min()) / PIXELS)]
    return {"at": at, "radius": round(float(depth.max()) / PIXELS)}


def _muscles(sight: Sight, skin: Skin, view: View) -> list[dict[str, Any]]:
    """Muscles of the right side that lie under enough of what is seen."""
    found = []
    place = np.full(sight.seen.shape, -1)
    place[sight.seen] = np.arange(len(skin))
    for name, over in muscles_of(skin).items():
        over &= ~skin.is_left
        if over.sum() < LEAST_MUSCLE:
            continue
        mask = sight.seen & over[place]
        rings = _rings_round(mask)
        anchor = _anchor(mask)
        if rings and anchor["radius"] >= NARROWEST_MUSCLE:
            found.append({"muscle": name, "path": _path(rings)} | anchor)
    return sorted(found, key=lambda one: one["muscle"])


def _rings_round(mask: np.ndarray) -> list[list[Curve]]:
    """The outline of what is marked, without its steps and without crumbs."""
    rows, columns = np.nonzero(mask)
    top, left = int(rows.min()) - MARGIN, int(columns.min()) - MARGIN
    box = np.pad(mask, MARGIN)[
        top + MARGIN : rows.max() + 3 * MARGIN, left + MARGIN : columns.max() + 3 * MARGIN
    ]
    soft = ndimage.gaussian_filter(box.astype(float), 3)
    rings = shading.contours(soft, 0.5, 0.3 * LEAST_MUSCLE, 1.1)
    shift = np.array([left, top])
    return [[tuple(corner + shift for corner in curve) for curve in ring] for ring in rings]


def _path(rings: list[list[Curve]], *, closed: bool = True) -> str:
    scaled = [[tuple(corner / PIXELS for corner in curve) for curve in ring] for ring in rings]
    return path(scaled, closed=closed)
