"""The body figure: pictures of the body with its regions and muscles, and what is painted on them."""

from filiform.figure.anatomy import Build, Figure, MuscleShape, RegionShape, View
from filiform.figure.drawing import Drawing, MusclePoint, Painted, Referral
from filiform.figure.ink import Ink
from filiform.figure.pictures import figure, region_shares
from filiform.figure.sheet import draw_sheet, views_with
from filiform.figure.svg import draw

__all__ = [
    "Build",
    "Drawing",
    "Figure",
    "Ink",
    "MusclePoint",
    "MuscleShape",
    "Painted",
    "Referral",
    "RegionShape",
    "View",
    "draw",
    "draw_sheet",
    "figure",
    "region_shares",
    "views_with",
]
