"""`filiform draw FINDINGS`: a body figure of where it hurts and what was found, as an SVG file."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from filiform.cli.days import today
from filiform.cli.failure import stop
from filiform.cli.findings import load_findings
from filiform.cli.knowledge.loading import load
from filiform.clinical.findings import Findings, PalpatedMuscle
from filiform.figure import (
    Build,
    Drawing,
    Ink,
    MusclePoint,
    Painted,
    Referral,
    View,
    draw,
    draw_sheet,
)
from filiform.figure.words import described, title_of
from filiform.interop.fhir.drawing import drawing_media
from filiform.kernel.identifier import nearest
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle

NOTHING = "Nothing is painted: the findings name no pain and no palpated muscle."


def draw_findings(
    findings: Annotated[
        Path,
        typer.Argument(
            help="A JSON file of findings, as for `filiform rank`; - for standard input."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output unless given.")
    ] = None,
    view: Annotated[
        View | None, typer.Option(help="One view of the body, or one close-up.")
    ] = None,
    sheet: Annotated[
        bool,
        typer.Option(
            "--sheet", help="Every view that shows a finding, with a legend; the default."
        ),
    ] = False,
    build: Annotated[Build, typer.Option(help="How the figure is built.")] = Build.NEUTRAL,
    ink: Annotated[Ink, typer.Option(help="For a screen, or for a printer.")] = Ink.PAPER,
    fhir: Annotated[
        bool, typer.Option("--fhir", help="Write the picture as a FHIR R4 Media resource.")
    ] = False,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The day of the drawing, for --fhir; today unless given."
        ),
    ] = None,
    muscle: Annotated[
        str, typer.Option(help="A muscle whose referral is laid over, such as infraspinatus.")
    ] = "",
    side: Annotated[
        Side | None, typer.Option(help="The side of that muscle: left or right.")
    ] = None,
) -> None:
    """Draw findings on the body figure.

    Painted regions carry their intensity and, for each pain, a colour and a pattern of its own;
    palpated muscles are numbered. Exit code 2 when the findings cannot be used; standard error then
    names every entry that is wrong, and the nearest names.
    """
    if view and sheet:
        stop("--sheet", "a sheet has several views; leave out --view or --sheet")
    library = load()
    drawing = _drawing(load_findings(findings, library), _referral(muscle, side, library), library)
    note = "" if drawing else NOTHING
    if view:
        text = draw(drawing, view, library, build=build, ink=ink)
    else:
        text = draw_sheet(drawing, library, build=build, ink=ink, note=note)
    if fhir:
        text = _media(text, drawing, view, on.date() if on else today(), library)
    _write(text, output)
    if note:
        typer.echo(note, err=True)


def _media(svg: str, drawing: Drawing, view: View | None, on: date, library: Library) -> str:
    title = title_of(view, drawing) if view else "Where it hurts"
    resource = drawing_media(svg, title=title, words=described(drawing, library), on=on)
    return json.dumps(resource, indent=1) + "\n"


def _referral(name: str, side: Side | None, library: Library) -> Referral | None:
    if not name:
        if side:
            stop("--side", "it is the side of a muscle; name one with --muscle")
        return None
    full = name if name.startswith("anatomy/muscles/") else f"anatomy/muscles/{name}"
    if full not in library:
        near = nearest(full, (one.id for one in library.all(Muscle)))
        hint = (
            f"did you mean {' or '.join(near)}?"
            if near
            else "`filiform knowledge list anatomy/muscles`"
        )
        stop("--muscle", f"`{name}` is no muscle of the library; {hint}")
    if side not in (Side.LEFT, Side.RIGHT):
        stop("--side", f"{f'`{side}` given' if side else 'missing'}; a muscle is `left` or `right`")
    return Referral(muscle=library.get(full, Muscle), side=side)


def _drawing(findings: Findings, referral: Referral | None, library: Library) -> Drawing:
    return Drawing(
        painted=tuple(
            Painted(region=one.region, side=one.side, intensity=one.intensity, pain=one.pain)
            for one in findings.pain
        ),
        points=tuple(
            MusclePoint(
                muscle=library.get(one.muscle, Muscle),
                side=one.side,
                recognised=bool(one.recognised),
                words=_words(one),
            )
            for one in findings.palpation
        ),
        referral=referral,
    )


def _words(palpated: PalpatedMuscle) -> str:
    """What was found, and what was looked for and not found."""
    said = []
    for name, found in palpated.signs.items():
        absent = "pain not recognised" if name == "recognised" else f"no {name.replace('_', ' ')}"
        present = "pain recognised" if name == "recognised" else name.replace("_", " ")
        said.append(present if found else absent)
    return ", ".join(said)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        stop(str(output), f"it cannot be written: {error.strerror}")
