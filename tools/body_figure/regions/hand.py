"""Palm, back of the hand, and the five fingers."""

import numpy as np

from tools.body_figure.regions.paint import Paint, curve, oval
from tools.body_figure.skin import Skin


def paint(on: Paint, skin: Skin) -> None:
    """Paints from the wrist to the finger tips."""
    along, across, _ = skin.hand
    wrist = curve(across, (-0.3, 0.1), (0, 0.06), (0.3, 0.12))
    hand = (skin.part("hand") > 0.4) & (along > wrist)
    palm = skin.palmar > 0.05
    on("hand-dorsal", hand & ~palm)
    on("palm", hand & palm)
    web = hand & ~palm & (across > 0.24) & (along > 0.3) & (along < 0.86)
    on("thumb-web", web)
    on(
        "thenar",
        hand
        & palm
        & (across > curve(along, (0.05, 0.02), (0.4, 0.16), (0.7, 0.36)))
        & (along < 0.66),
    )
    on(
        "anatomical-snuffbox",
        hand & oval(along, across, (0.19, 0.31), (0.19, 0.13), 35) & (skin.palmar < 0.3),
    )
    _fingers(on, skin, hand)


def _fingers(on: Paint, skin: Skin, hand: np.ndarray) -> None:
    along, across, _ = skin.hand
    on(
        "thumb",
        hand
        & (across + 0.45 * along > 0.745)
        & (along < 0.98)
        & (across > 0.36)
        & (skin.part("thumb") > 0.3),
    )
    root = curve(across, (-0.4, 0.9), (-0.2, 0.96), (0.0, 1.04), (0.2, 1.04), (0.4, 1.0))
    for name in ("index", "middle", "ring", "little"):
        others = [skin.part(one) for one in ("index", "middle", "ring", "little") if one != name]
        mine = (skin.part(name) > np.max(others, 0)) & (skin.part(name) > 0.3)
        on(f"{name}-finger", hand & mine & (along > root))
