"""The shapes of a document: a title, who it is about, and blocks of words in reading order."""

from datetime import datetime

import msgspec


class Heading(msgspec.Struct, frozen=True, tag_field="kind", tag="heading"):
    """A heading below the title; `level` 1 is the first below it."""

    text: str
    level: int = 1


class Paragraph(msgspec.Struct, frozen=True, tag_field="kind", tag="paragraph"):
    """Running text; a line break in it stays one."""

    text: str
    is_small: bool = False


class Notice(msgspec.Struct, frozen=True, tag_field="kind", tag="notice"):
    """What must not be read over: set off from the rest by a frame, and not by colour alone."""

    text: str


class Terms(msgspec.Struct, frozen=True, tag_field="kind", tag="terms"):
    """Names with what they stand for; a row without a value is left out."""

    rows: tuple[tuple[str, str], ...]


class Items(msgspec.Struct, frozen=True, tag_field="kind", tag="items"):
    """A list; numbered where other places refer to its numbers."""

    items: tuple[str, ...]
    is_numbered: bool = False


Block = Heading | Paragraph | Notice | Terms | Items


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A document.

    `running` stands on top of every page, so that no page is lost from its person; `foot` at the
    end of each. `made_at` becomes the date of the file: the same document gives the same file.
    `size` is a name that typesetting knows, of `paper_size`.
    """

    title: str
    running: str
    foot: str
    author: str
    made_at: datetime
    size: str
    blocks: tuple[Block, ...]
    language: str = "en"


LETTER_COUNTRIES = frozenset({"us", "ca", "mx", "cl", "co", "ph"})


def paper_size(jurisdiction: str) -> str:
    """The sheet that lies in the printers of a place: US Letter where that is usual, else A4."""
    return "us-letter" if jurisdiction.split("-")[0] in LETTER_COUNTRIES else "a4"
