"""Laws of the rate of events: exact as the textbook's own formula, monotone, and silent without sessions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from filiform.clinical.event_rate import event_rate, expected_events


@given(st.integers(0, 400))
def test_the_interval_is_that_of_the_chi_squared_formula(events: int) -> None:
    low, high = expected_events(events)
    assert low == pytest.approx(chi2.ppf(0.025, 2 * events) / 2 if events else 0, abs=1e-9)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2, rel=1e-9)


@given(st.integers(0, 300), st.integers(1, 100_000))
def test_the_rate_lies_in_its_interval_and_more_sessions_lower_it(
    events: int, sessions: int
) -> None:
    rate, more = event_rate(events, sessions), event_rate(events, sessions + 1)
    assert rate is not None
    assert more is not None
    assert rate.low <= rate.per_thousand <= rate.high
    assert more.high < rate.high


def test_nothing_seen_is_not_never() -> None:
    rate = event_rate(0, 10)
    assert rate is not None
    assert (rate.low, round(rate.high)) == (0, 369)


def test_without_a_session_there_is_no_rate() -> None:
    assert event_rate(0, 0) is None


@pytest.mark.parametrize("counts", [(-1, 5), (1, -5), (3, 0)])
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"and were given|cannot be a rate"):
        event_rate(*counts)
