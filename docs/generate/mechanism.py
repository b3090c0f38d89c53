"""The page of the simulation: its equations with their parameters and sources, and how it stands against what was measured."""

import hashlib
import inspect
import json
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from filiform.knowledge.library import Library
from filiform.knowledge.model.concept import Cited, Source
from filiform.knowledge.model.mechanism import Claim, Parameter, PublishedFinding, Scenario
from filiform.mechanism import needling
from filiform.mechanism.comparison import Standing, compare, expected_words
from filiform.mechanism.equations import ABBREVIATIONS, OBSERVABLES, STATES, names_in
from filiform.mechanism.sensitivity import influences
from filiform.mechanism.simulation import Solver, simulate
from generate.library import table

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "explanation" / "mechanism.json"
MEMBERS, MEMBERS_FOR_SENSITIVITY, STRONGEST = 24, 300, 8
ASKED = (("pain_signal", 72.0), ("soreness", 24.0), ("flow", 0.25), ("substance_p", 24.0))


def page(library: Library) -> str:
    """The whole page."""
    computed = json.loads(results())
    parts = [
        _beginning(),
        _comparison(library, computed["rows"]),
        _sensitivity(library, computed["influences"]),
        _equations(library),
        _needle(),
        _scenarios(library),
        _claims(library),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def results() -> str:
    """What takes a minute to work out, as JSON with a digest of all that it was worked out from.

    As long as that is unchanged, what was worked out before stands.
    """
    digest = _digest()
    if KEPT.exists() and json.loads(KEPT.read_text(encoding="utf-8"))["digest"] == digest:
        return KEPT.read_text(encoding="utf-8")
    rows = [[one.standing, _short(one.figure), _short(one.agreeing)] for one in compare(MEMBERS)]
    run = simulate("needle", members=MEMBERS_FOR_SENSITIVITY, solver=Solver.PLAIN)
    found = [
        [
            [one.parameter.id, _short(one.correlation)]
            for one in influences(run, name, hour)[:STRONGEST]
        ]
        for name, hour in ASKED
    ]
    return json.dumps({"digest": digest, "rows": rows, "influences": found}, indent=1) + "\n"


def _short(figure: float | None) -> float | None:
    return None if figure is None else float(f"{figure:.3g}")


def _digest() -> str:
    source = ROOT / "src" / "filiform"
    folders = (source / "mechanism", source / "knowledge" / "data" / "mechanism")
    files = [
        path
        for folder in folders
        for path in folder.rglob("*.*")
        if path.suffix in (".py", ".yaml")
    ]
    digest = hashlib.sha256(repr((MEMBERS, MEMBERS_FOR_SENSITIVITY, STRONGEST, ASKED)).encode())
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _beginning() -> list[str]:
    text = """
    # How needling may work: the simulation

    <!-- written by `make docs` -->

    The simulation follows one trigger point over hours and days: end plates, contracture, blood flow and oxygen,
    the chemistry that makes nerves sensitive, the gate in the spinal cord, and the soreness that needling costs. It is a thing
    to think with, **never an argument for treatment**. Its theory is disputed, most of its parameters are guesses, and what
    it gets wrong stands below. Everything is in units of healthy muscle: 1 is as in healthy muscle at rest.

    From a curve back to who measured it: find the quantity under [Equations](#equations); below its equation stand its
    parameters with value, range, how each came about, and its sources. Try it with `filiform simulate --list`.

    No published simulation of a trigger point or of dry needling was found when this one was written. Why an end plate begins to
    fail, and what keeps it failing, is not in it: that is given (`severity`), and what follows is worked out.
    """
    return textwrap.dedent(text).strip().splitlines()


def _comparison(library: Library, rows: list[list[Any]]) -> list[str]:
    findings = library.all(PublishedFinding)
    counted = {standing: sum(row[0] == standing for row in rows) for standing in Standing}
    counts = ", ".join(f"{count} {standing.value}" for standing, count in counted.items() if count)
    lines = [
        "## Compared with what was measured",
        "",
        f"{len(rows)} findings: {counts}. Worked out when this page was built.",
        "",
        "- **predicted**: nothing in the simulation was chosen because of this finding.",
        "- **fitted or built in**: the parameters that are named were chosen, or are there at all, because of it. Agreement proves nothing.",
        "- **arithmetic**: checks a formula, not biology. **wrong**: the simulation disagrees. **not modelled**: it can say nothing.",
        f"- The share says how many of {MEMBERS} simulations over the ranges of the parameters agree.",
        "",
    ]
    head = ["finding", "in", "must be", "is", "share", "", "source"]
    cells = []
    for finding, (standing, figure, agreeing) in zip(findings, rows, strict=True):
        fitted = ", ".join(f"`{name.rsplit('/', 1)[-1]}`" for name in finding.fitted)
        must = (
            f"{expected_words(finding.expected)} ({finding.tolerance_from})"
            if finding.expected
            else "–"
        )
        cells.append(
            [
                finding.statement,
                finding.population,
                must if figure is not None else finding.not_modelled,
                "–" if figure is None else f"{figure:.2g}" if figure < 10 else f"{figure:.0f}",
                "–" if agreeing is None else f"{agreeing:.0%}",
                f"**{standing}**" + (f" {fitted}" if fitted else ""),
                _sources(finding, library),
            ]
        )
    return [*lines, *table(head, cells)]


def _sensitivity(library: Library, found: list[list[list[Any]]]) -> list[str]:
    lines = [
        "## Which unknowns matter most",
        "",
        f"Partial rank correlation over {MEMBERS_FOR_SENSITIVITY} simulations of the scenario `needle`: from −1 (the quantity falls as the parameter rises) "
        "to 1. What matters most and is a guess is where research would help: this is a research agenda.",
    ]
    labels = {one.name: one.label for one in STATES}
    for (name, hour), strongest in zip(ASKED, found, strict=True):
        rows = []
        for identifier, correlation in strongest:
            parameter = library.get(identifier, Parameter)
            rows.append(
                [
                    f"`{parameter.name}`",
                    parameter.label,
                    f"{correlation:+.1f}",
                    parameter.kind.value,
                ]
            )
        lines += [
            "",
            f"### {labels[name]} after {hour:g} h",
            "",
            *table(["parameter", "what", "PRCC", "kind"], rows),
        ]
    return lines


def _equations(library: Library) -> list[str]:
    known = {one.name: one for one in library.all(Parameter)}
    lines = [
        "## Equations",
        "",
        "Each says how fast a quantity changes in an hour. `rise(x)` is x above 0 and nothing below, rounded at the corner. "
        "These texts are the source: the code of `mechanism/rates.py` and its derivatives are made from them.",
        "",
        "Shared parts:",
        "",
        *(f"- `{one.name} = {one.formula}`: {one.meaning}" for one in ABBREVIATIONS),
    ]
    shown: set[str] = set()
    for state in STATES:
        rest = "" if state.rest == 1 else f" At rest {state.rest:g}."
        lines += [
            "",
            f"### {state.label}",
            "",
            state.meaning + rest,
            "",
            "```",
            f"d({state.name})/dt = {state.rate}",
            "```",
        ]
        lines += _parameters(
            [one for one in known.values() if one.name in names_in(state.rate)], library
        )
        shown |= {one for one in known if one in names_in(state.rate)}
    for one in OBSERVABLES:
        lines += [
            "",
            f"### {one.label}",
            "",
            one.meaning,
            "",
            "```",
            f"{one.name} = {one.formula}",
            "```",
        ]
        lines += _parameters(
            [each for each in known.values() if each.name in names_in(one.formula)], library
        )
        shown |= {each for each in known if each in names_in(one.formula)}
    rest_of_them = [one for name, one in known.items() if name not in shown]
    return [
        *lines,
        "",
        "### Shared parts, oxygen, and the moment of needling",
        *_parameters(rest_of_them, library),
    ]


def _parameters(parameters: Iterable[Parameter], library: Library) -> list[str]:
    rows = [
        [
            f"`{one.name}`",
            one.meaning,
            f"{one.value:g}",
            f"{one.low:g} to {one.high:g}",
            one.unit.value,
            one.kind.value,
            _sources(one, library),
        ]
        for one in parameters
    ]
    return (
        ["", *table(["parameter", "what", "value", "range", "unit", "kind", "source"], rows)]
        if rows
        else []
    )


def _sources(cited: Cited, library: Library) -> str:
    said = [
        f"{library.get(one.source, Source).label} ({one.locator}): {one.supports}"
        for one in cited.citations
    ]
    return "; ".join(said) + f" · *{cited.review.status.value.replace('_', ' ')}*"


def _needle() -> list[str]:
    source = inspect.getsource(needling)
    return [
        "## The moment of needling",
        "",
        "A twitch lasts a fraction of a second: beside hours, it is a moment, and states jump. The code that makes them jump:",
        "",
        "```python",
        *source[source.index("def needled") :].rstrip().splitlines(),
        "```",
    ]


def _scenarios(library: Library) -> list[str]:
    rows = [[f"`{one.id.rsplit('/', 1)[-1]}`", one.statement] for one in library.all(Scenario)]
    return ["## Scenarios", "", *table(["scenario", "what is simulated"], rows)]


def _claims(library: Library) -> list[str]:
    rows = [
        [one.statement, one.grade.value.replace("_", " "), one.counter_view, _sources(one, library)]
        for one in library.all(Claim)
    ]
    return [
        "## What is claimed, and how well it is supported",
        "",
        *table(["claim", "grade", "against it", "source"], rows),
    ]
