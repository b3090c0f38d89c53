"""Needles that a gate forbade, on the page: still to be told, told, and looked at."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from filiform.clinic.needling.forms import DeviationForm, ReviewForm
from filiform.clinic.needling.models import NeedlingSession, StatedDeviation
from filiform.clinic.needling.presenters.note_of_deviations import (
    review_words,
    said_lines,
    what_words,
)
from filiform.clinic.needling.queries import ToBeTold, against_gates, place_of, to_be_told
from filiform.clinic.screening.presenters.words import label_of
from filiform.clinical.ledger import NeedleEvent
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Telling:
    """What is still to be told: what happened where, what forbade it, and the form to tell it with."""

    title: str
    forbade: tuple[str, ...]
    form: DeviationForm


@dataclass(frozen=True, slots=True)
class Told:
    """A deviation as it was told; `form` is there for whoever may look at it and has not."""

    id: UUID
    title: str
    lines: tuple[str, ...]
    review: str
    form: ReviewForm | None


@dataclass(frozen=True, slots=True)
class Deviations:
    """All deviations of a session."""

    waiting: tuple[Telling, ...]
    told: tuple[Told, ...]


def deviations_of(
    session: NeedlingSession,
    events: tuple[NeedleEvent, ...],
    library: Library,
    *,
    reader: Any,
    may_review: bool,
    is_signed: bool,
    sent: DeviationForm | ReviewForm | None = None,
) -> Deviations:
    """What the page says of deviations to the one who reads it; `sent` is a form that was refused."""
    waiting = () if is_signed else to_be_told(session, against_gates(session, library, events))
    rows = session.deviations.select_related("recorded_by", "review__recorded_by")
    others = may_review and session.practitioner.membership.user_id != reader.pk
    return Deviations(
        tuple(_telling(number, one, library, sent) for number, one in enumerate(waiting)),
        tuple(
            _told(row, library, sent, others and row.recorded_by_id != reader.pk) for row in rows
        ),
    )


def _telling(number: int, one: ToBeTold, library: Library, sent: Any) -> Telling:
    events = " ".join(one.events)
    form = DeviationForm(initial={"row": uuid4(), "events": events})
    if isinstance(sent, DeviationForm) and sent.data.get("events") == events:
        form = sent
    form.auto_id = f"tell-{number}-%s"
    return Telling(
        title=what_words(one.place, len(one.events), library),
        forbade=tuple(label_of(name, library) for name in one.statements),
        form=form,
    )


def _told(row: StatedDeviation, library: Library, sent: Any, may_review: bool) -> Told:
    review = getattr(row, "review", None)
    form = None
    if may_review and review is None:
        is_sent = isinstance(sent, ReviewForm) and sent.deviation == row.pk
        form = sent if is_sent else ReviewForm(initial={"row": uuid4()}, deviation=row.pk)
        form.auto_id = f"review-{row.pk}-%s"
    return Told(
        id=row.pk,
        title=what_words(place_of(row), len(row.events), library),
        lines=tuple(said_lines(row, library)),
        review=review_words(review) if review else "",
        form=form,
    )
