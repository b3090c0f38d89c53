"""Where muscles lie under the skin: rounded outlines on charts of the skin."""

import numpy as np

from tools.body_figure.muscles import arm, head, leg, trunk
from tools.body_figure.muscles.charts import Chart, inside
from tools.body_figure.skin import Skin

Outline = list[tuple[float, float]]
MUSCLES: dict[str, list[tuple[Chart, Outline]]] = {
    **head.MUSCLES,
    **trunk.MUSCLES,
    **arm.MUSCLES,
    **leg.MUSCLES,
}


def muscles_of(skin: Skin) -> dict[str, np.ndarray]:
    """For each muscle by short name whether each spot of skin lies over it."""
    found = {}
    for name, outlines in MUSCLES.items():
        over = np.zeros(len(skin), bool)
        for chart, outline in outlines:
            over |= inside(skin, chart, outline)
        found[name] = over
    return found
