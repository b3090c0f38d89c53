"""Who is told of an adverse event, by when; and which word fits how often one happens."""

from datetime import UTC, datetime, timedelta

import pytest

from filiform.clinical.adverse_events import due_tellings, frequency_word
from filiform.knowledge.library import load_library
from filiform.knowledge.model.events import AdverseEvent, EventSeverity, FrequencyWord, Told
from filiform.knowledge.model.law import Profession

LIBRARY = load_library()
NOTICED = datetime(2026, 11, 23, 10, tzinfo=UTC)
THERAPIST = Profession.PHYSICAL_THERAPIST


def told_of(name: str, place: str, severity: EventSeverity | None = None) -> dict[Told, datetime]:
    event = LIBRARY.get(f"aftercare/adverse_events/{name}", AdverseEvent)
    due = due_tellings(event, severity or event.severity, place, THERAPIST, NOTICED, LIBRARY)
    assert list(due) == sorted(due, key=lambda one: one.by)
    return {one.whom: one.by for one in due}


def test_a_collapsed_lung_is_told_at_once_and_in_florida_to_the_board_within_15_days() -> None:
    told = told_of("pneumothorax", "us-fl")
    assert told[Told.EMERGENCY_DEPARTMENT] == NOTICED
    assert told[Told.LICENSING_BOARD] == NOTICED + timedelta(days=15)


def test_where_no_deadline_is_on_record_no_board_is_invented() -> None:
    assert Told.LICENSING_BOARD not in told_of("pneumothorax", "us-az")
    assert Told.LICENSING_BOARD not in told_of("pneumothorax", "nl")


def test_a_mild_event_is_told_to_the_patient_and_to_no_board() -> None:
    assert set(told_of("bruising", "us-fl")) == {Told.PATIENT}


def test_an_event_that_a_clinician_calls_serious_goes_to_the_board_too() -> None:
    told = told_of("bruising", "us-fl", EventSeverity.SERIOUS)
    assert Told.LICENSING_BOARD in told


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (100, FrequencyWord.VERY_COMMON),
        (10, FrequencyWord.VERY_COMMON),
        (9.99, FrequencyWord.COMMON),
        (1, FrequencyWord.COMMON),
        (0.1, FrequencyWord.UNCOMMON),
        (0.01, FrequencyWord.RARE),
        (0.0099, FrequencyWord.VERY_RARE),
        (0, FrequencyWord.VERY_RARE),
    ],
)
def test_a_limit_belongs_to_the_more_frequent_word(percent: float, word: FrequencyWord) -> None:
    assert frequency_word(percent, LIBRARY) is word


@pytest.mark.parametrize("percent", [-0.1, 100.1])
def test_a_share_below_none_or_above_all_is_refused(percent: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        frequency_word(percent, LIBRARY)
