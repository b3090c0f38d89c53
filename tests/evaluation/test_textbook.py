"""Textbook patterns asked back: a muscle with its zone, its movement and its contraction is among the first five."""

import pytest

from benchmarks.ranking_quality import by_ranking
from benchmarks.textbook_patterns import KNOWN, Pattern, hits, patterns, place_of
from filiform.knowledge.library import load_library

LIBRARY = load_library()
PATTERNS = patterns()
COMPLETE = "first zone, both"


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.words)
def test_a_textbook_pattern_finds_its_muscle(pattern: Pattern) -> None:
    assert place_of(pattern, COMPLETE, by_ranking, LIBRARY) <= 5


@pytest.mark.parametrize("known", KNOWN)
def test_nearly_every_muscle_is_found_from_a_part_of_its_pattern(known: str) -> None:
    """Nine of ten: several muscles share a zone, and one of six must be the sixth."""
    _, _, among_five = hits(known, by_ranking, LIBRARY)
    assert among_five >= 0.9 * len(PATTERNS)


def test_what_is_limited_and_what_hurts_never_tells_less_than_the_zone_alone() -> None:
    alone, both = (hits(known, by_ranking, LIBRARY) for known in ("first zone alone", COMPLETE))
    assert all(more >= less for less, more in zip(alone, both, strict=True))


def test_every_pattern_is_of_muscles_that_the_library_has() -> None:
    named = {name for one in PATTERNS for name in one.muscles}
    assert all(f"anatomy/muscles/{name}" in LIBRARY for name in named)
    assert len(PATTERNS) == 82
