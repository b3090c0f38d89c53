"""Makes `mechanism/rates.py` and `slopes.py` from the equations: how fast each state changes, and its derivatives.

What is typed twice drifts apart, and a wrong derivative shows only as a slow solver. So the equations are
written once, as text, and SymPy does the calculus when the documentation is built.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import sympy
from sympy.printing.pycode import PythonCodePrinter

from filiform.knowledge.library import Library
from filiform.knowledge.model.mechanism import Parameter
from filiform.mechanism.equations import ABBREVIATIONS, DERIVED, NAMES, OBSERVABLES, STATES

RATES = '''"""How fast every state changes: written by `make docs` from `equations.py` and the library.

`rates` takes `y[state]` and `p[slot]`, whether they are numbers or arrays over many simulations.
"""

from typing import Any

from numpy import tanh

ROUNDING = 0.03
SLOTS = (
    {slots},
)


def rise(x: Any) -> Any:
    """x where it is above 0, nothing below, with a slope everywhere."""
    m = 0.5 * (x + abs(x))
    return m * m * m / (m * m + ROUNDING * ROUNDING)
'''

SLOPES = '''"""The derivative of every rate by every state: written by `make docs` from `equations.py`."""

from typing import Any

from numpy import tanh

from filiform.mechanism.rates import ROUNDING, rise


def rise_slope(x: Any) -> Any:
    """The derivative of `rise`."""
    m = 0.5 * (x + abs(x))
    square = m * m
    room = square + ROUNDING * ROUNDING
    return square * (square + 3 * ROUNDING * ROUNDING) / (room * room)
'''


class _Rise(sympy.Function):  # type: ignore[misc]  # SymPy carries no types
    """`rise` as SymPy sees it: a function whose derivative has a name."""

    def fdiff(self, argindex: int = 1) -> Any:
        return sympy.Function("rise_slope")(self.args[0])


def modules(library: Library) -> dict[str, str]:
    """The text of both modules by their names, formatted."""
    slots = (*(one.name for one in library.all(Parameter)), "severity", *DERIVED)
    rates = _rates(slots)
    slopes = {
        f"out[{row}, {column}]": slope
        for row, rate in enumerate(rates)
        for column, name in enumerate(NAMES)
        if (slope := sympy.diff(rate, sympy.Symbol(name))) != 0
    }
    names = ", ".join(f'"{slot}"' for slot in slots)
    says = "Write how fast each state changes, an hour, into `out[state]`."
    derivatives = "Write the derivative of each rate by each state into `out[rate, state]`; what is not written is 0."
    written = {f"out[{row}]": rate for row, rate in enumerate(rates)}
    measured = {
        f"out[{row}]": sympy.sympify(one.formula, locals=_words(slots))
        for row, one in enumerate(OBSERVABLES)
    }
    measures = "Write what people measure into `out[observable]`."
    text = RATES.replace("{slots}", names) + _function("rates", says, written, slots)
    return {
        "rates.py": _formatted(text + _function("observables", measures, measured, slots)),
        "slopes.py": _formatted(SLOPES + _function("slopes", derivatives, slopes, slots)),
    }


def _rates(slots: tuple[str, ...]) -> list[Any]:
    words = _words(slots)
    return [sympy.sympify(state.rate, locals=words) for state in STATES]


def _words(slots: tuple[str, ...]) -> dict[str, Any]:
    """What a name in an equation stands for; abbreviations are written out."""
    words: dict[str, Any] = {name: sympy.Symbol(name) for name in (*NAMES, *slots)}
    words |= {"rise": _Rise, "tanh": sympy.tanh}
    for one in ABBREVIATIONS:
        words[one.name] = sympy.sympify(one.formula, locals=words)
    return words


def _function(name: str, says: str, written: dict[str, Any], slots: tuple[str, ...]) -> str:
    shared, plain = sympy.cse(list(written.values()), symbols=sympy.numbered_symbols("part_"))
    formulas = (*plain, *(formula for _, formula in shared))
    used = {symbol.name for formula in formulas for symbol in formula.free_symbols}
    lines = [f"{state} = y[{place}]" for place, state in enumerate(NAMES) if state in used]
    lines += [f"{slot} = p[{place}]" for place, slot in enumerate(slots) if slot in used]
    lines += [f"{symbol} = {_code(formula)}" for symbol, formula in shared]
    lines += [
        f"{target} = {_code(formula)}" for target, formula in zip(written, plain, strict=True)
    ]
    body = "\n    ".join(lines)
    return f'\n\ndef {name}(y: Any, p: Any, out: Any) -> None:\n    """{says}"""\n    {body}\n'


def _code(formula: Any) -> str:
    functions = {"_Rise": "rise", "rise_slope": "rise_slope"}
    printer = PythonCodePrinter({"user_functions": functions, "fully_qualified_modules": False})
    return str(printer.doprint(formula)).replace("math.tanh", "tanh")


def _formatted(text: str) -> str:
    program = Path(sys.executable).parent / "ruff"
    done = subprocess.run(
        [program, "format", "--stdin-filename", "made.py", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
