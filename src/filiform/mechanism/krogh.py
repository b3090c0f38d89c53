"""The Krogh cylinder: how far oxygen falls between a capillary and the tissue it serves."""

from math import log, pi

CM_PER_UM = 1e-4


def oxygen_drop(
    at_um: float, *, capillary_um: float, tissue_um: float, consumption: float, krogh: float
) -> float:
    """Fall of oxygen pressure in mmHg from the wall of the capillary to a distance from its axis.

    Args:
        at_um: distance from the axis, in µm; from `capillary_um` to `tissue_um`.
        capillary_um: radius of the capillary, in µm.
        tissue_um: radius of the tissue it serves, in µm; no oxygen crosses that border.
        consumption: mL of oxygen a second in a mL of tissue.
        krogh: the Krogh coefficient, mL O₂ / (cm · s · mmHg).

    Raises:
        ValueError: for a distance outside of the tissue, or a radius or coefficient that is not positive.

    Krogh 1919: ΔP(r) = M R² / (2K) · ln(r / r_c) − M (r² − r_c²) / (4K).
    """
    if not 0 < capillary_um <= at_um <= tissue_um:
        raise ValueError(
            f"at_um is {at_um:g}; allowed are {capillary_um:g} (capillary, above 0) to {tissue_um:g} (tissue)"
        )
    if krogh <= 0 or consumption < 0:
        raise ValueError(
            f"krogh is {krogh:g}, consumption {consumption:g}; allowed are above 0 and from 0"
        )
    r, inner, outer = (radius * CM_PER_UM for radius in (at_um, capillary_um, tissue_um))
    return consumption / krogh * (outer**2 / 2 * log(r / inner) - (r**2 - inner**2) / 4)


def mean_oxygen_drop(
    *, capillary_um: float, tissue_um: float, consumption: float, krogh: float
) -> float:
    """The same fall in mmHg as a mean over the tissue, which is what the simulation uses.

    The integral of ΔP(r) · 2πr from the capillary to the border, over the area between them.
    """
    inner, outer = capillary_um * CM_PER_UM, tissue_um * CM_PER_UM
    ratio = log(outer / inner)
    logarithm = pi * outer**2 * ratio - pi * (outer**2 - inner**2) / 2
    squares = pi / 2 * (outer**4 - inner**4) - pi * inner**2 * (outer**2 - inner**2)
    area = pi * (outer**2 - inner**2)
    return consumption / krogh * (outer**2 / 2 * logarithm - squares / 4) / area
