"""Answers and silences of a series: which measurements join into a line, and what lies between the lines."""

from collections.abc import Sequence
from itertools import pairwise

from filiform.clinic.ui.charts.inputs import Measurement, Series


def in_order(measurements: Sequence[Measurement]) -> tuple[Measurement, ...]:
    """Measurements by day; of several on one day those with a value come last."""
    return tuple(sorted(measurements, key=lambda each: (each.on, each.value is not None)))


def runs_and_bridges(
    ordered: Sequence[Measurement],
) -> tuple[list[tuple[Measurement, Measurement]], list[list[Measurement]]]:
    """Unbroken runs of answers, and the pairs of answers on both sides of each silence between them."""
    runs: list[list[Measurement]] = []
    broken = True
    for each in ordered:
        if each.value is None:
            broken = True
        elif broken:
            runs.append([each])
            broken = False
        else:
            runs[-1].append(each)
    return [(before[-1], after[0]) for before, after in pairwise(runs)], runs


def last_answer(series: Series) -> Measurement | None:
    """The latest measurement with a value, if there is one."""
    answered = [each for each in in_order(series.measurements) if each.value is not None]
    return answered[-1] if answered else None
