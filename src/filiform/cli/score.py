"""`filiform score INSTRUMENT ITEMS`: from the scores of items to the score, its direction, and the change that matters."""

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from filiform.cli.failure import stop
from filiform.cli.knowledge.loading import AsJson, load
from filiform.clinical.outcomes import threshold_words, thresholds_of
from filiform.clinical.scoring import ItemScores, ItemsError, score_items
from filiform.kernel.identifier import nearest
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Direction, Instrument, Threshold

FOLDER = "outcomes/instruments/"
WAYS = {
    Direction.LOWER_IS_BETTER: "lower is better",
    Direction.HIGHER_IS_BETTER: "higher is better",
}
Items = dict[int, float | None] | list[float | None]


def score_instrument(
    instrument: Annotated[
        str, typer.Argument(help="An instrument, such as quickdash, NDI or its whole identifier.")
    ],
    items: Annotated[
        Path,
        typer.Argument(
            help='JSON: item scores in order ([1, 0, null]) or by number ({"1": 1}); - for standard input.'
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Score a questionnaire from its items; null stands for an item without an answer.

    Items are known by number only, because most licences do not allow their wording to be shipped.
    Exit code 0 when there is at least one score, 2 when nothing could be scored.
    """
    library = load()
    chosen = _instrument(instrument, library)
    try:
        scores = score_items(chosen, _answers(items))
    except ItemsError as error:
        stop(str(items), "\n".join(error.problems))
    if as_json:
        typer.echo(
            msgspec.json.format(msgspec.json.encode(_document(chosen, scores, library))).decode()
        )
    elif scores.values:
        _print(chosen, scores)
    if not scores.values:
        stop(str(items), f"no score: {scores.refusals[0]}. {chosen.missing_items}")


def _instrument(name: str, library: Library) -> Instrument:
    known = library.all(Instrument)
    wanted = name.removeprefix(FOLDER).casefold()
    for one in known:
        if wanted in (one.id.removeprefix(FOLDER), one.abbreviation.casefold()):
            return one
    names = [one.id.removeprefix(FOLDER) for one in known]
    near = nearest(wanted, names)
    hint = f"did you mean {' or '.join(near)}?" if near else f"instruments: {', '.join(names)}"
    stop(name, f"there is no such instrument; {hint}")


def _answers(path: Path) -> dict[int, float | None]:
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        given = msgspec.json.decode(content, type=Items, strict=False)
    except OSError as error:
        stop(str(path), f"it cannot be read: {error.strerror or error}")
    except msgspec.DecodeError as error:
        stop(
            str(path),
            f"item scores are a JSON list of numbers or null, in order, or an object by item number; {error}",
        )
    return given if isinstance(given, dict) else dict(enumerate(given, start=1))


def _document(instrument: Instrument, scores: ItemScores, library: Library) -> dict[str, Any]:
    """What `--json` promises: scores, refusals, groups, and the thresholds of each score."""
    return {
        "instrument": instrument.id,
        "label": instrument.label,
        "direction": instrument.direction,
        "scores": [
            {
                "score": one.key,
                "label": one.label,
                "value": round(scores.values[one.key], 2),
                "range": instrument.range_of(one.key),
                "thresholds": [
                    _threshold(each, instrument) for each in thresholds_of(instrument, one.key)
                ],
            }
            for one in instrument.scores
            if one.key in scores.values
        ],
        "refused": [{"score": one.key, "why": str(one)} for one in scores.refusals],
        "groups": scores.groups,
        "missing_items": instrument.missing_items,
        "review": instrument.review.status,
        "library_version": library.version,
    }


def _threshold(threshold: Threshold, instrument: Instrument) -> dict[str, Any]:
    return {
        "kind": threshold.kind,
        "value": threshold.value,
        "population": threshold.population,
        "method": threshold.method,
        "is_default": threshold.is_default,
        "source": threshold.citation,
        "review": (threshold.review or instrument.review).status,
    }


def _print(instrument: Instrument, scores: ItemScores) -> None:
    console = Console(highlight=False)
    console.print(
        Text(instrument.label, style="bold"), Text(WAYS[instrument.direction], style="dim")
    )
    for one in instrument.scores:
        if one.key in scores.values:
            scale = instrument.range_of(one.key)
            value = f"{round(scores.values[one.key], 1):g}"
            console.print(f"  {one.label}: [bold]{value}[/] of {scale.low:g} to {scale.high:g}")
    for group in scores.groups:
        console.print(f"  {group}")
    for refusal in scores.refusals:
        console.print(f"  [yellow]no {refusal.key} score[/]: {refusal}")
    _print_thresholds(instrument, scores, console)
    console.print(Text(f"Review: {instrument.review.status.value.replace('_', ' ')}", style="dim"))


def _print_thresholds(instrument: Instrument, scores: ItemScores, console: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("Change", "What it says", "Measured in"):
        table.add_column(name)
    known = [one for one in instrument.thresholds if any(map(one.is_about, scores.values))]
    for one in known:
        labels = [part.label for part in instrument.scores if part.key in one.scores]
        of = f" ({', '.join(labels).lower()})" if labels and len(instrument.scores) > 1 else ""
        table.add_row(
            threshold_words(one) + (" *" if one.is_default else ""),
            one.kind.value.replace("_", " ") + of,
            f"{one.population}; {one.method}",
        )
    if known:
        console.print(table)
        console.print(Text("* the change that is judged by", style="dim"))
    else:
        console.print("  No published change is in the library by which it could be judged.")
