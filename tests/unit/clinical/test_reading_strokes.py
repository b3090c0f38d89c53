"""Strokes that cannot be used are answered with what is wrong, where, and what is allowed."""

import json
from typing import Any

import pytest

from filiform.clinical.drawing import UnusableStrokes, read_strokes
from filiform.knowledge.library import load_library

GOOD: dict[str, Any] = {
    "id": "00000000-0000-4000-8000-000000000001",
    "sequence": 1,
    "made_at": "2026-01-10T09:30:00.000Z",
    "kind": "paint",
    "places": [{"region": "shoulder-top", "side": "left"}],
}


def read(*strokes: Any, most: int = 5) -> Any:
    return read_strokes(json.dumps({"strokes": strokes}), load_library(), most=most)


def faults(*strokes: Any, most: int = 5) -> str:
    with pytest.raises(UnusableStrokes) as raised:
        read(*strokes, most=most)
    return "\n".join(raised.value.faults)


def test_a_stroke_needs_no_more_than_its_places() -> None:
    (stroke,) = read(GOOD)
    assert stroke.places == (("anatomy/regions/shoulder-top", "left"),)
    assert (stroke.pain, stroke.intensity, stroke.quality) == ("1", None, None)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"places": [{"region": "shoulder-tip", "side": "left"}]}, "did you mean"),
        ({"places": [{"region": "shoulder-top", "side": "midline"}]}, "allowed: `left` or `right`"),
        ({"places": [{"region": "shoulder-top"}]}, "no side is given"),
        ({"places": []}, "`paint` needs at least one region"),
        ({"places": "shoulder-top"}, "strokes[0].places: expected a list"),
        ({"places": ["shoulder-top"]}, "strokes[0].places[0]: expected an object"),
        ({"intensity": 11}, "a number from 0 to 10 is allowed"),
        ({"intensity": 4.5}, "a whole number is allowed"),
        ({"quality": "awful"}, "`awful` is none of aching"),
        ({"pain": "9"}, "`9` is none of 1, 2"),
        ({"id": "1"}, "strokes[0].id: `1` is no UUID"),
        ({"made_at": "yesterday"}, "`yesterday` is no instant"),
        ({"made_at": "2026-01-10T09:30:00"}, "is no instant"),
        ({"sequence": 0}, "strokes[0].sequence: `0` given"),
        ({"sequence": None}, "strokes[0].sequence: missing"),
        ({"kind": "scribble"}, "`scribble` is none of paint"),
        ({"kind": "undo", "places": []}, "strokes[0].undoes: missing"),
        ({"undoes": GOOD["id"]}, "only an undo has it"),
        ({"colour": "red"}, "strokes[0].colour: not expected here"),
    ],
)
def test_each_fault_is_named_with_its_place(changed: dict[str, Any], words: str) -> None:
    assert words in faults(GOOD | changed)


def test_every_fault_is_told_at_once() -> None:
    told = faults(GOOD, GOOD | {"intensity": 11}, GOOD | {"quality": "awful"})
    assert "strokes[1].intensity" in told
    assert "strokes[2].quality" in told


def test_too_many_strokes_are_counted_and_not_read() -> None:
    assert faults(*[{}] * 10_000, most=200) == "strokes: 10000 given; at most 200 at once"


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b'{"strokes": 3}', b"\xff", b""])
def test_a_document_of_another_kind_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableStrokes):
        read_strokes(content, load_library(), most=5)
