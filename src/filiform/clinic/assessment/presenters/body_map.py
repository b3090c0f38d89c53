"""The body map on a page: its views, the inks of the pains, the words of the places, and the strokes so far."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from filiform.clinic.assessment.queries.drawing import strokes_as_json
from filiform.clinic.people.models import Patient
from filiform.clinical.drawing import PAINS, Place, Stroke
from filiform.clinical.findings import PainQuality
from filiform.figure import Build, Drawing, Ink, View, draw, figure
from filiform.figure.ink import PALETTES, PATTERNS, TILE, strength
from filiform.figure.svg import NUMBER_FITS
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Region
from filiform.knowledge.model.outcomes import Instrument

NPRS = "outcomes/instruments/nprs"
STATES = {
    "saved": "Saved",
    "saving": "Saving…",
    "offline": "Will be saved when you are online again",
    "ended": "Not saved: you are signed out. What you drew is kept on this device; sign in again.",
    "refused": "Not saved.",
}
MY_STATES = STATES | {
    "ended": "Your link has ended. What you drew is kept on this phone; open a new link from your clinic.",
}


@dataclass(frozen=True, slots=True)
class ViewButton:
    """One view that can be opened."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class ViewGroup:
    """Views of the whole body or of a part of it."""

    slug: str
    label: str
    views: tuple[ViewButton, ...]


@dataclass(frozen=True, slots=True)
class PainInk:
    """A pain's name, with its colour and one tile of its pattern."""

    name: str
    colour: str
    tile: str


def _group(label: str, views: dict[View, str]) -> ViewGroup:
    buttons = tuple(ViewButton(view.value, words) for view, words in views.items())
    return ViewGroup(label.lower(), label, buttons)


GROUPS = (
    _group(
        "Body",
        {View.FRONT: "Front", View.BACK: "Back", View.LEFT: "Left", View.RIGHT: "Right"},
    ),
    _group(
        "Head",
        {
            View.HEAD_FRONT: "Front",
            View.HEAD_BACK: "Back",
            View.HEAD_LEFT: "Left",
            View.HEAD_RIGHT: "Right",
        },
    ),
    _group(
        "Hands",
        {
            View.HAND_PALM_LEFT: "Left palm",
            View.HAND_DORSUM_LEFT: "Left back",
            View.HAND_PALM_RIGHT: "Right palm",
            View.HAND_DORSUM_RIGHT: "Right back",
        },
    ),
    _group(
        "Feet",
        {
            View.FOOT_TOP_LEFT: "Left top",
            View.FOOT_SOLE_LEFT: "Left sole",
            View.FOOT_OUTER_LEFT: "Left outer",
            View.FOOT_INNER_LEFT: "Left inner",
            View.FOOT_TOP_RIGHT: "Right top",
            View.FOOT_SOLE_RIGHT: "Right sole",
            View.FOOT_OUTER_RIGHT: "Right outer",
            View.FOOT_INNER_RIGHT: "Right inner",
        },
    ),
)


def body_map(
    strokes: tuple[Stroke, ...], patient: Patient, library: Library, *, states: dict[str, str]
) -> dict[str, Any]:
    """The context of a page with the map on it."""
    scale = library.get(NPRS, Instrument).range
    steps = range(int(scale.low), int(scale.high) + 1)
    return {
        "groups": GROUPS,
        "inks": inks(),
        "tile": TILE,
        "build": build_of(patient).value,
        "steps": steps,
        "qualities": [(one.value, one.value.capitalize()) for one in PainQuality],
        "states": json.dumps(states),
        "map_strokes": strokes_as_json(strokes),
        "map_labels": labels(library),
        "map_inks": {
            "pains": {one.name: {"colour": one.colour} for one in inks()},
            "strengths": [round(strength(one), 3) for one in (*steps, None)],
            "fits": NUMBER_FITS,
        },
    }


def inks() -> tuple[PainInk, ...]:
    """Each pain with the colour and the pattern that the figure gives it."""
    colours = PALETTES[Ink.PAPER].pains
    return tuple(
        PainInk(name, colour, pattern.format(c=colour))
        for name, colour, pattern in zip(PAINS, colours, PATTERNS, strict=True)
    )


def build_of(patient: Patient) -> Build:
    """The figure that is nearest to the patient."""
    known = {Patient.Sex.FEMALE: Build.FEMALE, Patient.Sex.MALE: Build.MALE}
    return known.get(Patient.Sex(patient.sex), Build.NEUTRAL)


def labels(library: Library) -> dict[str, str]:
    """Every place by its key, in the patient's words: `anatomy/regions/acromion left`."""
    return {
        key_of((region.id, side)): place_label(region, side)
        for region in library.all(Region)
        for side in region.laterality.sides
    }


def key_of(place: Place) -> str:
    """How a page names a place."""
    return f"{place[0]} {place[1].value}"


def place_label(region: Region, side: Side) -> str:
    """A region with its side, in the patient's words."""
    return region.patient_label if side is Side.MIDLINE else f"{region.patient_label}, {side.value}"


@lru_cache(maxsize=64)
def picture(view: View, build: Build, library: Library) -> str:
    """A view with nothing on it, as JSON: the drawing, and where numbers stand in its regions."""
    shown = figure(view, build)
    places = {
        key_of((one.region, one.side)): {"at": one.at, "radius": one.radius}
        for one in shown.regions
        if one.region in library
    }
    svg = draw(Drawing(), view, library, build=build, borders=True)
    return json.dumps({"label": view.label, "svg": svg, "places": places})
