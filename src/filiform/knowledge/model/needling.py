"""Needling: rules of the session, techniques, consent, privileges, asepsis, and what to do in an emergency."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.knowledge.model.concept import Statement


class NeedlingRuleKind(StrEnum):
    """What a rule of the session is about."""

    NEEDLE_COUNT = "needle_count"
    CONSENT_IS_CURRENT = "consent_is_current"
    CONSENT_WAS_WITHDRAWN = "consent_was_withdrawn"
    CONSENT_IS_OF_THE_PRESENT_FORM = "consent_is_of_the_present_form"
    CONSENT_COVERS_THE_REGION = "consent_covers_the_region"
    SCREENING_IS_CURRENT = "screening_is_current"
    CONSTRAINTS_ARE_KEPT = "constraints_are_kept"
    PRACTITIONER_MAY_NEEDLE = "practitioner_may_needle"
    NEEDLE_IS_IN_DATE = "needle_is_in_date"
    NEEDLE_LENGTH = "needle_length"
    MUSCLE_IS_PLANNED = "muscle_is_planned"
    SOMETHING_WAS_DONE = "something_was_done"
    USED_NEEDLE_IN_SHARPS = "used_needle_in_sharps"
    NEEDLE_IS_LOST = "needle_is_lost"
    NEEDLE_IS_BROKEN = "needle_is_broken"
    NEEDLE_IS_RETAINED = "needle_is_retained"
    EMERGENCY_STOP = "emergency_stop"
    RECORD_AGREES = "record_agrees"
    RECORD_IS_WHOLE = "record_is_whole"
    GATE_WAS_OPEN = "gate_was_open"
    DEVIATION_WAS_TOLD = "deviation_was_told"


class NeedlingRule(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that a session is held to. `days` is how long what it asks for stays valid, if it does."""

    rule: NeedlingRuleKind
    action: str
    days: int | None = None


class Technique(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way of needling."""

    order: int
    is_electrical: bool = False


class ConsentElement(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing a patient must have been told before consenting; `order` is the order on the form.

    `is_key`: the patient confirms it by itself. `only_if_electrical`: it is part of the form, and
    a choice of its own, only where the plan has a technique with a current.
    """

    order: int
    is_key: bool = False
    only_if_electrical: bool = False


class Privilege(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the body that a practitioner is trained for, or not: what it covers, and why training is needed.

    A muscle names the privilege it needs. `areas` say what the privilege covers on the body map;
    every area belongs to exactly one.
    """

    areas: tuple[str, ...]
    why: str
    order: int


class Stance(StrEnum):
    """What a body of guidance asks for, strictest first."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    IN_SOME_PLACES = "in_some_places"
    NOT_NEEDED = "not_needed"
    ADVISED_AGAINST = "advised_against"


class Position(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one body says about a practice, and where it speaks for. No jurisdiction: for no country."""

    said_by: str
    stance: Stance
    words: str
    citation: Citation
    jurisdictions: tuple[str, ...] = ()


class AsepsisMoment(StrEnum):
    """When in a session something is done to keep it clean, in the order of the session."""

    PREPARING = "preparing"
    INSERTING = "inserting"
    REMOVING = "removing"
    CLOSING = "closing"


class AsepsisPractice(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something done to keep needling clean, or needles accounted for, at certain moments of a session.

    `positions` are what different bodies say. Where they differ (`is_disputed`), the clinic follows
    those of its own country.
    """

    action: str
    order: int
    moments: tuple[AsepsisMoment, ...]
    positions: tuple[Position, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Whether the bodies ask for different things."""
        return len({one.stance for one in self.positions}) > 1


class EmergencyProcedure(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to do when something goes wrong, to be read aloud: first, then, when to call, and what not to do.

    `call_when` says when the emergency number is called; `{number}` stands for the number of the
    place. `calls_at_once`: the call is the first thing to do.
    """

    first: str
    steps: tuple[str, ...]
    call_when: str
    do_not: tuple[str, ...]
    afterwards: tuple[str, ...]
    order: int
    calls_at_once: bool = False
