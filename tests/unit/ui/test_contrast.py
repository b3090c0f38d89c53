"""The palette: every pair of colours that meet on a page keeps the contrast that WCAG 2.2 AA asks for."""

import re
from pathlib import Path

import pytest

from filiform.clinic import ui

TOKENS = Path(ui.__file__).parent / "static/ui/css/tokens.css"
TEXT, SHAPE = 4.5, 3.0

TEXT_PAIRS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft")
        for ground in ("paper", "sheet", "wash", "teal-wash", "amber-wash", "red-wash")
    ),
    *(("teal", ground) for ground in ("paper", "sheet", "wash", "teal-wash")),
    *(("teal-deep", ground) for ground in ("paper", "sheet", "teal-wash")),
    *(("amber-ink", ground) for ground in ("paper", "sheet", "amber-wash")),
    *(("red", ground) for ground in ("paper", "sheet", "red-wash")),
    ("on-teal", "teal"),
    ("on-teal", "teal-deep"),
    ("on-red", "red"),
    ("paper", "ink"),
]
SHAPE_PAIRS = [
    *(("edge", ground) for ground in ("paper", "sheet", "wash", "teal-wash")),
    *(("amber", ground) for ground in ("paper", "sheet", "amber-wash")),
    *(("teal", ground) for ground in ("paper", "sheet", "teal-wash", "amber-wash", "red-wash")),
]


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", TOKENS.read_text()))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_can_be_read(ink: str, ground: str) -> None:
    assert contrast(tokens()[ink], tokens()[ground]) >= TEXT


@pytest.mark.parametrize(("mark", "ground"), SHAPE_PAIRS)
def test_shapes_and_edges_can_be_seen(mark: str, ground: str) -> None:
    assert contrast(tokens()[mark], tokens()[ground]) >= SHAPE


def test_every_colour_has_its_value_in_the_tokens_and_nowhere_else() -> None:
    others = [sheet for sheet in TOKENS.parent.glob("*.css") if sheet != TOKENS]
    literal = {
        f"{sheet.name}: {colour}"
        for sheet in others
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text())
        if not (sheet.name == "print.css" and colour in {"#fff", "#55605f"})
    }
    assert not literal, f"name these colours in tokens.css: {sorted(literal)}"
