"""Thigh, knee and lower leg."""

import numpy as np

from tools.body_figure.regions.paint import Paint, curve
from tools.body_figure.skin import Skin


def paint(on: Paint, skin: Skin) -> None:
    """Paints from the groin to the ankle."""
    _thigh(on, skin)
    _knee(on, skin)
    _lower_leg(on, skin)
    _ankle(on, skin)


def _thigh(on: Paint, skin: Skin) -> None:
    y, (_, turn) = skin.y, skin.thigh
    crease = curve(np.abs(turn), (0, 0.12), (40, 0.0), (90, -0.35), (130, -0.4), (180, -0.42))
    inner = turn < 0
    crease = np.where(
        inner, curve(-turn, (0, 0.12), (60, -0.1), (110, -0.16), (150, -0.38), (180, -0.42)), crease
    )
    thigh = (y < crease) & (y > -4.5)
    for half, where in (("upper", thigh), ("lower", thigh & (y < -1.68))):
        on(f"thigh-posterior-{half}", where)
        on(f"thigh-anterior-{half}", where & (turn > -38) & (turn < 42))
        on(f"thigh-lateral-{half}", where & (turn >= 42) & (turn < 116))
        on(f"thigh-medial-{half}", where & (turn <= -38) & (turn > -120))


def _knee(on: Paint, skin: Skin) -> None:
    y, (_, turn) = skin.y, skin.thigh
    knee = (y < curve(np.abs(turn), (0, -2.86), (60, -2.95), (180, -3.0))) & (y > -4.4)
    on("knee-posterior", knee)
    on("knee-anterior", knee & (turn > -52) & (turn < 52))
    on("knee-lateral", knee & (turn >= 52) & (turn < 122))
    on("knee-medial", knee & (turn <= -52) & (turn > -126))


def _lower_leg(on: Paint, skin: Skin) -> None:
    y, (_, turn) = skin.y, skin.shank
    leg = (y < curve(np.abs(turn), (0, -4.08), (60, -3.98), (120, -3.86), (180, -3.92))) & (
        y > -7.6
    )
    on("calf-lateral", leg & (turn > 0))
    on("calf-medial", leg & (turn <= 0))
    on("shin", leg & (turn > -48) & (turn < 54))
    on("leg-lateral", leg & (turn >= 54) & (turn < 132))
    on("leg-medial", leg & (turn <= -48) & (turn > -146))
    lower = leg & (y < curve(np.abs(turn), (100, -6.35), (140, -5.9), (180, -5.75)))
    on("achilles-tendon", lower & ((turn >= 132) | (turn <= -146)))


def _ankle(on: Paint, skin: Skin) -> None:
    y, (_, turn) = skin.y, skin.shank
    ankle = (y < curve(np.abs(turn), (0, -6.95), (90, -6.85), (110, -6.9))) & (y > -8.3)
    on("ankle-anterior", ankle & (turn > -42) & (turn < 42))
    on("ankle-lateral", ankle & (turn >= 42) & (turn < 136))
    on("ankle-medial", ankle & (turn <= -42) & (turn > -146))
