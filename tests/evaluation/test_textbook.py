"""Textbook patterns asked back: a muscle with its zone, its movement and its contraction is among the first five."""

import pytest

from benchmarks.ranking_quality import by_ranking
from benchmarks.textbook_patterns import KNOWN, Pattern, hits, patterns, place_of
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle

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


def short(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.words)
def test_the_library_has_every_zone_movement_and_contraction_of_the_table(pattern: Pattern) -> None:
    """What the library lacks of a row is what the ranking cannot find."""
    muscles = [LIBRARY.get(f"anatomy/muscles/{name}", Muscle) for name in pattern.muscles]
    zones = {short(one.region) for muscle in muscles for one in muscle.referral}
    limited = {
        short(one.movement)
        for muscle in muscles
        for one in (*muscle.lengthened_by, *muscle.shortened_by)
    }
    painful = {short(one.movement) for muscle in muscles for one in muscle.loaded_by}
    assert set(pattern.all_zones) <= zones
    assert pattern.limited is None or pattern.limited.movement in limited
    assert pattern.painful is None or pattern.painful.movement in painful
