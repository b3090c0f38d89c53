"""No clinical number, no sentence of advice in the code of a decision: they stand, cited, in the library."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from tests.repository.tree import expect_none, python

# Nothing and one are counting, not medicine. Every other number says here why it is not clinical.
COUNTING = {0, 1}
ALLOWED: dict[tuple[str, float], str] = {
    ("src/filiform/clinical/adverse_events.py", 100): "a per cent is a hundredth",
    ("src/filiform/clinical/drawing/reading.py", 1_000_000): "how far a device may have counted",
    ("src/filiform/clinical/dwell.py", 60): "minutes that can be typed; longer is a slip",
    ("src/filiform/clinical/event_rate.py", 1000): "rates are told per thousand sessions",
    ("src/filiform/clinical/event_rate.py", 0.025): "what a 95 % interval leaves out at each end",
    ("src/filiform/clinical/event_rate.py", 100): "halvings after which nothing changes any more",
    ("src/filiform/clinical/event_rate.py", 2): "half of a span, and twice",
    ("src/filiform/clinical/examination.py", 100): "a per cent is a hundredth",
    ("src/filiform/clinical/findings/names.py", 9): "names that an error message suggests at most",
    ("src/filiform/clinical/ledger/event.py", 10): "pain is asked for from 0 to 10",
    ("src/filiform/clinical/ledger/event.py", 20): "letters of a gauge as printed",
    ("src/filiform/clinical/ledger/event.py", 60): "letters of a lot or a container",
    ("src/filiform/clinical/ledger/event.py", 64): "letters of an identifier",
    ("src/filiform/clinical/ledger/event.py", 100): "letters of a maker's name",
    ("src/filiform/clinical/ledger/event.py", 120): "letters of a name",
    (
        "src/filiform/clinical/ledger/event.py",
        200,
    ): "letters of an approach; longer than any needle",
    ("src/filiform/clinical/ledger/event.py", 100_000): "what no setting of a device reaches",
    ("src/filiform/clinical/ledger/reading.py", 60): "letters shown of what cannot be read",
    ("src/filiform/clinical/ledger/reading.py", 64): "letters of an identifier",
    ("src/filiform/clinical/ranking/numbers.py", 100): "a per cent is a hundredth",
    ("src/filiform/clinical/ranking/numbers.py", 2): "the middle of two is half their sum",
    (
        "src/filiform/clinical/ranking/subsets.py",
        2,
    ): "a finding is there or not: the two halves of the sets",
    (
        "src/filiform/clinical/ranking/inference.py",
        12,
    ): "how many findings a computer explains exactly in milliseconds",
    ("src/filiform/clinical/ranking/inference.py", 8): "turns after which nothing changes any more",
    (
        "src/filiform/clinical/ranking/information.py",
        8,
    ): "how many examinations are computed exactly",
    ("src/filiform/clinical/ranking/ranking.py", 10): "muscles that fit a screen",
    ("src/filiform/clinical/ranking/ranking.py", 5): "examinations that fit a screen",
    ("src/filiform/clinical/outcomes.py", 100): "a per cent is a hundredth",
    ("src/filiform/clinical/scoring.py", 100): "a per cent is a hundredth",
}
LONGEST_LABEL = 8  # words; past that a text is a sentence somebody should be able to cite


def numbers(source: str) -> Iterator[tuple[int, float]]:
    """Every number in a source that is more than counting, with its line."""
    for node in _literals(ast.parse(source)):
        value = node.value
        if isinstance(value, int | float) and not isinstance(value, bool) and value not in COUNTING:
            yield node.lineno, value


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """Every text in a source that is longer than a label, with its line."""
    for node in _literals(ast.parse(source)):
        if isinstance(node.value, str) and len(node.value.split()) > LONGEST_LABEL:
            yield node.lineno, node.value


def _literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Constants, but for those that speak to programmers only."""
    for node in ast.iter_child_nodes(tree):
        if _is_for_programmers(node):
            continue
        if isinstance(node, ast.Constant):
            yield node
        yield from _literals(node)


def _is_for_programmers(node: ast.AST) -> bool:
    """A docstring, the message of an error, the size of a cache."""
    match node:
        case ast.Raise() | ast.Expr(value=ast.Constant()) | ast.keyword(arg="maxsize"):
            return True
    return False


def belonging_in_the_library(sources: Mapping[str, str]) -> list[str]:
    """One message for each number or sentence that is not allowed where it stands."""
    found = [
        f"{path}:{line}: the number {number}: move it to knowledge/data/ with its citation, or, if it is "
        f"not clinical, give it its reason in ALLOWED of {__name__}"
        for path, text in sources.items()
        for line, number in numbers(text)
        if (path, number) not in ALLOWED
    ]
    return found + [
        f"{path}:{line}: “{sentence[:60]}…”: move the sentence to knowledge/data/ with its citation"
        for path, text in sources.items()
        for line, sentence in sentences(text)
    ]


def test_decisions_hold_no_number_and_no_sentence_of_their_own() -> None:
    expect_none(belonging_in_the_library(python("src/filiform/clinical")))


def test_every_number_that_is_allowed_is_still_there() -> None:
    sources = python("src/filiform/clinical")
    there = {(path, number) for path, text in sources.items() for _, number in numbers(text)}
    assert ALLOWED.keys() <= there, "remove the lines of ALLOWED that nothing needs"


def test_a_threshold_and_a_sentence_of_advice_are_noticed() -> None:
    source = (
        '"""A module says in words that 2 is the least."""\n'
        "def has_improved(change: int) -> bool:\n"
        "    if change < 0:\n"
        "        raise ValueError('a change is given as a number of points, not as a per cent of it')\n"
        "    advice = 'Rest the arm for two days and take a warm bath in the evening'\n"
        "    return change >= 2\n"
    )
    found = belonging_in_the_library({"src/filiform/clinical/example.py": source})
    assert [message.split(": ")[0] for message in found] == [
        "src/filiform/clinical/example.py:6",
        "src/filiform/clinical/example.py:5",
    ]
