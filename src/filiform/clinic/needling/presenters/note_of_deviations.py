"""Deviations in words, as the note and the page say them."""

from collections.abc import Iterable, Iterator
from typing import Any

from filiform.clinic.needling.models import StatedDeviation
from filiform.clinic.needling.queries import place_of
from filiform.clinic.screening.presenters.words import label_of, moment_words, target_words
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library


def what_words(place: MuscleSide | None, number: int, library: Library) -> str:
    """How many needles, and into which muscle."""
    needles = "1 needle" if number == 1 else f"{number} needles"
    if place is None:
        return f"{needles} opened"
    return f"{needles} into {target_words(Target(place.muscle, place.side), library)}"


def said_lines(row: StatedDeviation, library: Library) -> Iterator[str]:
    """What was told, one statement a line."""
    named = "; ".join(label_of(name, library).lower() for name in row.statements)
    yield f"Although this forbade it: {named}."
    yield f"Why: {_ended(row.why)}"
    yield f"Done about it: {_ended(row.done)}"
    yield "The patient was told." if row.patient_was_told else "The patient was not told yet."
    yield f"Told by {row.recorded_by.get_full_name()} on {moment_words(row.recorded_at)}."


def review_words(review: Any) -> str:
    """What a colleague made of it."""
    who, when = review.recorded_by.get_full_name(), moment_words(review.recorded_at)
    return f"{who} looked at it on {when}: {_ended(review.follows)}"


def _ended(words: str) -> str:
    return " ".join(words.split()).rstrip(".") + "."


def deviation_lines(rows: Iterable[StatedDeviation], library: Library) -> Iterator[str]:
    """The lines of the note: one for each deviation that was told."""
    for row in rows:
        review = getattr(row, "review", None)
        words = [
            f"Deviation: {what_words(place_of(row), len(row.events), library)}.",
            *said_lines(row, library),
        ]
        yield " ".join([*words, review_words(review)] if review else words)
