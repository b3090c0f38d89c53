"""Shoulder, arm, elbow and forearm."""

import numpy as np

from tools.body_figure.regions.paint import Paint, curve
from tools.body_figure.skin import Skin


def paint(on: Paint, skin: Skin) -> None:
    """Paints from the shoulder to the wrist."""
    _shoulder(on, skin)
    _upper_arm(on, skin)
    _elbow(on, skin)
    _forearm(on, skin)


def _shoulder(on: Paint, skin: Skin) -> None:
    x, y, z = skin.x, skin.y, skin.z
    along, turn = skin.arm
    taken = np.isin(
        on.of, [on.names.index(name) for name in ("acromion", "axilla", "shoulder-top")]
    )
    groove = curve(y, (4.4, 1.62), (4.8, 1.46), (5.2, 1.36), (5.6, 1.3))
    behind = curve(y, (4.4, 1.55), (4.8, 1.42), (5.2, 1.44), (5.6, 1.5))
    deltoid = (x > np.where(z > 0.1, groove, behind)) & ~taken & (y > 3) & (along < 0.4)
    on("shoulder-anterior", deltoid & (z > 0.1))
    on("shoulder-posterior", deltoid & (z <= 0.1))
    on("shoulder-lateral", deltoid & (turn > 38) & (turn < 132) & (along > -0.24))


def _upper_arm(on: Paint, skin: Skin) -> None:
    along, turn = skin.arm
    tip = curve(np.abs(turn), (0, 0.3), (60, 0.32), (90, 0.36), (120, 0.32), (180, 0.28))
    arm = (skin.part("upperarm") + skin.part("forearm") > 0.5) & (along > tip) & (skin.y > 2)
    on("arm-posterior", arm)
    on("arm-anterior", arm & (np.abs(turn) < 42))
    on("arm-lateral", arm & (turn >= 42) & (turn < 118))
    inner = skin.part("upperarm") + skin.part("forearm") > 0.62
    on("arm-medial", inner & (turn <= -42) & (turn > -128) & (along > 0.16) & (along < 1.1))


def _elbow(on: Paint, skin: Skin) -> None:
    along, turn = skin.arm
    below, _ = skin.forearm
    elbow = (along > 0.84) & (below < 0.16) & (skin.part("forearm") + skin.part("upperarm") > 0.5)
    on("elbow-posterior", elbow)
    on("elbow-anterior", elbow & (turn > -46) & (turn < 34))
    on("elbow-lateral", elbow & (turn >= 34) & (turn < 132))
    on("elbow-medial", elbow & (turn <= -46) & (turn > -140))
    on("elbow-posterior", elbow & (np.abs(turn) > 138) & (below < 0.1))


def _forearm(on: Paint, skin: Skin) -> None:
    along, turn = skin.forearm
    forearm = (along > 0.16) & (skin.part("forearm") + skin.part("hand") > 0.5)
    on("forearm-dorsal", forearm)
    on("forearm-volar", forearm & (np.abs(turn + 5) < 52))
    on("forearm-radial", forearm & (turn >= 47) & (turn < 112))
    on("forearm-ulnar", forearm & (turn <= -57) & (turn > -128))
    wrist = forearm & (along > 0.84)
    on("wrist-dorsal-radial", wrist)
    on("wrist-dorsal-ulnar", wrist & ((turn > 172) | (turn < -90)))
    on("wrist-volar-radial", wrist & (turn >= 0) & (turn < 82))
    on("wrist-volar-ulnar", wrist & (turn < 0) & (turn > -90))
