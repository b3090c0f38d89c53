"""What is known about a person before a decision: answers, and what a health record says."""

from datetime import date
from enum import StrEnum

import msgspec

from filiform.kernel.decision import Evidence
from filiform.kernel.side import Side


class AnswerValue(StrEnum):
    """What someone said to a screening question."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class AnsweredBy(StrEnum):
    """Who gave an answer. Only a clinician's "no" settles what a record calls current."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """An area of the body and its side; no side means both, or that the area has none."""

    area: str
    side: Side | None = None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer to the question of one finding, with the places it concerns where that was asked."""

    value: AnswerValue
    places: tuple[Place, ...] = ()
    answered_by: AnsweredBy = AnsweredBy.PATIENT


class Standing(StrEnum):
    """Whether an entry of a record speaks for the present, or only for a past that must be asked about."""

    CURRENT = "current"
    PAST = "past"


class RecordFinding(msgspec.Struct, frozen=True):
    """A finding that a health record holds, with the entries that say so."""

    finding: str
    standing: Standing
    evidence: tuple[Evidence, ...] = ()


class Sex(StrEnum):
    """Sex as a record states it; it decides only which questions are left out."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class ScreeningFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything screening decides on. `answers` are keyed by the identifier of a finding.

    The day `on` is passed in: nothing in the science reads the clock.
    """

    on: date
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    answers: dict[str, Answer] = {}
    record: tuple[RecordFinding, ...] = ()
