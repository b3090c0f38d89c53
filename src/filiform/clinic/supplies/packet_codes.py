"""The code on a packet of needles as a scanner types it: lot, expiry and article by GS1's identifiers.

Read by a library, since the rules (fixed and variable lengths, separators, check digits) are GS1's
own: GS1 General Specifications, element strings. What the code does not say stays empty.
"""

from dataclasses import dataclass
from datetime import date

import biip
from biip import ParseConfig, ParseError
from biip.gs1_messages import GS1Message

LONGEST = 200
ARTICLE, EXPIRY, LOT = "01", "17", "10"
# Scanners that cannot send the separator send one of these in its place.
STAND_INS = ("<GS>", "{GS}", "␝", "^]")


class UnreadableCode(Exception):
    """What was scanned or pasted cannot be read as a GS1 code; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PacketCode:
    """What the code of a packet says; each part is empty where the code does not hold it."""

    gtin: str = ""
    lot: str = ""
    expires_on: date | None = None


def read_packet_code(text: str) -> PacketCode:
    """Read a code such as `(01)…(17)…(10)…`, with or without brackets.

    Raises:
        UnreadableCode: when it is empty or too long, is no GS1 code, or its check digit or date is wrong.
    """
    code = text.strip()
    if not code or len(code) > LONGEST:
        raise UnreadableCode(
            f"Scan the code on the packet, or type it with its brackets: 1 to {LONGEST} characters."
        )
    said = {one.ai.ai: one for one in _message(code).element_strings}
    if ARTICLE in said and said[ARTICLE].gtin is None:
        raise UnreadableCode(
            "The check digit of the article number, (01), does not fit: a digit is wrong. "
            "Scan the code again, or type what is printed on the packet."
        )
    if not {EXPIRY, LOT, ARTICLE} & said.keys():
        raise UnreadableCode(
            "This code holds no lot (10), no date (17) and no article number (01). "
            "Scan the other code on the packet, or type what is printed."
        )
    return PacketCode(
        gtin=said[ARTICLE].value if ARTICLE in said else "",
        lot=said[LOT].value if LOT in said else "",
        expires_on=said[EXPIRY].date if EXPIRY in said else None,
    )


def _message(code: str) -> GS1Message:
    for one in STAND_INS:
        code = code.replace(one, "\x1d")
    try:
        if code.startswith("("):
            return GS1Message.parse_hri(code)
        return GS1Message.parse(_without_symbology(code), config=ParseConfig())
    except (ParseError, ValueError, biip.BiipException) as fault:
        raise UnreadableCode(
            "This is no GS1 code that can be read. It begins with (01), (17) or (10), or with the "
            "same digits without brackets. Scan it again, or type what is printed on the packet."
        ) from fault


def _without_symbology(code: str) -> str:
    """The code without the mark by which a scanner says which symbol it read: `]d2`, `]C1`, …"""
    marks = ("]d2", "]C1", "]e0", "]Q3", "]J1")
    return code[len(marks[0]) :] if code.startswith(marks) else code
