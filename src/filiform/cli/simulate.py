"""`filiform simulate`: how needling may work, as curves with bands; a thing to think with, no advice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from filiform.cli.failure import stop
from filiform.knowledge.library import load_library
from filiform.knowledge.model.mechanism import Course, CourseFile, Mechanism, Scenario
from filiform.knowledge.reader import KnowledgeError, read_concept

if TYPE_CHECKING:  # NumPy takes a moment to load, and only a simulation needs it
    from filiform.mechanism.run import Run
    from filiform.mechanism.simulation import Progress as Told

DEFAULT = "needle"
LARGEST_FILE = 100_000


def simulate_needling(
    name: Annotated[
        str, typer.Option("--scenario", help="A scenario of the library; --list shows them.")
    ] = "",
    file: Annotated[
        Path | None,
        typer.Option("--file", help="A course of your own as YAML or JSON; - for standard input."),
    ] = None,
    ensemble: Annotated[
        int,
        typer.Option("--ensemble", help="How many simulations, over the ranges of the parameters."),
    ] = 1,
    hours: Annotated[
        float | None,
        typer.Option("--hours", help="How long, from 0.25 to 2160; a scenario says it otherwise."),
    ] = None,
    switched_off: Annotated[
        list[Mechanism] | None,
        typer.Option("--off", help="A mechanism to switch off; may be repeated."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Draws the same ensemble again.")] = 0,
    solver: Annotated[
        str,
        typer.Option(
            "--solver", help="auto, plain, compiled (needs Numba) or reference (needs SciPy)."
        ),
    ] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Every curve as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Every curve as CSV.")] = False,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Draw the main curves into this SVG file.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show the scenarios and stop.")] = False,
) -> None:
    """Simulate a trigger point and what needling may do to it, in units of healthy muscle.

    It illustrates a disputed theory with parameters that are mostly guesses; the comparison with
    what was measured is in docs/explanation/mechanism.md. It is never an argument for treatment.
    """
    from filiform.cli import simulated  # with NumPy

    if listed:
        _list()
        return
    if as_json and as_csv:
        stop("--json --csv", "both were asked for; take one of them")
    if name and file:
        stop("--scenario --file", "both were given; take one of them")
    label, course = _asked(name or DEFAULT, file)
    if switched_off:
        course = _without(course, tuple(switched_off))
    run = _run(course, ensemble, hours, seed, solver)
    if as_json:
        typer.echo(simulated.as_json(run, label, load_library().version))
    elif as_csv:
        typer.echo(simulated.as_csv(run), nl=False)
    if plot is not None:
        _write(plot, simulated.as_svg(run, label))
    if not (as_json or as_csv):
        simulated.print_table(run, label)


def _asked(name: str, file: Path | None) -> tuple[str, Course]:
    from filiform.mechanism.failure import UnknownScenario
    from filiform.mechanism.simulation import scenario

    if file is not None:
        read = _read(file)
        return read.label, read.course
    try:
        found = scenario(name)
    except UnknownScenario as error:
        stop("--scenario", str(error))
    return found.label, found.course


def _read(file: Path) -> CourseFile:
    try:
        content = typer.get_binary_stream("stdin").read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        stop(str(file), f"it cannot be read: {error.strerror or error}")
    if len(content) > LARGEST_FILE:
        stop(str(file), f"it has {len(content):,} bytes; a course has at most {LARGEST_FILE:,}")
    try:
        return read_concept(content, "mechanism/scenarios/file", CourseFile, str(file))
    except KnowledgeError as error:
        stop(f"{error.path}:{error.line}", error.problem)


def _without(course: Course, mechanisms: tuple[Mechanism, ...]) -> Course:
    import msgspec

    if Mechanism.OXYGEN in mechanisms:
        stop("--off", "oxygen cannot be switched off")
    off = tuple(dict.fromkeys((*course.switched_off, *mechanisms)))
    return msgspec.structs.replace(course, switched_off=off)


def _run(course: Course, ensemble: int, hours: float | None, seed: int, solver: str) -> "Run":
    from filiform.mechanism.failure import SimulationFailed
    from filiform.mechanism.simulation import Solver, simulate

    if solver not in list(Solver):
        stop("--solver", f"there is no solver {solver!r}; there are {', '.join(Solver)}")
    try:
        with _progress(ensemble) as told:
            return simulate(
                course,
                members=ensemble,
                hours=hours,
                seed=seed,
                solver=Solver(solver),
                progress=told,
            )
    except SimulationFailed as error:
        stop("simulate", str(error))
    except ModuleNotFoundError as error:
        stop(
            "--solver", f"{solver} needs {error.name}; install filiform[simulation], or use another"
        )


@contextmanager
def _progress(total: int) -> Iterator["Told"]:
    """A bar on standard error, on a terminal only, where there is something to wait for."""
    console = Console(stderr=True)
    if total < 100 or not console.is_terminal:
        yield lambda _: None
        return
    columns = (
        TextColumn("[bold]Simulating[/]"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)


def _write(path: Path, text: str) -> None:
    if path.suffix.lower() != ".svg":
        stop(str(path), "a plot is an SVG; give a name that ends in .svg")
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        stop(str(path), f"it cannot be written: {error.strerror or error}")


def _list() -> None:
    console = Console(highlight=False)
    for one in load_library().all(Scenario):
        console.print(f"[bold]{one.id.rsplit('/', 1)[-1]}[/]  {one.statement}", soft_wrap=True)
