"""Head and neck."""

import numpy as np

from tools.body_figure.regions.paint import Paint, curve, oval
from tools.body_figure.skin import Skin


def paint(on: Paint, skin: Skin) -> None:
    """Paints everything above the collar."""
    _neck(on, skin)
    jaw = curve(
        skin.z, (-0.2, 6.78), (0.25, 6.78), (0.5, 6.56), (0.85, 6.42), (1.1, 6.32), (1.42, 6.22)
    )
    under = (skin.normals[:, 1] < -0.62) & (skin.z > 0.6)
    under &= skin.y < curve(skin.z, (0.6, 6.6), (1.0, 6.42), (1.35, 6.3))
    head = (skin.y > jaw) & ~under
    _skull(on, skin, head)
    _face(on, skin, head)
    _ear(on, skin, head)


def _neck(on: Paint, skin: Skin) -> None:
    x, y, turn = skin.x, skin.y, skin.round
    collar = curve(turn, (0, 5.52), (40, 5.62), (75, 5.82), (110, 5.86), (150, 5.74), (180, 5.7))
    neck = (y > collar) & (x < 0.75)
    on("throat", neck & (x < curve(y, (5.5, 0.22), (6.3, 0.3))) & (turn < 95))
    on("neck-anterior", neck & (x >= curve(y, (5.5, 0.22), (6.3, 0.3))) & (turn < 62))
    on("neck-lateral", neck & (turn >= 62) & (turn < 118))
    on("neck-posterior-lower", neck & (turn >= 118))
    on("neck-posterior-upper", neck & (turn >= 118) & (y > 6.28))
    on("suboccipital", (turn >= 118) & (y > curve(x, (0, 6.62), (0.5, 6.6))))
    angle = (y < curve(turn, (60, 5.98), (100, 6.12), (180, 5.98))) & (x > 0.36) & (x < 0.86)
    on("neck-angle", angle & (turn > 62) & (turn < 146) & (y > curve(x, (0.4, 5.72), (0.86, 5.68))))


def _skull(on: Paint, skin: Skin, head: np.ndarray) -> None:
    x, y, z = skin.x, skin.y, skin.z
    on("side-of-head", head)
    on("occiput", head & (z < curve(y, (6.9, 0.28), (7.4, 0.1), (8.0, -0.05))))
    on("suboccipital", head & (z < 0.22) & (y < 7.02) & (y > 6.6))
    on("mastoid", head & oval(z, y, (0.22, 6.96), (0.17, 0.22), 20) & (x > 0.35))
    on(
        "forehead",
        head & (z > 0.7) & (y > 7.4) & (x < curve(y, (7.4, 0.58), (7.8, 0.55), (8.2, 0.42))),
    )
    temple = (
        (z > 0.62) & (x > 0.4) & (y > 7.2) & (y < curve(z, (0.6, 7.7), (0.9, 7.92), (1.2, 7.8)))
    )
    on(
        "temple",
        head & temple & (x >= curve(y, (7.2, 0.5), (7.5, 0.545), (7.8, 0.55), (8.2, 0.42))),
    )
    on("vertex", (y > curve(z, (-0.4, 8.0), (0.2, 8.06), (0.8, 8.06), (1.1, 8.02))))


def _face(on: Paint, skin: Skin, head: np.ndarray) -> None:
    x, y, z = skin.x, skin.y, skin.z
    face = head & (z > 0.62) & (y < 7.24)
    brow = curve(x, (0.05, 7.55), (0.3, 7.6), (0.55, 7.5))
    on("cheek", face)
    on(
        "mandible",
        head
        & (y < curve(z, (0.5, 6.92), (0.9, 6.84), (1.2, 6.72), (1.4, 6.6)))
        & (z > 0.45)
        & (y < 7.2),
    )
    on("jaw-angle", head & (y < 6.86) & (y > 6.3) & (z < 0.86) & (z > 0.42) & (x > 0.3))
    on("jaw-joint", head & oval(z, y, (0.68, 7.1), (0.13, 0.17)) & (x > 0.4))
    on("brow", head & (z > 0.9) & (x > 0.1) & (x < 0.54) & (y > 7.3) & (y < brow))
    on("eye", head & (z > 0.9) & oval(x, y, (0.3, 7.32), (0.21, 0.135)))
    on(
        "nose",
        head
        & (z > 1.2)
        & (x < curve(y, (6.86, 0.19), (7.05, 0.2), (7.3, 0.1), (7.56, 0.1)))
        & (y > 6.88)
        & (y < 7.56),
    )
    lips = head & (z > 1.1)
    on("upper-teeth", lips & (x < curve(y, (6.7, 0.4), (6.89, 0.3))) & (y >= 6.69) & (y < 6.885))
    on("lower-teeth", lips & (x < curve(y, (6.42, 0.28), (6.6, 0.4))) & (y > 6.43) & (y < 6.69))
    on("mouth", lips & oval(x, y, (0, 6.69), (0.34, 0.1)))
    on("chin", head & (z > 1.0) & (x < 0.24) & (y <= 6.45))


def _ear(on: Paint, skin: Skin, head: np.ndarray) -> None:
    on("ear", head & oval(skin.z, skin.y, (0.46, 7.14), (0.2, 0.29), -14) & (skin.x > 0.58))
