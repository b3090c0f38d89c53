"""The code on a packet: what a scanner types, what a person pastes, and what cannot be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinic.supplies.packet_codes import PacketCode, UnreadableCode, read_packet_code

WHOLE = PacketCode("00012345600012", "AB-123", date(2028, 12, 31))
# The characters of GS1's set 82 that may stand in a lot, but for brackets, which the pasted form uses.
IN_A_LOT = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./"


@pytest.mark.parametrize(
    "code",
    [
        "(01)00012345600012(17)281231(10)AB-123",
        " (01) 00012345600012 (17) 281231 (10) AB-123 ",
        "01000123456000121728123110AB-123",
        "]d201000123456000121728123110AB-123",
        "]C101000123456000121728123110AB-123",
        "010001234560001210AB-123\x1d17281231",
        "010001234560001210AB-123<GS>17281231",
    ],
)
def test_every_way_in_which_one_code_is_typed_says_the_same(code: str) -> None:
    assert read_packet_code(code) == WHOLE


def test_a_day_of_nought_is_the_last_of_the_month() -> None:
    assert read_packet_code("(17)270200(10)X1").expires_on == date(2027, 2, 28)


def test_what_the_code_does_not_hold_stays_empty() -> None:
    assert read_packet_code("(10)X1") == PacketCode(lot="X1")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("", "1 to 200 characters"),
        ("   ", "1 to 200 characters"),
        ("9" * 201, "1 to 200 characters"),
        ("(01)00012345600013(10)AB", "check digit"),
        ("lot AB-123", "no GS1 code"),
        ("(17)281331(10)AB", "no GS1 code"),
        ("(01)0001(10)AB", "no GS1 code"),
        ("(21)SERIAL", "holds no lot"),
        ("(99", "no GS1 code"),
        ("=HYPERLINK(1)", "no GS1 code"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(code: str, says: str) -> None:
    with pytest.raises(UnreadableCode, match=says):
        read_packet_code(code)


@given(
    st.text("0123456789", min_size=13, max_size=13),
    st.text(IN_A_LOT, min_size=1, max_size=20),
    st.dates(date(2024, 1, 1), date(2049, 12, 31)),
)
def test_what_is_written_is_read_back(article: str, lot: str, on: date) -> None:
    gtin = article + check_digit(article)
    code = f"01{gtin}17{on:%y%m%d}10{lot}"
    assert read_packet_code(code) == PacketCode(gtin, lot, on)


@given(st.text("0123456789", min_size=13, max_size=13), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_in_the_article_number_is_always_noticed(
    article: str, place: int, by: int
) -> None:
    wrong = str((int(article[place]) + by) % 10)
    changed = article[:place] + wrong + article[place + 1 :]
    with pytest.raises(UnreadableCode, match="check digit"):
        read_packet_code(f"(01){changed}{check_digit(article)}(10)A")


@given(st.text(max_size=220))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        said = read_packet_code(text)
    except UnreadableCode as fault:
        assert str(fault)  # noqa: PT017  # either it is read or it says why
    else:
        assert said.lot or said.gtin or said.expires_on


def check_digit(payload: str) -> str:
    """By hand: every second digit from the right counts three times; what is missing to the next ten."""
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(payload))
    )
    return str(-total % 10)
