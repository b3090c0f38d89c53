"""`filiform ledger EVENTS`: where every needle of a session is, whether it may be signed, and why."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from filiform.cli.failure import UNUSABLE, failed, stop
from filiform.cli.knowledge.loading import AsJson, load
from filiform.clinical.ledger import (
    Because,
    Needle,
    NeedleCount,
    NeedleEvent,
    Unreadable,
    because,
    needle_count,
    read_event,
    schema,
)
from filiform.kernel.decision import Severity
from filiform.knowledge.library import Library

_LONGEST_LINE = 64 * 1024


class Problem(msgspec.Struct, frozen=True):
    """A line that could not be read: which, what of it, what was given, what is allowed."""

    line: int
    field: str
    given: str
    allowed: str


class Read(msgspec.Struct, frozen=True):
    """A file of events: those that were read, and the lines that could not be."""

    events: tuple[NeedleEvent, ...]
    problems: tuple[Problem, ...]


def count_needles(
    events: Annotated[
        Path | None,
        typer.Argument(help="NDJSON: one event a line, in any order; - for standard input."),
    ] = None,
    as_json: AsJson = False,
    wants_schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of an event and stop.")
    ] = False,
) -> None:
    """Count the needles of a session from its events: where each one is, and whether it may be signed.

    Events count once however often they come and in whatever order. Exit code 0 when every line was
    read, 2 when not; the others are counted all the same, and such a session may not be signed.
    """
    if wants_schema:
        typer.echo(msgspec.json.format(msgspec.json.encode(schema())).decode())
        return
    if events is None:
        stop("EVENTS", "name a file of events, or - for standard input; --schema says what one is")
    read = _read(events)
    library = load()
    count = needle_count(read.events, len(read.problems))
    reasons = because(count, library)
    if as_json:
        document = _document(read, count, reasons, library)
        typer.echo(msgspec.json.format(msgspec.json.encode(document)).decode())
    else:
        _print(count, reasons)
    for one in read.problems:
        where = f"line {one.line}" + (f", {one.field}" if one.field else "")
        failed(where, f"given {one.given}; allowed: {one.allowed}")
    if read.problems:
        raise typer.Exit(UNUSABLE)


def _read(path: Path) -> Read:
    try:
        if str(path) == "-":
            return _read_lines(sys.stdin.buffer)
        with path.open("rb") as file:
            return _read_lines(file)
    except OSError as error:
        stop(str(path), f"it cannot be read: {error.strerror or error}")


def _read_lines(file: BinaryIO) -> Read:
    events: list[NeedleEvent] = []
    problems: list[Problem] = []
    for number, line in _lines(file):
        found = read_event(line) if len(line) <= _LONGEST_LINE else _too_long(line)
        if isinstance(found, Unreadable):
            problems.append(Problem(number, found.field, found.given, found.allowed))
        else:
            events.append(found)
    return Read(tuple(events), tuple(problems))


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that say something, by number."""
    for number, line in enumerate(file, start=1):
        if text := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield number, text


def _too_long(line: bytes) -> Unreadable:
    return Unreadable(
        field="",
        given=f"{len(line):,} bytes",
        allowed=f"one JSON object a line, of at most {_LONGEST_LINE:,} bytes",
    )


def _document(
    read: Read, count: NeedleCount, reasons: Iterable[Because], library: Library
) -> dict[str, Any]:
    """What `--json` promises: always all of these fields."""
    return {
        "counts": count.by_state,
        "needles": len(count.needles),
        "unaccounted": [_needle(one) for one in count.unaccounted],
        "suspended": count.suspended,
        "to_recover": count.to_recover,
        "may_be_signed": count.may_be_signed,
        "because": list(reasons),
        "events": {
            "read": len(read.events),
            "repeated": len(read.events) - len({one.id for one in read.events}),
            "unreadable": len(read.problems),
        },
        "problems": read.problems,
        "library_version": library.version,
    }


def _needle(needle: Needle) -> dict[str, Any]:
    """A needle with the place and the time at which it was last known."""
    return {
        "needle": needle.id,
        "state": needle.state,
        "muscle": needle.place.muscle if needle.place else None,
        "side": needle.place.side if needle.place else None,
        "since": needle.since,
        "is_fragment": needle.is_fragment,
    }


def _print(count: NeedleCount, reasons: tuple[Because, ...]) -> None:
    console = Console(highlight=False)
    verdict = "May be signed" if count.may_be_signed else "May not be signed"
    console.print(Text(verdict, style="bold green" if count.may_be_signed else "bold red"))
    states = [f"{number} {_words(state)}" for state, number in count.by_state.items() if number]
    needles = "1 needle" if len(count.needles) == 1 else f"{len(count.needles)} needles"
    console.print(f"  {needles}" + (f": {', '.join(states)}" if states else ""))
    if count.suspended:
        console.print(f"  [red]count suspended[/]: {len(count.to_recover)} to recover")
    if count.unaccounted:
        console.print(_table(count.unaccounted))
    for reason in reasons:
        _print_reason(reason, console)


def _table(needles: Iterable[Needle]) -> Table:
    table = Table("Needle", "Where", "Last known in", "Since", box=None, padding=(0, 2, 0, 0))
    for one in needles:
        place = f"{one.place.muscle.rsplit('/', 1)[-1]}, {one.place.side}" if one.place else "–"
        table.add_row(
            Text(one.id), _words(one.state), Text(place), one.since.isoformat(timespec="seconds")
        )
    return table


def _print_reason(reason: Because, console: Console) -> None:
    style = "yellow" if reason.severity is Severity.PRECAUTION else "red"
    console.print(Text(f"{reason.sentence}", style=style))
    which = ", ".join((*reason.needles, *reason.events)[:5])
    console.print(Text(f"  {reason.detail}" + (f": {which}" if which else "")))
    console.print(Text(f"  {reason.action}"))
    review = reason.review.value.replace("_", " ")
    console.print(Text(f"  {reason.rule} · review: {review}", style="dim"))


def _words(state: str) -> str:
    return state.replace("_", " ")
