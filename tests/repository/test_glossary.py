"""One word per thing: the glossary knows every word the science uses, and is in order."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from tests.repository.tree import ROOT, expect_none, python

# One entry a line: **Taut band**: what it is. Aliases stand in round brackets after the colon.
ENTRY = re.compile(r"^\*\*(?P<term>[^*]+)\*\*: \S", flags=re.MULTILINE)


def terms(glossary: str) -> list[str]:
    """The words that have an entry, in the order of the page."""
    return [found["term"] for found in ENTRY.finditer(glossary)]


def missing(sources: Mapping[str, str], glossary: str) -> list[str]:
    """One line to add for each public class whose name has no entry; errors are words of Python."""
    known = {_plain(term) for term in terms(glossary)}
    return [
        f"{path}: add to GLOSSARY.md: **{_words(node.name)}**: …"
        for path, text in sources.items()
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and not node.name.endswith("Error")
        and _plain(node.name) not in known
    ]


def _plain(term: str) -> str:
    return re.sub(r"[^a-z]", "", term.lower())


def _words(name: str) -> str:
    """TriggerPoint → Trigger point."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def test_every_word_of_the_science_has_an_entry() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text()
    expect_none(missing(python("src/filiform/clinical"), glossary))


def test_the_glossary_is_in_alphabetical_order_and_says_each_word_once() -> None:
    listed = [term.casefold() for term in terms((ROOT / "GLOSSARY.md").read_text())]
    assert listed, "GLOSSARY.md has no entry: write one a line, **Term**: what it is"
    assert listed == sorted(set(listed))


def test_a_word_without_an_entry_is_noticed() -> None:
    source = "class TautBand: ...\nclass TriggerPoint: ...\nclass _Row: ...\nclass NoSuchError: ..."
    assert missing({"a.py": source}, "**Trigger point**: a spot.\n") == [
        "a.py: add to GLOSSARY.md: **Taut band**: …"
    ]
