"""How much of the body's surface each region is, in per cent, measured on the neutral build."""

import itertools

import numpy as np

from tools.body_figure.camera import Camera, look
from tools.body_figure.drawing import MIDLINE, Model
from tools.body_figure.regions import regions_of
from tools.body_figure.skin import Skin

SCALE = 70  # pixels a decimetre: finer than the quads of the coarse mesh


def shares(model: Model) -> dict[str, float]:
    """Per cent of the skin by region: of one side for a region that has sides. All together are 100."""
    quads = model.surface.quads
    outside = np.repeat(_outside(model), len(quads) // len(model.mesh.quads))
    corners = model.rest[quads]
    area = np.linalg.norm(
        np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]), axis=1
    )
    area = np.where(outside, area, 0)
    middles = (one[quads].mean(1) for one in (model.rest, model.normals, model.parts))
    names, of = regions_of(Skin(model.body, *middles))
    total = np.bincount(of, area, len(names)) / area.sum() * 100
    return {
        name: round(float(part if name in MIDLINE else part / 2), 3)
        for name, part in sorted(zip(names, total, strict=True))
    }


def _outside(model: Model) -> np.ndarray:
    """Which quads of the coarse mesh are skin: those seen from somewhere, and not the inside of the mouth."""
    quads = model.mesh.quads
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    seen = np.zeros(len(quads), bool)
    for toward in itertools.product((-1, 0, 1), repeat=3):
        if any(toward):
            up = (0, 0, 1) if toward[0] == toward[2] == 0 else (0, 1, 0)
            sight = look(model.body.rest, triangles, Camera.looking(toward, up), SCALE, 1)
            seen[sight.triangle[sight.seen] % len(quads)] = True
    return seen
