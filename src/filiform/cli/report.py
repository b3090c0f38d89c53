"""A screening for people at a terminal: the verdict first, then why, what follows, and what is still to be asked."""

from collections.abc import Iterable
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from filiform.interop.fhir.reading import PatientRecord, RecordProblem
from filiform.kernel.decision import (
    Basis,
    Citation,
    Constraint,
    Decision,
    Effect,
    Evidence,
    Question,
    Reason,
    ReviewStatus,
    Severity,
)
from filiform.kernel.period import whole_years
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.concept import Concept, Source
from filiform.knowledge.model.screening import ScreeningVerdict

_WIDTH = 100
_PROBLEMS_SHOWN = 8
_COLOURS = {
    ScreeningVerdict.SUITABLE: "green",
    ScreeningVerdict.SUITABLE_WITH_PRECAUTIONS: "yellow",
    ScreeningVerdict.NOT_NOW: "dark_orange",
    ScreeningVerdict.NOT_SUITABLE: "red",
    ScreeningVerdict.REFER_NOW: "bold red",
    Severity.RED_FLAG: "bold red",
    Severity.CONTRAINDICATION: "red",
    Severity.PRECAUTION: "yellow",
    Severity.INFORMATION: "blue",
}
_BASES = {
    Basis.ANSWERED: "answered",
    Basis.FROM_RECORD: "from the record, to be confirmed",
    Basis.OBSERVED: "observed",
}
_REVIEWS = {
    ReviewStatus.UNREVIEWED: "not reviewed yet",
    ReviewStatus.CHECKED_AGAINST_SOURCE: "checked against its source",
    ReviewStatus.CLINICIAN_APPROVED: "approved by a clinician",
}
_WHY = {
    "confirm": "the record says so",
    "past": "the record said so once",
    "conflict": "the answer and the record disagree",
    "unsure": "the answer was “unsure”",
    "where": "where?",
}
_WHAT_THIS_IS_NOT = (
    "This is support for a clinician who decides, not a decision, a diagnosis or advice to a patient. "
    "A record is never complete: what it does not say may still be so."
)


def print_report(
    record: PatientRecord, decision: Decision[ScreeningVerdict], on: date, library: Library
) -> None:
    """Prints a whole screening of one patient."""
    console = Console(highlight=False)
    console.width = min(console.width, _WIDTH)
    console.print(_verdict(record, decision, on))
    for severity in Severity:
        _section(
            console,
            _several(severity),
            (_reason(r, library) for r in decision.reasons if r.severity is severity),
        )
    followed = (_constraint(one, library) for one in decision.constraints)
    _section(console, "what follows for planning and needling", followed)
    _section(
        console,
        "to confirm",
        (_question(one) for one in decision.questions if one.why != "unanswered"),
    )
    _section(
        console,
        "not asked yet",
        (
            _marked("·", "dim", Text(one.text))
            for one in decision.questions
            if one.why == "unanswered"
        ),
    )
    _section(console, "problems in the record", _problems(record.problems))
    console.print(Rule(style="dim"))
    console.print(Text(_WHAT_THIS_IS_NOT, style="dim"))
    console.print(Text(f"Knowledge library {decision.library_version}.", style="dim"))


def _verdict(
    record: PatientRecord, decision: Decision[ScreeningVerdict], on: date
) -> RenderableType:
    count = len(decision.questions)
    is_early = count > 0 and decision.verdict is ScreeningVerdict.SUITABLE
    colour = "cyan" if is_early else _COLOURS[decision.verdict]
    verdict = "Nothing against it so far" if is_early else _plain(decision.verdict).capitalize()
    many = "question is" if count == 1 else "questions are"
    left = (
        f"Not complete: {count} {many} still open."
        if count
        else "Complete: nothing is left to ask."
    )
    body = Group(Text(verdict, style=f"bold {colour}"), Text(left, style="dim"))
    return Panel(
        body, title=Text(_who(record, on)), title_align="left", border_style=colour, padding=(1, 2)
    )


def _who(record: PatientRecord, on: date) -> str:
    person = record.patient
    name = (
        " ".join(part for part in (person.given_name, person.family_name) if part)
        or person.id
        or "Patient"
    )
    age = f", {whole_years(person.birth_date, on)} years" if person.birth_date else ""
    return f" {name}{age} · {on} "


def _section(console: Console, title: str, items: Iterable[RenderableType]) -> None:
    shown = list(items)
    if shown:
        console.print()
        console.print(Text(title.capitalize(), style="bold underline"))
        for item in shown:
            console.print(Padding(item, (0, 0, 0, 2)))


def _reason(reason: Reason, library: Library) -> RenderableType:
    sources = "; ".join(_source(one, library) for one in reason.sources)
    return _marked(
        "●",
        _COLOURS[reason.severity],
        Text(reason.sentence, style="bold"),
        Text(f"{reason.statement} · {_BASES[reason.basis]}", style="dim"),
        *map(_evidence, reason.evidence),
        _marked("→", "bold", Text(reason.action)),
        Text(f"{sources}. {_REVIEWS[reason.review].capitalize()}.\n", style="dim italic"),
    )


def _evidence(evidence: Evidence) -> RenderableType:
    details = [part for part in (evidence.resource, evidence.code, evidence.status) if part]
    text = Text(evidence.display or evidence.code or evidence.resource)
    if evidence.date:
        text.append(f", {evidence.date}")
    return _marked("↳", "cyan", text.append(f"  {', '.join(details)}", style="dim"))


def _source(citation: Citation, library: Library) -> str:
    return f"{library.get(citation.source, Source).label}, {citation.locator}"


def _constraint(constraint: Constraint, library: Library) -> RenderableType:
    forbids = constraint.effect is Effect.FORBID
    verb, colour = ("forbidden", "red") if forbids else ("with care", "yellow")
    where = _targets(constraint, library) or _plain(constraint.scope)
    until = f" Until {constraint.expires_on}." if constraint.expires_on else ""
    text = Text.assemble((f"{where}: {verb}. ", "bold"), constraint.sentence, until)
    return _marked("■", colour, text)


def _targets(constraint: Constraint, library: Library) -> str:
    """What a constraint is about, in words; all muscles at once are not counted up."""
    if {one.id for one in constraint.targets} == {muscle.id for muscle in library.all(Muscle)}:
        return "every muscle"
    labels = [
        library.get(one.id, Concept).label + (f" ({one.side.value})" if one.side else "")
        for one in constraint.targets
    ]
    return ", ".join(labels).lower()


def _question(question: Question) -> RenderableType:
    why = _WHY.get(question.why, question.why)
    head = Text.assemble(question.text, (f"  {why}", "dim"))
    return _marked("?", "bold cyan", head, *map(_evidence, question.evidence))


def _problems(problems: tuple[RecordProblem, ...]) -> list[RenderableType]:
    shown = [
        _marked("!", "yellow", Text.assemble((one.where, "bold"), f": {one.problem}"))
        for one in problems[:_PROBLEMS_SHOWN]
    ]
    rest = len(problems) - _PROBLEMS_SHOWN
    more = Text(f"… and {rest} more; --json shows all of them", style="dim")
    return [*shown, more] if rest > 0 else shown


def _marked(mark: str, style: str, *body: RenderableType) -> RenderableType:
    """Lines behind a mark, all of them set in from it."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text(mark, style=style), Group(*body))
    return grid


def _plain(value: str) -> str:
    return str(value).replace("_", " ")


def _several(severity: Severity) -> str:
    return "information" if severity is Severity.INFORMATION else f"{_plain(severity)}s"
