"""What every concept has: an identifier, a label; and what every statement has: sources and a review."""

from datetime import date
from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation, ReviewStatus


class Concept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything the library knows by name. `id` is the path of its file and is never written in it."""

    id: str
    label: str


class Code(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of another terminology, with what it is there."""

    system: str
    code: str
    display: str


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a statement was checked, on which day, and by when it must be looked at again."""

    status: ReviewStatus
    on: date
    due: date

    def __post_init__(self) -> None:
        if self.due <= self.on:
            raise ValueError(
                f"a review is due after it was done, and {self.due} is not after {self.on}"
            )


class Cited(Concept, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A concept that says something about the world, so that it has citations and a review."""

    citations: tuple[Citation, ...]
    review: Review

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("at least one citation is needed: {source, locator, supports}")


class Statement(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence a clinician can read aloud, and the same for a patient (reading grade 8 or below)."""

    statement: str
    patient_text: str


class SourceKind(StrEnum):
    """What a source is, which says how much weight it can carry."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic_review"
    TRIAL = "trial"
    OBSERVATIONAL = "observational"
    SURVEY = "survey"
    ANIMAL_STUDY = "animal_study"
    NARRATIVE_REVIEW = "narrative_review"
    THEORY = "theory"
    CASE_REPORT = "case_report"
    CADAVER_STUDY = "cadaver_study"
    IMAGING_STUDY = "imaging_study"
    CONSENSUS = "consensus"
    REGULATION = "regulation"
    FORM = "form"
    WEB_PAGE = "web_page"
    BOOK = "book"
    TERMINOLOGY = "terminology"
    JUDGEMENT = "judgement"


class ReadDepth(StrEnum):
    """How much of a source whoever entered it has read."""

    FULL_TEXT = "full_text"
    ABSTRACT = "abstract"
    EXCERPT = "excerpt"
    TITLE = "title"
    NOT_APPLICABLE = "not_applicable"


class Retraction(StrEnum):
    """Whether a source has been retracted, as far as anyone looked."""

    NOT_CHECKED = "not_checked"
    NONE_FOUND = "none_found"
    RETRACTED = "retracted"


class Source(Concept, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A publication, page or judgement that statements cite. `label` is its short form, as in a text."""

    kind: SourceKind
    title: str
    read: ReadDepth
    retraction: Retraction = Retraction.NOT_CHECKED
    authors: str = ""
    year: int | None = None
    published_in: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    licence: str = ""
    note: str = ""
