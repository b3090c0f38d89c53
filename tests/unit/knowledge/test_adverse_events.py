"""Adverse events carry rates that can be recomputed, words that follow from them, and people to tell."""

from statistics import NormalDist

import pytest

from filiform.knowledge.library import load_library
from filiform.knowledge.model.events import (
    AdverseEvent,
    EventSeverity,
    Frequency,
    FrequencyWord,
    PublishedRate,
    SeverityDefinition,
    Told,
)
from filiform.knowledge.model.needling import EmergencyProcedure

LIBRARY = load_library()
EVENTS = LIBRARY.all(AdverseEvent)
RATES = [
    pytest.param(rate, id=f"{event.id}: {rate.study}") for event in EVENTS for rate in event.rates
]
each_event = pytest.mark.parametrize("event", EVENTS, ids=lambda one: one.id)


def wilson(events: int, of: int) -> tuple[float, float]:
    """The 95 % score interval in per cent, as the quadratic it comes from."""
    z, share = NormalDist().inv_cdf(0.975), events / of
    a, b, c = 1 + z * z / of, -(2 * share + z * z / of), share * share
    root = (b * b - 4 * a * c) ** 0.5
    return 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


@pytest.mark.parametrize("rate", RATES)
def test_the_interval_of_a_rate_follows_from_its_counts(rate: PublishedRate) -> None:
    low, high = wilson(rate.events, rate.of)
    if rate.events == 0:
        assert rate.interval.startswith("exact")
        low, high = 0, 100 * (1 - 0.025 ** (1 / rate.of))
    assert (rate.low_percent, rate.high_percent) == pytest.approx((low, high), abs=0.001)


def word_for(percent: float) -> FrequencyWord:
    steps = sorted(LIBRARY.all(Frequency), key=lambda one: -one.at_least.value)
    return next(one.word for one in steps if percent >= one.at_least.value)


@each_event
def test_a_frequency_word_follows_from_the_highest_rate_over_treatments(
    event: AdverseEvent,
) -> None:
    """The highest, so that no patient is told less than some study saw."""
    rates = [rate.percent for rate in event.rates if rate.tells_risk_of_session and rate.events]
    assert event.frequency is (word_for(max(rates)) if rates else None)


@each_event
def test_somebody_is_told_of_every_event_and_of_what_is_serious_within_a_day(
    event: AdverseEvent,
) -> None:
    assert event.tell
    assert Told.LICENSING_BOARD not in {one.whom for one in event.tell}, "that is for the law"
    told = {one.whom: one.within.value for one in event.tell}
    if event.severity is not EventSeverity.MILD:
        assert told[Told.CLINICAL_LEAD] <= 72
    if event.severity is EventSeverity.SERIOUS:
        assert told[Told.EMERGENCY_DEPARTMENT] == 0
        assert told[Told.CLINICAL_LEAD] <= 24


def test_every_word_for_severity_and_frequency_is_defined_once() -> None:
    assert [one.severity for one in LIBRARY.all(SeverityDefinition)] == list(EventSeverity)
    assert [one.word for one in LIBRARY.all(Frequency)] == list(FrequencyWord)


def test_what_can_happen_at_the_table_is_recorded_under_an_event_with_its_procedure() -> None:
    led_to = {procedure for event in EVENTS for procedure in event.procedures}
    assert led_to == {one.id for one in LIBRARY.all(EmergencyProcedure)}


def test_a_rate_outside_its_own_interval_is_refused() -> None:
    rate = EVENTS[0].rates[0]
    with pytest.raises(ValueError, match="outside its interval"):
        PublishedRate(
            events=1,
            of=10,
            per=rate.per,
            low_percent=11,
            high_percent=12,
            interval="Wilson",
            study="",
            citation=rate.citation,
        )
