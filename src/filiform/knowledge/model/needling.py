"""Needling: the rules of the session, the techniques, the privileges, and what a patient consents to."""

from enum import StrEnum

from filiform.knowledge.model.concept import Statement


class NeedlingRuleKind(StrEnum):
    """What a rule of the session is about."""

    NEEDLE_COUNT = "needle_count"
    CONSENT_IS_CURRENT = "consent_is_current"
    SCREENING_IS_CURRENT = "screening_is_current"
    CONSTRAINTS_ARE_KEPT = "constraints_are_kept"
    PRACTITIONER_MAY_NEEDLE = "practitioner_may_needle"
    NEEDLE_IS_IN_DATE = "needle_is_in_date"
    NEEDLE_LENGTH = "needle_length"
    MUSCLE_IS_PLANNED = "muscle_is_planned"
    SOMETHING_WAS_DONE = "something_was_done"


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
