"""Adverse events: what can go wrong, how bad, how often, how it runs, and who is told by when."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity
from filiform.knowledge.model.aftercare import AppliesTo
from filiform.knowledge.model.concept import Statement


class EventClass(StrEnum):
    """What an adverse event is about."""

    BLEEDING = "bleeding"
    PAIN = "pain"
    GENERAL = "general"
    LUNG = "lung"
    NERVE_OR_CORD = "nerve_or_cord"
    INFECTION = "infection"
    ORGAN = "organ"
    NEEDLE = "needle"
    STAFF = "staff"


class EventSeverity(StrEnum):
    """How bad an adverse event is, mildest first; what each word means stands in its own statement."""

    MILD = "mild"
    SIGNIFICANT = "significant"
    SERIOUS = "serious"

    @property
    def rank(self) -> int:
        """0 for the mildest."""
        return list(EventSeverity).index(self)


class SeverityDefinition(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one word for severity means, so that two clinicians use it alike."""

    severity: EventSeverity
    order: int


class FrequencyWord(StrEnum):
    """Words for how often something happens, most frequent first."""

    VERY_COMMON = "very_common"
    COMMON = "common"
    UNCOMMON = "uncommon"
    RARE = "rare"
    VERY_RARE = "very_rare"


class Frequency(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a frequency word begins: at `at_least` per cent, up to where the one before it begins."""

    word: FrequencyWord
    at_least: Quantity
    order: int


class Per(StrEnum):
    """What a rate is counted over. Only rates over treatments or sessions tell the risk of a session."""

    TREATMENTS = "treatments"
    SESSIONS = "sessions"
    PATIENTS = "patients"
    REPORTS = "reports"
    RESPONDENTS = "respondents"


class PublishedRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often an event was seen: `events` among `of`, with a 95 % interval in per cent.

    `is_about_acupuncture`: the needles are the same, the treatment is another.
    """

    events: int
    of: int
    per: Per
    low_percent: float
    high_percent: float
    interval: str
    study: str
    citation: Citation
    is_about_acupuncture: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.events <= self.of or self.of == 0:
            raise ValueError(f"{self.events} events among {self.of} is no rate")
        if not self.low_percent <= self.percent <= self.high_percent:
            raise ValueError(
                f"the rate {self.percent:.3f} % lies outside its interval, "
                f"{self.low_percent} to {self.high_percent} %"
            )

    @property
    def percent(self) -> float:
        """Events among a hundred."""
        return 100 * self.events / self.of

    @property
    def tells_risk_of_session(self) -> bool:
        """Whether the denominator is what a patient is about to have."""
        return self.per in (Per.TREATMENTS, Per.SESSIONS)


class Told(StrEnum):
    """Who is told of an adverse event. The licensing board is told where the law of the place says so."""

    PATIENT = "patient"
    CLINICAL_LEAD = "clinical_lead"
    PHYSICIAN = "physician"
    EMERGENCY_DEPARTMENT = "emergency_department"
    EMPLOYER = "employer"
    LICENSING_BOARD = "licensing_board"


class Telling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is told of an event, within how many hours (0: at once), and what."""

    whom: Told
    within: Quantity
    what: str


class AdverseEvent(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing that can go wrong with needling, so that it is recorded under one name everywhere.

    `severity` is the least that it counts as; a clinician may raise it. `frequency` is empty where no
    rate over treatments is known. `procedures` are what to do while it happens. The board of a state
    may want to know too: that stands in its law (`needling/laws`).
    """

    event_class: EventClass
    severity: EventSeverity
    expected_course: str
    tell: tuple[Telling, ...]
    order: int
    frequency: FrequencyWord | None = None
    rates: tuple[PublishedRate, ...] = ()
    procedures: tuple[str, ...] = ()
    applies_to: AppliesTo = AppliesTo()
