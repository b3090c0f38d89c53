"""The pictures that are drawn: from where, how large, and which part of the body."""

from dataclasses import dataclass

import numpy as np

from tools.body_figure.camera import Camera
from tools.body_figure.pose import Pose
from tools.body_figure.skin import Body

STANDING: Pose = {
    "clavicle": (("z", -5),),
    "shoulder01": (("z", -8),),
    "upperarm01": (("z", -16), ("x", 4)),
    "lowerarm01": (("twist", -30), ("hinge", 36), ("z", -3)),
    "lowerarm02": (("twist", -34),),
    "upperleg01": (("z", -5),),
    "foot": (("z", 4),),
}


@dataclass(frozen=True)
class View:
    """A picture. A symmetric one is drawn from its right half; `at_rest` means as the mesh comes, not standing."""

    name: str
    toward: tuple[float, float, float]
    up: tuple[float, float, float] = (0, 1, 0)
    scale: float = 118  # units of the picture for a decimetre of the body
    symmetric: bool = False
    part: str = ""
    at_rest: bool = False
    builds: tuple[str, ...] = ("neutral",)

    def camera(self) -> Camera:
        """Where this picture is seen from."""
        return Camera.looking(self.toward, self.up)


EVERY = ("neutral", "female", "male")
FEMALE_SHARE = {"neutral": 0.5, "female": 1.0, "male": 0.0}


def views(body: Body) -> list[View]:
    """Every picture that is drawn; those of a side show the person's right, and are mirrored for the left."""
    mirror = np.array([-1, 1, 1])
    palm, along = body.palmar * mirror, -body.hand_axis * mirror
    return [
        View("front", (0, 0, 1), symmetric=True, builds=EVERY),
        View("back", (0, 0, -1), symmetric=True, builds=EVERY),
        View("right", (-1, 0, 0), builds=EVERY),
        View("head-front", (0, 0, 1), symmetric=True, part="head", scale=360),
        View("head-back", (0, 0, -1), symmetric=True, part="head", scale=360),
        View("head-right", (-1, 0, 0), part="head", scale=360),
        View("hand-palm-right", tuple(palm), tuple(along), part="hand", at_rest=True, scale=480),
        View("hand-dorsum-right", tuple(-palm), tuple(along), part="hand", at_rest=True, scale=480),
        View("foot-top-right", (0, 1, 0.25), (0, 0, 1), part="foot", at_rest=True, scale=480),
        View("foot-sole-right", (0, -1, 0), (0, 0, 1), part="foot", at_rest=True, scale=480),
        View("foot-outer-right", (-1, 0, 0), part="foot", at_rest=True, scale=480),
        View("foot-inner-right", (1, 0, 0), part="foot", at_rest=True, scale=480),
    ]
