"""The words of the count: a part of a broken needle is no needle more than were opened."""

from datetime import UTC, datetime, timedelta

from filiform.clinic.knowledge import library
from filiform.clinic.needling.presenters.count import count_line
from filiform.clinic.needling.presenters.note_of_needles import needle_lines
from filiform.clinical.ledger import needle_count, read_event

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
RIGHT = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}


def told(*said):
    """Events a minute apart: type and needle."""
    return [
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


def words(*said):
    """What the bar says after these events."""
    return count_line(needle_count(told(*said))).words


def sentence(*said):
    """What the note says of the count after these events."""
    return list(needle_lines(told(*said), library()))[-1]


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


def test_the_note_counts_a_needle_that_broke_or_fell_among_those_that_came_out():
    assert sentence(*BROKEN, ("discarded", "one")).startswith("1 in, 1 out, 1 in the sharps")
    fell = (("opened", "one"), ("inserted", "one"), ("dropped", "one"))
    assert sentence(*fell, ("discarded", "one")) == (
        "1 in, 1 out, 1 in the sharps container: the count agrees."
    )


def test_the_note_says_needles_and_parts_that_are_not_accounted_for():
    assert sentence(*BROKEN).endswith(": 1 needle and 1 part not accounted for.")


def test_what_was_handed_on_is_not_called_out():
    handed_on = {
        "id": "handed-on",
        "at": (NOW + timedelta(minutes=9)).isoformat(),
        "type": "retained_escalated",
        "needle": "e2",  # the part, which has the id of the break
        "to": "Dr Example",
    }
    events = [*told(*BROKEN, ("discarded", "one")), read_event(handed_on)]
    assert count_line(needle_count(events)).words == "Accounted for; handed on, not out: 1 part"
