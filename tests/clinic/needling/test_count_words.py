"""The words of the count: a part of a broken needle is no needle more than were opened."""

from datetime import UTC, datetime, timedelta

from filiform.clinic.needling.presenters.count import count_line
from filiform.clinical.ledger import needle_count, read_event

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
RIGHT = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}


def words(*said):
    """What the bar says after events a minute apart: type and needle, with its part where it breaks."""
    events = [
        read_event(
            {
                "id": f"e{minute}",
                "at": (NOW + timedelta(minutes=minute)).isoformat(),
                "type": kind,
                **({"needle": needle} if needle else {}),
                **(RIGHT if kind == "inserted" else {}),
            }
        )
        for minute, (kind, needle) in enumerate(said)
    ]
    return count_line(needle_count(events)).words


BROKEN = (("opened", "one"), ("inserted", "one"), ("broken", "one"))


def test_a_broken_needle_is_one_needle_and_one_part():
    assert words(*BROKEN) == "1 needle and 1 part still to be accounted for"


def test_a_part_alone_is_named_as_one():
    assert words(*BROKEN, ("discarded", "one")) == "1 part still to be accounted for"


def test_needles_alone_are_counted_as_before():
    assert words(("opened", "one"), ("opened", "two")) == "2 needles still to be accounted for"


def test_an_emergency_stop_waits_for_needles_and_parts():
    said = "Emergency stop: 2 needles and 1 part to find and count again"
    assert words(("opened", "two"), *BROKEN, ("emergency_stop", "")) == said
