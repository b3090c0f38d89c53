"""Colours and patterns of a drawing. Colour is never the only signal: each pain has a pattern as well."""

from enum import StrEnum

import msgspec


class Ink(StrEnum):
    """What a drawing is for: a page with the warm paper of the site, or a printer."""

    PAPER = "paper"
    PRINT = "print"


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of an ink."""

    ground: str
    skin: str
    shade: str
    shade_opacity: str
    line: str
    text: str
    quiet: str
    muscle: str
    pains: tuple[str, ...]


PALETTES = {
    Ink.PAPER: Palette(
        ground="#faf6ee",
        skin="#f5ece2",
        shade="#87583b",
        shade_opacity="0.06",
        line="#6d5547",
        text="#1e2b2d",
        quiet="#55605f",
        muscle="#0a5a5e",
        pains=("#a8481d", "#3d4d9b", "#7d2f6b", "#5d6a16", "#4a4f57"),
    ),
    Ink.PRINT: Palette(
        ground="#ffffff",
        skin="#ffffff",
        shade="#000000",
        shade_opacity="0.028",
        line="#333333",
        text="#000000",
        quiet="#333333",
        muscle="#004d4f",
        pains=("#8f3a12", "#27367f", "#611d52", "#454f0d", "#30343a"),
    ),
}

# One tile of each pattern, as lines and dots in a square of `TILE` units; {c} is the colour.
TILE = 14
PATTERNS = (
    '<path d="M-3 3l6-6M0 14L14 0M11 17l6-6" stroke="{c}" stroke-width="2.4"/>',
    '<circle cx="3.5" cy="3.5" r="2.1" fill="{c}"/><circle cx="10.5" cy="10.5" r="2.1" fill="{c}"/>',
    '<path d="M0 3.5h14M0 10.5h14" stroke="{c}" stroke-width="2"/>',
    '<path d="M7 3v8M3 7h8" stroke="{c}" stroke-width="2"/>',
    '<path d="M-3 11l6 6M0 0l14 14M11-3l6 6" stroke="{c}" stroke-width="2.4"/>',
)
HATCH = '<path d="M-3 3l6-6M0 14L14 0M11 17l6-6" stroke="{c}" stroke-width="2"/>'


def strength(intensity: float | None) -> float:
    """How strongly a region is filled, 0 to 1: by its intensity; a pain of unknown intensity is half strong."""
    return 0.1 + 0.055 * (5 if intensity is None else intensity)
