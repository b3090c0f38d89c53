"""From a document to a PDF: typeset, tagged, and checked against PDF/UA-1 while it is made.

The words travel as data (JSON) and are never part of the template, so that whatever somebody
typed is set as it stands. What no font can show is written out by its name and number: a file
that a person waits for is never refused because of a letter.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from filiform.clinic.ui.paper.shapes import Paper

ROOM = Path(__file__).parent
TEMPLATE = ROOM / "document.typ"
LONGEST_WORD = 70  # characters; a longer run would leave the page
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_NOT_SHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_KEPT = {"\n", "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}", "\N{SOFT HYPHEN}"}


def printed(paper: Paper) -> bytes:
    """The document as a PDF file.

    Letters that no font of ours has are replaced by their name in square brackets; so are
    controls that turn the direction of writing, with which a name could pose as another.
    """
    data = msgspec.to_builtins(paper)
    shown = _each_text(data, _plain)
    try:
        return _typeset(shown, paper)
    except _NotShown as missing:
        letters = missing.letters
    shown = _each_text(shown, lambda text: _spelled(text, letters))
    try:
        return _typeset(shown, paper)
    except _NotShown:
        # Whatever the fonts lack besides: only what the page font is known to have is left.
        return _typeset(_each_text(shown, _latin_only), paper)


class _NotShown(Exception):
    """Some letters are in no font; `letters` are those that were named."""

    def __init__(self, letters: frozenset[str]) -> None:
        super().__init__("some letters are in no font")
        self.letters = letters


def _typeset(data: Any, paper: Paper) -> bytes:
    import typst  # a typesetter is heavy, and most requests need none

    try:
        made = typst.compile(
            str(TEMPLATE),
            root=str(ROOM),
            font_paths=_fonts(),
            pdf_standards="ua-1",
            sys_inputs={"paper": msgspec.json.encode(data).decode()},
            timestamp=int(paper.made_at.timestamp()),
        )
    except typst.TypstError as error:
        letters = _letters_named(str(error.diagnostic))
        if letters:
            raise _NotShown(letters) from error
        raise
    assert isinstance(made, bytes)  # noqa: S101  # one file, of one document
    return made


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """The fonts of the pages, read once; then those that the typesetter brings, for other scripts."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(ROOM / "fonts")],
    )


def _letters_named(diagnostic: str) -> frozenset[str]:
    named = (_unescaped(found[1]) for found in _NOT_SHOWN.finditer(diagnostic))
    return frozenset(letter for text in named for letter in text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_text(one, change) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(one, change) for one in value]
    return value


def _plain(text: str) -> str:
    """Composed letters, line breaks of one kind, no hidden controls, and no run longer than a line."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\t", "    ")
    shown = "".join(_named(one) if _is_hidden(one) else one for one in text)
    return _LONG_WORD.sub(_broken, shown)


def _is_hidden(letter: str) -> bool:
    return letter not in _KEPT and unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _broken(found: re.Match[str]) -> str:
    word = found[0]
    parts = (word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
    return ZERO_WIDTH_SPACE.join(parts)


def _spelled(text: str, letters: frozenset[str]) -> str:
    return "".join(_named(one) if one in letters else one for one in text)


def _latin_only(text: str) -> str:
    return "".join(one if one.isascii() else _named(one) for one in text)


def _named(letter: str) -> str:
    """A letter by its number and, where it has one, its name: "[U+1F642 slightly smiling face]"."""
    name = unicodedata.name(letter, "").lower()
    return f"[U+{ord(letter):04X}{' ' if name else ''}{name}]"
