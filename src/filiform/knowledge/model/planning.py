"""Planning: why needling is considered, which loading goes with it, and what a plan must hold."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity, Range
from filiform.knowledge.model.concept import Cited, Statement
from filiform.knowledge.model.dose import Dose


class PlanStart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a plan for an indication begins with, to be changed by whoever makes it."""

    sessions: int
    days_between: int
    other_care: str
    citations: tuple[Citation, ...]


class Indication(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason to consider needling, the results that speak for and against it, and a plan and outcomes to start from.

    `evidence` names `evidence/results/…`, those that found nothing among them.
    """

    order: int
    evidence: tuple[str, ...]
    protocols: tuple[str, ...]
    instruments: tuple[str, ...]
    start: PlanStart
    question: str


class Exercise(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An exercise, with plain instructions for the patient."""

    patient_label: str
    instructions: tuple[str, ...]
    equipment: str = ""


class Prescription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Exercises that are done with one and the same dose."""

    exercises: tuple[str, ...]
    dose: Dose


class Phase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of a loading protocol: which weeks, which work, and when to go on."""

    label: str
    weeks: Range
    work: tuple[Prescription, ...]
    progression: str


class LoadingProtocol(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An exercise programme as published: its phases, and how much pain is accepted during it.

    `most_pain` is the highest score on the 0 to 10 scale of pain that the rule allows.
    """

    areas: tuple[str, ...]
    phases: tuple[Phase, ...]
    most_pain: Quantity
    pain_rule: str
    patient_pain_rule: str
    order: int


class PlanRuleKind(StrEnum):
    """What a plan rule asks of a plan."""

    NEEDLING_IS_NOT_ALONE = "needling_is_not_alone"
    GOAL_IS_STATED = "goal_is_stated"
    SESSIONS_IN_COURSE = "sessions_in_course"
    DAYS_BETWEEN_SESSIONS = "days_between_sessions"
    RETEST_AFTER_SESSIONS = "retest_after_sessions"
    MUSCLE_WAS_EXAMINED = "muscle_was_examined"


class PlanRule(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something every plan must hold to, with the range of numbers where there is one."""

    rule: PlanRuleKind
    action: str
    usual: Range | None = None
