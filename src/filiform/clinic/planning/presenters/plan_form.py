"""The plan page: why needling is considered, what a plan starts with, and what its rules say."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.programmes import areas_of, fitting_protocols
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.planning import (
    Indication,
    LoadingProtocol,
    PlanRule,
    PlanRuleKind,
)


@dataclass(frozen=True, slots=True)
class IndicationChoice:
    """An indication with the plan it starts with; what was published of it is read on demand."""

    value: str
    label: str
    checked: bool
    published: str
    start: tuple[SummaryRow, ...]


def indication_choices(
    library: Library, chosen: str, muscles: Iterable[str] = ()
) -> tuple[IndicationChoice, ...]:
    """The indications, each with the number of its published results and a plan to start from."""
    areas = areas_of(muscles, library)
    return tuple(
        IndicationChoice(
            value=one.id,
            label=one.label,
            checked=one.id == chosen,
            published=f"What was published: {len(one.evidence)} results",
            start=start_rows(one, areas, library),
        )
        for one in library.all(Indication)
    )


def start_rows(
    indication: Indication, areas: frozenset[str], library: Library
) -> tuple[SummaryRow, ...]:
    """The plan and the outcome set that an indication starts with, for muscles in these areas."""
    start = indication.start
    fitting = fitting_protocols(indication, areas, library)
    protocols = fitting or [library.get(name, LoadingProtocol) for name in indication.protocols]
    return (
        SummaryRow("Needling", f"{start.sessions} sessions, {start.days_between} days between"),
        SummaryRow("Exercise", "; ".join(one.label for one in protocols)),
        SummaryRow("Beside it", start.other_care),
        SummaryRow("Measure", ", ".join(outcome_labels(indication, areas, library))),
    )


def outcome_labels(
    indication: Indication, areas: frozenset[str], library: Library
) -> tuple[str, ...]:
    """The outcome set: what every plan for this indication measures, and what its part of the body adds."""
    own = [library.get(name, Instrument) for name in indication.instruments]
    local = [one for one in library.all(Instrument) if not areas.isdisjoint(one.areas)]
    return tuple(dict.fromkeys(one.abbreviation for one in (*own, *local)))


def usual_words(kind: PlanRuleKind, library: Library) -> str:
    """The usual range of a number in the plan, from its rule: "Usually 3 to 6"."""
    rule = rule_of(kind, library)
    if rule is None or rule.usual is None:
        return ""
    return f"Usually {rule.usual.low:g} to {rule.usual.high:g}."


def rule_of(kind: PlanRuleKind, library: Library) -> PlanRule | None:
    """The plan rule of a kind, if the library has one."""
    return next((rule for rule in library.all(PlanRule) if rule.rule is kind), None)


def rule_sentence(kind: PlanRuleKind, library: Library) -> str:
    """What a rule asks of a plan, in its own sentence."""
    rule = rule_of(kind, library)
    return rule.statement if rule else ""
