"""Heel, sole, back of the foot, and toes."""

from tools.body_figure.regions.paint import Paint, curve
from tools.body_figure.skin import Skin


def paint(on: Paint, skin: Skin) -> None:
    """Paints from the ankle to the tips of the toes."""
    y, (along, across) = skin.y, skin.foot
    inside = across < 0.08
    ankle_front = curve(
        along, (-0.5, -7.5), (-0.1, -7.66), (0.15, -7.66), (0.32, -7.35), (0.5, -7.0)
    )
    foot = (y < ankle_front) & (y < -7.2)
    on("foot-dorsal", foot)
    on(
        "foot-lateral",
        foot
        & (across > curve(along, (-0.2, 0.02), (0.3, 0.22), (0.8, 0.36), (1.3, 0.44)))
        & (y < curve(along, (0, -7.68), (0.6, -7.8), (1.3, -7.93))),
    )
    on("heel-medial", foot & inside & (along < 0.3))
    on("foot-dorsal", foot & inside & (along >= 0.3))
    on(
        "foot-arch",
        foot
        & inside
        & (along >= 0.3)
        & (along < 0.95)
        & (y < curve(along, (0.3, -7.78), (0.95, -7.95))),
    )
    heel = (y < -7.3) & (along < -0.22) & (skin.normals[:, 2] < -0.45)
    on("heel-posterior", heel)
    _sole(on, skin)
    _toes(on, skin)


def _sole(on: Paint, skin: Skin) -> None:
    along, across = skin.foot
    sole = (skin.normals[:, 1] < -0.45) & (skin.y < -7.86)
    on("sole-lateral", sole)
    on("foot-arch", sole & (across < curve(along, (0.2, 0.12), (0.6, 0.16), (1.0, 0.12))))
    on("heel-plantar", sole & (along < 0.24))
    on("forefoot-plantar", sole & (along > curve(across, (-0.3, 0.98), (0.1, 0.98), (0.5, 0.78))))


def _toes(on: Paint, skin: Skin) -> None:
    along, across = skin.foot
    root = curve(across, (-0.35, 1.36), (-0.1, 1.42), (0.1, 1.42), (0.3, 1.34), (0.55, 1.18))
    toes = (along > root) & (skin.y < -7.5)
    big = skin.part("big_toe") > 0.5 * skin.part("toes")
    on("lesser-toes", toes & ~big)
    on("big-toe", toes & big)
