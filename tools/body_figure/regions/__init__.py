"""Where the regions of the library lie on the skin: painted in layers, the later over the earlier."""

import numpy as np

from tools.body_figure.regions import arm, foot, hand, head, leg, trunk
from tools.body_figure.regions.paint import Paint
from tools.body_figure.skin import Skin


def regions_of(skin: Skin) -> tuple[list[str], np.ndarray]:
    """Short names of regions, and for each spot of skin the place of its region in them."""
    paint = Paint(len(skin))
    for part in (trunk, head, leg, foot, arm, hand):
        part.paint(paint, skin)
    return paint.names, paint.of
