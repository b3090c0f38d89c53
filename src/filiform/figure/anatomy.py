"""What a picture of the body consists of: its outline and shading, its regions, its muscles."""

from enum import StrEnum

import msgspec

from filiform.kernel.side import Side


class Build(StrEnum):
    """How the figure is built. Close-ups are the same for all."""

    NEUTRAL = "neutral"
    FEMALE = "female"
    MALE = "male"


class View(StrEnum):
    """From where the body, or a part of it, is seen. Left and right are the person's own."""

    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    HEAD_FRONT = "head-front"
    HEAD_BACK = "head-back"
    HEAD_LEFT = "head-left"
    HEAD_RIGHT = "head-right"
    HAND_PALM_LEFT = "hand-palm-left"
    HAND_PALM_RIGHT = "hand-palm-right"
    HAND_DORSUM_LEFT = "hand-dorsum-left"
    HAND_DORSUM_RIGHT = "hand-dorsum-right"
    FOOT_TOP_LEFT = "foot-top-left"
    FOOT_TOP_RIGHT = "foot-top-right"
    FOOT_SOLE_LEFT = "foot-sole-left"
    FOOT_SOLE_RIGHT = "foot-sole-right"
    FOOT_OUTER_LEFT = "foot-outer-left"
    FOOT_OUTER_RIGHT = "foot-outer-right"
    FOOT_INNER_LEFT = "foot-inner-left"
    FOOT_INNER_RIGHT = "foot-inner-right"

    @property
    def is_whole(self) -> bool:
        """Whether it shows the whole body."""
        return self in (View.FRONT, View.BACK, View.LEFT, View.RIGHT)

    @property
    def label(self) -> str:
        """In words: “Front”, “Left hand, palm”."""
        part, *rest = self.value.split("-")
        match part, rest:
            case ("head", [where]):
                return f"Head and neck, {where}"
            case (_, [what, side]):
                return f"{side.capitalize()} {part}, {what}"
        return part.capitalize() if self in (View.FRONT, View.BACK) else f"{part.capitalize()} side"


class RegionShape(msgspec.Struct, frozen=True):
    """A region on one side of the body, as far as a picture shows it.

    `path` holds an SVG path whose curves are shared with its neighbours. `at` is the middle of the
    largest circle in it and `radius` the radius of that circle, in units of the picture.
    """

    region: str
    side: Side
    path: str
    at: tuple[int, int]
    radius: int


class MuscleShape(msgspec.Struct, frozen=True):
    """Where a muscle lies under the skin that a picture shows."""

    muscle: str
    side: Side
    path: str
    at: tuple[int, int]
    radius: int


class Figure(msgspec.Struct, frozen=True):
    """A picture of the body. Lengths are its units: x to the right, y down, from the upper left corner.

    `layers` are shadows of one colour that lie over each other within the outline; `lines` are the
    edges of what stands before something else.
    """

    view: View
    build: Build
    width: int
    height: int
    outline: str
    layers: tuple[str, ...]
    lines: str
    regions: tuple[RegionShape, ...]
    muscles: tuple[MuscleShape, ...]

    def region(self, region: str, side: Side) -> RegionShape | None:
        """The shape of a region by its identifier, or None where the picture does not show it."""
        return next(
            (one for one in self.regions if one.region == region and one.side is side), None
        )

    def muscle(self, muscle: str, side: Side) -> MuscleShape | None:
        """The shape of a muscle by its identifier, or None where the picture does not show it."""
        return next(
            (one for one in self.muscles if one.muscle == muscle and one.side is side), None
        )
