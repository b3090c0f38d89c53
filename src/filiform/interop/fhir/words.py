"""Names of drugs and conditions found in text as whole words: "axillary" is not "maxillary"."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’]s?\b")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters; hyphens and brackets part words, a possessive is dropped."""
    return tuple(_WORD.findall(_APOSTROPHE.sub("", text.casefold())))


class Phrases:
    """Phrases of one or more words, each standing for something, found in a text in one pass."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def add(self, phrase: str, meaning: str) -> None:
        """Lets a phrase stand for a meaning; one phrase may stand for several."""
        words = words_of(phrase)
        self._by_first.setdefault(words[0], []).append((words, meaning))

    def found_in(self, words: tuple[str, ...]) -> set[str]:
        """The meanings of every phrase that stands in these words."""
        return {
            meaning
            for start, word in enumerate(words)
            for phrase, meaning in self._by_first.get(word, ())
            if words[start : start + len(phrase)] == phrase
        }


def phrases(pairs: Iterable[tuple[str, str]]) -> Phrases:
    """Phrases made from (phrase, meaning) pairs."""
    made = Phrases()
    for phrase, meaning in pairs:
        made.add(phrase, meaning)
    return made
