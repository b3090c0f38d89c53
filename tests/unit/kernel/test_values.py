"""Identifiers, quantities, periods, ages and sides check themselves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.kernel.identifier import is_identifier, nearest
from filiform.kernel.period import Period, whole_years
from filiform.kernel.quantity import Quantity, Range, Unit
from filiform.kernel.side import Laterality, Side


@pytest.mark.parametrize(
    "text", ["screening/findings/fever", "aftercare/red_flags/chest-pain", "sources/brady-2014"]
)
def test_a_path_of_lower_case_words_is_an_identifier(text: str) -> None:
    assert is_identifier(text)


@pytest.mark.parametrize(
    "text", ["", "fever", "Screening/fever", "screening/", "a//b", "a/b c", "a/../b"]
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_identifier(text)


def test_the_nearest_identifier_is_found_by_its_last_part() -> None:
    known = ["screening/findings/anticoagulant", "screening/findings/fever"]
    assert nearest("anticoagulent", known) == ["screening/findings/anticoagulant"]


def test_a_range_that_is_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="from low to high"):
        Range(low=5, high=1, unit=Unit.DEGREE)


def test_both_ends_of_a_range_belong_to_it() -> None:
    scale = Range(low=0, high=10, unit=Unit.POINT)
    assert (scale.holds(0), scale.holds(10), scale.holds(10.5)) == (True, True, False)


def test_a_quantity_is_never_printed_without_its_unit() -> None:
    assert str(Quantity(30, Unit.MILLIMETRE)) == "30 mm"


def test_a_period_holds_its_first_day_and_not_its_last() -> None:
    period = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert (period.holds(date(2026, 1, 1)), period.holds(date(2026, 2, 1))) == (True, False)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2018, 2, 28), 17),
        (date(2018, 3, 1), 18),
        (date(2020, 2, 28), 19),
        (date(2020, 2, 29), 20),
    ],
)
def test_someone_born_on_a_leap_day_ages_on_the_day_after_the_twenty_eighth(
    on: date, years: int
) -> None:
    assert whole_years(date(2000, 2, 29), on) == years


@given(st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.integers(0, 36500))
def test_age_never_falls_as_days_pass(born: date, days: int) -> None:
    later = date.fromordinal(min(born.toordinal() + days, date(2100, 1, 1).toordinal()))
    assert whole_years(born, later) >= 0
    assert whole_years(born, date.fromordinal(later.toordinal() + 1)) >= whole_years(born, later)


@pytest.mark.parametrize("side", Side)
def test_mirroring_twice_changes_nothing(side: Side) -> None:
    assert side.mirrored.mirrored is side


def test_a_paired_part_has_two_sides_and_a_single_one_the_midline() -> None:
    assert Laterality.PAIRED.sides == (Side.LEFT, Side.RIGHT)
    assert Laterality.MIDLINE.sides == (Side.MIDLINE,)
