"""Screening: what can be found about a person, and what each finding means for needling."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Effect, Scope, Severity
from filiform.knowledge.model.concept import Cited, Statement


class FindingSection(StrEnum):
    """The part of the questionnaire in which a finding is asked about, in the order of asking."""

    URGENT = "urgent"
    WILLINGNESS = "willingness"
    TODAY = "today"
    MEDICINES = "medicines"
    PREGNANCY = "pregnancy"
    HEALTH = "health"
    SURGERY = "surgery"
    SKIN = "skin"
    HISTORY = "history"


class Persistence(StrEnum):
    """How long an entry in a health record speaks for the present.

    `lifelong`: once recorded, it counts (haemophilia, a past pneumothorax). `while_active`: it
    counts while the record calls it active. `recent`: it counts for `recent_days` after its date,
    whatever its status. What no longer counts is asked about, not assumed.
    """

    LIFELONG = "lifelong"
    WHILE_ACTIVE = "while_active"
    RECENT = "recent"


class RecordPolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When an entry of a health record counts as current for a finding.

    `recent_days` is needed for `recent`; for `while_active` it is the age at which even an
    active entry is no longer believed (an active pregnancy of ten years ago).
    """

    persistence: Persistence
    recent_days: int | None = None

    def __post_init__(self) -> None:
        if self.persistence is Persistence.RECENT and self.recent_days is None:
            raise ValueError("persistence `recent` needs `recent_days`")


class AgeRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that follows from the date of birth: present while the person is younger than that."""

    below_years: int


class Finding(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that may be true of a person and matters before needling.

    `question` is asked of the patient; a finding without one is only read from a record, from the
    date of birth or from the clinician. `asked_if` names findings of which one must be present
    before this is asked. `asks_where`: a yes needs the areas of the body. `not_asked_of` is a sex
    as recorded (`male`), or empty. `asked_each_session`: asked again on the day of every session.
    `closes_questionnaire`: when present, nothing else is worth asking (the record says the person died).
    """

    section: FindingSection
    order: int
    question: str = ""
    help: str = ""
    asked_if: tuple[str, ...] = ()
    asks_where: bool = False
    not_asked_of: str = ""
    asked_each_session: bool = False
    closes_questionnaire: bool = False
    record: RecordPolicy | None = None
    age: AgeRule | None = None


class Trait(StrEnum):
    """A property of muscles by which a constraint can name them."""

    EVERY_MUSCLE = "every_muscle"
    DEEP = "deep"
    NOT_COMPRESSIBLE = "not_compressible"
    NEAR_PLEURA = "near_pleura"


class ConstraintTemplate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a finding forbids or cautions about, once it is known whom and where it concerns.

    For scope `region`: `areas`, or `where_found` for the areas given in the answer. For scope
    `muscle`: `muscles` or a `trait`. For scope `technique`: `techniques`. `lasts_days` counts from
    the day of screening.
    """

    scope: Scope
    effect: Effect
    sentence: str
    areas: tuple[str, ...] = ()
    where_found: bool = False
    muscles: tuple[str, ...] = ()
    trait: Trait | None = None
    techniques: tuple[str, ...] = ()
    lasts_days: int | None = None

    def __post_init__(self) -> None:
        named = {
            Scope.REGION: bool(self.areas) or self.where_found,
            Scope.MUSCLE: bool(self.muscles) or self.trait is not None,
            Scope.TECHNIQUE: bool(self.techniques),
        }
        if not named.get(self.scope, True):
            raise ValueError(f"a constraint of scope `{self.scope}` must say what it is about")


class ScreeningVerdict(StrEnum):
    """The answer to "is dry needling right for this person, today?", mildest first."""

    SUITABLE = "suitable"
    SUITABLE_WITH_PRECAUTIONS = "suitable_with_precautions"
    NOT_NOW = "not_now"
    NOT_SUITABLE = "not_suitable"
    REFER_NOW = "refer_now"

    @property
    def rank(self) -> int:
        """0 for the mildest; a finding may raise it and never lowers it."""
        return list(ScreeningVerdict).index(self)


class ScreeningStatement(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a finding means: how severe it is, the least favourable verdict it allows, what to do."""

    finding: str
    severity: Severity
    verdict: ScreeningVerdict
    action: str
    constraints: tuple[ConstraintTemplate, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.severity is Severity.RED_FLAG) != (self.verdict is ScreeningVerdict.REFER_NOW):
            raise ValueError("a red flag, and only a red flag, has the verdict `refer_now`")


class RegionRuleKind(StrEnum):
    """How a rule about a place is kept.

    `caution`: shown beside the muscles concerned. `one_side_a_session`: both sides are not needled
    on one day. `never_over`: a spot that is never needled. `trained_only`: needs further training.
    """

    CAUTION = "caution"
    ONE_SIDE_A_SESSION = "one_side_a_session"
    NEVER_OVER = "never_over"
    TRAINED_ONLY = "trained_only"


class RegionRule(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule about a place of the body that holds for every patient. Reaches muscles by name or trait.

    `found_at_the_table`: no list of muscles can know where it is; somebody looks or feels, and says so.
    """

    rule: RegionRuleKind
    found_at_the_table: bool = False
    action: str
    areas: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    trait: Trait | None = None
