"""The answers file of `filiform screen --answers`: who was asked what, and what they said."""

from pathlib import Path

import msgspec

from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue, Place
from filiform.kernel.identifier import nearest
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area
from filiform.knowledge.model.screening import Finding


class UnusableAnswers(Exception):
    """An answers file that cannot be used; the message says where in it, why, and what is allowed."""


class _Place(msgspec.Struct, forbid_unknown_fields=True):
    area: str
    side: Side | None = None


class _Full(msgspec.Struct, forbid_unknown_fields=True):
    value: AnswerValue
    places: tuple[_Place, ...] = ()
    answered_by: AnsweredBy = AnsweredBy.PATIENT


class _File(msgspec.Struct, forbid_unknown_fields=True):
    answers: dict[str, AnswerValue | _Full]


def read_answers(path: Path, library: Library) -> dict[str, Answer]:
    """The answers in a file, by the full identifier of their finding.

    A finding and an area may be named in short (`anticoagulant`, `forearm`).

    Raises:
        UnusableAnswers: for a file that is not as described, or a name the library does not know.
    """
    try:
        content = msgspec.json.decode(path.read_bytes(), type=_File)
    except OSError as error:
        raise UnusableAnswers(f"it cannot be read: {error.strerror}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnusableAnswers(
            f'{error}; expected {{"answers": {{"anticoagulant": "yes"}}}}'
        ) from None
    answers: dict[str, Answer] = {}
    for name, given in content.answers.items():
        full = _known(name, "screening/findings", Finding, library)
        if full in answers:
            raise UnusableAnswers(f"`{full}` is answered twice")
        answers[full] = _answer(given, library)
    return answers


def _answer(given: AnswerValue | _Full, library: Library) -> Answer:
    if isinstance(given, AnswerValue):
        return Answer(given)
    places = tuple(
        Place(_known(place.area, "anatomy/areas", Area, library), place.side)
        for place in given.places
    )
    return Answer(given.value, places, given.answered_by)


def _known(name: str, folder: str, kind: type[Finding] | type[Area], library: Library) -> str:
    full = name if name.startswith(f"{folder}/") else f"{folder}/{name}"
    if full in library:
        return full
    near = nearest(full, (concept.id for concept in library.all(kind)))
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise UnusableAnswers(f"`{name}` is in no file of `{folder}`{hint}")
