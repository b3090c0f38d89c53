"""What must be in order before a session: each gate open or closed, and what to do about it."""

from dataclasses import dataclass, replace
from typing import Any

from filiform.clinic.needling.presenters.practice import practice_lines
from filiform.clinic.needling.presenters.session import STOPS
from filiform.clinic.needling.queries import Standing
from filiform.clinic.screening.presenters import target_words
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ReasonLine, ReviewStatus, SourceLine, TaskState
from filiform.clinical.gates import OF_CONSENT, closes, rule_of
from filiform.clinical.needling import may_needle
from filiform.kernel.decision import Reason, Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.needling import NeedlingRuleKind

GATES = (
    NeedlingRuleKind.SCREENING_IS_CURRENT,
    NeedlingRuleKind.CONSENT_IS_CURRENT,
    NeedlingRuleKind.PRACTITIONER_MAY_NEEDLE,
    NeedlingRuleKind.CONSTRAINTS_ARE_KEPT,
)

LINKS = {
    NeedlingRuleKind.SCREENING_IS_CURRENT: "Go to screening",
    NeedlingRuleKind.CONSENT_IS_CURRENT: "Take consent",
    NeedlingRuleKind.CONSTRAINTS_ARE_KEPT: "Change the plan",
}


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must be in order, whether it is, and what to do when it is not."""

    kind: str
    label: str
    sentence: str
    action: str
    status: str
    state: TaskState
    url: str
    link: str
    review: ReviewStatus
    sources: tuple[SourceLine, ...]
    reasons: tuple[ReasonLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether at least one muscle may be needled as far as this gate goes."""
        return self.state != "blocked"


def gates(stands: Standing, urls: dict[str, str], library: Library) -> tuple[Gate, ...]:
    """The gates in the order in which they are put right; a gate names the muscles it closes.

    Args:
        urls: where each kind of gate is put right.
    """
    stops = {one.place: _stops(one, stands, library) for one in stands.places}
    found = tuple(_gate(kind, stops, urls, library) for kind in GATES)
    said = practice_lines(stands, library)
    return tuple(
        replace(gate, reasons=said)
        if gate.kind == NeedlingRuleKind.PRACTITIONER_MAY_NEEDLE.value
        else gate
        for gate in found
    )


def _stops(one: Any, stands: Standing, library: Library) -> tuple[Reason, ...]:
    facts = stands.facts_for(one.place)
    decision = may_needle(one.place, one.technique, facts, library)
    return tuple(reason for reason in decision.reasons if reason.severity in STOPS)


def _gate(
    kind: NeedlingRuleKind,
    stops: dict[Any, tuple[Reason, ...]],
    urls: dict[str, str],
    library: Library,
) -> Gate:
    rule = rule_of(kind, library)
    closed = [place for place, reasons in stops.items() if closes(rule, reasons, library)]
    state: TaskState = "done" if not closed else "doing" if len(closed) < len(stops) else "blocked"
    why = _said_of_consent(kind, stops, library)
    named = "; ".join(target_words(Target(place.muscle, place.side), library) for place in closed)
    return Gate(
        kind=kind.value,
        label=rule.label,
        sentence=why.sentence if why else rule.statement,
        action=(why.action if why else rule.action) if closed else "",
        status={"done": "In order", "doing": f"Not for: {named}", "blocked": "Not in order"}[state],
        state=state,
        url=urls.get(kind.value, "") if closed else "",
        link=LINKS.get(kind, ""),
        review=(why.review if why else rule.review.status).value,
        sources=source_lines(why.sources if why else rule.citations, library),
    )


def _said_of_consent(
    kind: NeedlingRuleKind, stops: dict[Any, tuple[Reason, ...]], library: Library
) -> Reason | None:
    """What closes the gate of consent in words of its own: taken back, a changed form, another part of the body."""
    if kind is not NeedlingRuleKind.CONSENT_IS_CURRENT:
        return None
    own = {rule_of(one, library).id for one in OF_CONSENT}
    said = (reason for reasons in stops.values() for reason in reasons)
    return next((reason for reason in said if reason.statement in own), None)
