"""What the components are given: small frozen shapes that presenters fill with words ready to be shown.

Nothing here computes or formats. A component shows what stands in the shape, so dates, numbers
and names arrive as the strings a person reads. A mapping with the same keys works as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

StageState = Literal["done", "now", "next"]
Verdict = Literal["suitable", "suitable_with_precautions", "not_now", "not_suitable", "refer_now"]
Severity = Literal["red_flag", "contraindication", "precaution", "indication", "note"]
ReviewStatus = Literal["unreviewed", "checked_against_source", "clinician_approved"]
Effect = Literal["forbid", "caution"]
TaskState = Literal["done", "doing", "todo", "blocked"]


@dataclass(frozen=True, slots=True)
class PathwayStage:
    """One stop of the pathway: its name, whether it is done, now or next, and its link if it may be opened."""

    label: str
    state: StageState
    url: str = ""


@dataclass(frozen=True, slots=True)
class IdentityStrip:
    """Who this is about, on top of every clinician's page. `forbids` and `cautions` are sentences such as "1 forbidden"."""

    name: str
    age: str
    sex: str
    number: str = ""
    url: str = ""
    allergies: str = ""
    forbids: str = ""
    cautions: str = ""
    limits_url: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One citation: the source's title line, where in it, what it says in our words, and its address."""

    title: str
    locator: str = ""
    supports: str = ""
    url: str = ""
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason of a decision, with what to do, what it rests on and how sure that is."""

    sentence: str
    severity: Severity
    action: str = ""
    basis: str = ""
    evidence: Sequence[str] = ()
    certainty: str = ""
    sources: Sequence[SourceLine] = ()
    review: ReviewStatus = "unreviewed"
    statement: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """Reasons of one severity under their heading ("Contraindications"), most severe group first."""

    label: str
    reasons: Sequence[ReasonLine]


@dataclass(frozen=True, slots=True)
class ConstraintLine:
    """What screening forbids or asks care for: where it holds, why, until when, and who set it aside."""

    effect: Effect
    sentence: str
    reason: str = ""
    expires: str = ""
    overridden_by: str = ""
    sources: Sequence[SourceLine] = ()
    review: ReviewStatus = "unreviewed"
    url: str = ""


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """A decision as a page shows it: the verdict in a word, then reasons by severity, then what is unanswered."""

    verdict: Verdict
    label: str
    summary: str = ""
    groups: Sequence[ReasonGroup] = ()
    constraints: Sequence[ConstraintLine] = ()
    unanswered: Sequence[str] = ()
    decided: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of a summary list; `url` shows a link called `change` that says what it changes."""

    key: str
    value: str
    url: str = ""
    change: str = "Change"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of a task list: what, its state as a shape (`state`) and as words (`status`)."""

    label: str
    status: str
    state: TaskState = "todo"
    url: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `number` aligns its figures at the end."""

    label: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, with an optional link."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, columns and rows of cells (or plain strings); the first cell heads its row."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | str]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Pager:
    """Where we are in a long list ("1–50 of 700") and the way on; an empty address means an end."""

    where: str
    previous_url: str = ""
    next_url: str = ""


def pathway(
    labels: Mapping[str, str], *, now: str, urls: Mapping[str, str] | None = None
) -> tuple[PathwayStage, ...]:
    """The pathway with `now` as its present stage: stages before it are done, those after it come next.

    `labels` maps each stage's name to its label in order; `urls` holds the addresses that may be opened.
    Raises ValueError when `now` is not one of the stages.
    """
    names = tuple(labels)
    if now not in names:
        raise ValueError(f"now: {now!r} is not a stage; allowed: {', '.join(names)}")
    place = names.index(now)
    return tuple(
        PathwayStage(labels[name], _state(index, place), (urls or {}).get(name, ""))
        for index, name in enumerate(names)
    )


def _state(index: int, place: int) -> StageState:
    if index == place:
        return "now"
    return "done" if index < place else "next"
