"""When two lots are the same, when they are too alike, and that the database finds what a slow search finds."""

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from filiform.clinic.needling.queries import session_events
from filiform.clinic.safety.queries import traced
from filiform.clinic.supplies.lot_numbers import is_near_miss, lot_key, lot_shape
from filiform.clinical.ledger import Opened
from tests.factories.care import TapKind, a_session, a_therapist, an_episode_to_needle, an_event

LOTS = st.text("AB012358OISZ- ", min_size=1, max_size=9)


@pytest.mark.parametrize("same", ["a1234", "A 1234", "A-12-34", " a12 34 ", "A–1234", "A.12/34"])
def test_case_spaces_and_dashes_do_not_matter(same: str) -> None:
    assert lot_key(same) == lot_key("A1234") == "A1234"


@pytest.mark.parametrize(
    "near", ["A1Z34", "A123", "A12345", "A1243", "AI234", "A1235", "LOT A1234", "4A1234"]
)
def test_one_character_two_changed_places_and_a_part_are_near_misses(near: str) -> None:
    assert is_near_miss(lot_key("A1234"), lot_key(near))


@pytest.mark.parametrize("other", ["B9876", "A1234", "", "A12", "A1299"])
def test_the_same_lot_and_another_one_are_no_near_misses(other: str) -> None:
    assert not is_near_miss(lot_key("A1234"), lot_key(other))


@given(LOTS, LOTS)
def test_near_is_near_in_both_directions(one: str, two: str) -> None:
    assert is_near_miss(lot_key(one), lot_key(two)) == is_near_miss(lot_key(two), lot_key(one))
    assert lot_shape(lot_shape(lot_key(one))) == lot_shape(lot_key(one))


@pytest.mark.django_db
def test_the_database_finds_every_lot_that_a_slow_search_finds() -> None:
    now, therapist = timezone.now(), a_therapist()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    written = [
        "A1234",
        "a 12-34",
        "A1Z34",
        "A1243",
        "1A234",
        "B77",
        "AI234",
        "LOTA1234",
        "A123",
        "00",
        "O0O",
        "QQ-1",
    ]
    for lot in written:
        an_event(session, TapKind.OPENED, lot=lot, at=now)

    @settings(max_examples=120, deadline=None)
    @given(LOTS.filter(lot_key) | st.sampled_from(written))
    def found(lot: str) -> None:
        key = lot_key(lot)
        tracing = traced(session.clinic, lot)
        assert {one.lot for one in tracing.exact} == {one for one in written if lot_key(one) == key}
        assert {one.lot for one in tracing.near} == {
            one for one in written if is_near_miss(key, lot_key(one))
        }

    found()
    assert len([one for one in session_events(session) if isinstance(one, Opened)]) == len(written)
