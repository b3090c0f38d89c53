"""When two names are of one maker, of two, or nobody can tell; and whose a needle is by the clinic's list."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinic.supplies.makers import Whose, maker_key, whose
from filiform.clinic.supplies.queries import Listed, ListedLot, WrittenLot

NAMES = st.text("ABCDabcd éß-&. 12", max_size=14)


@pytest.mark.parametrize(
    "same", ["steelneedle", "STEELNEEDLE", "Steel-needle", "Steelneedle GmbH", " Steelnéedle Ltd. "]
)
def test_case_accents_marks_and_the_form_of_the_company_do_not_matter(same: str) -> None:
    assert whose("Steelneedle", same) is Whose.THEIRS


@pytest.mark.parametrize(
    ("named", "maker"),
    [
        ("Steelneedle", ""),
        ("Steelneedle", "---"),
        ("Steelneedle", "Steelneedle Medical of Utrecht"),
        ("Steelneedle", "Stelneedle"),
        ("Steelneedle", "Needles by Steelneedles"),
        ("Steelneedle", "鋼針"),
        ("Pretend Medical Products", "PMP"),
        ("Medical Needles", "Medical Needle"),
    ],
)
def test_what_is_not_plainly_another_maker_is_left_open(named: str, maker: str) -> None:
    assert whose(named, maker) is Whose.NOT_KNOWN


@pytest.mark.parametrize(
    ("named", "maker"),
    [
        ("Demo Needle Company", "Pretend Acupuncture"),
        ("Steelneedle", "Silverpoint GmbH"),
        ("North Medical Ltd", "South Medical Ltd"),
    ],
)
def test_names_with_nothing_alike_are_two_makers(named: str, maker: str) -> None:
    assert whose(named, maker) is Whose.ANOTHERS


@given(NAMES, NAMES)
def test_it_does_not_matter_which_name_comes_first(one: str, two: str) -> None:
    assert whose(one, two) is whose(two, one)


@given(NAMES)
def test_a_name_is_its_own_or_says_nothing(name: str) -> None:
    assert whose(name, name) is (Whose.THEIRS if maker_key(name) else Whose.NOT_KNOWN)


def on_the_list(*lots: tuple[str, ...]) -> Listed:
    """Lots A1234, each with its maker and those it stood under before."""
    return Listed(
        ListedLot(uuid4(), "A1234", makers[0], frozenset({"A1234"}), frozenset(makers), frozenset())
        for makers in lots
    )


def of(maker: str) -> WrittenLot:
    return WrittenLot("a 12-34", maker)


def test_without_a_maker_a_recall_means_everybodys_lot() -> None:
    assert on_the_list(("Steelneedle",)).whose(of("Silverpoint"), "") is Whose.THEIRS


def test_the_list_tells_the_maker_of_a_number_that_it_has_once() -> None:
    known = on_the_list(("Steelneedle",))
    assert known.whose(of(""), "Steelneedle") is Whose.THEIRS
    assert known.maker_of(of("")) == "Steelneedle"


def test_the_list_never_excuses_a_needle_whose_maker_nobody_said() -> None:
    assert on_the_list(("Steelneedle",)).whose(of(""), "Silverpoint") is Whose.NOT_KNOWN
    assert on_the_list().whose(of(""), "Silverpoint") is Whose.NOT_KNOWN


def test_of_two_makers_with_one_number_nobody_knows_which_it_was() -> None:
    known = on_the_list(("Steelneedle",), ("Silverpoint",))
    assert known.whose(of(""), "Steelneedle") is Whose.NOT_KNOWN
    assert known.whose(of("Silverpoint"), "Steelneedle") is Whose.ANOTHERS
    assert known.makers_of("A1234") == ("Steelneedle", "Silverpoint")


def test_a_maker_that_was_corrected_on_the_list_counts_with_its_needles() -> None:
    known = on_the_list(("Steelneedle", "Silverpoint"))
    assert known.whose(of("Silverpoint"), "Steelneedle") is Whose.THEIRS
