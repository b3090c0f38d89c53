"""From a choice to drawn panels: simulated once, kept for whoever asks the same."""

from dataclasses import dataclass
from functools import lru_cache

from filiform.clinic.home.how_it_works.choice import Choice
from filiform.clinic.home.how_it_works.cross_section import Moment, cross_section
from filiform.clinic.home.how_it_works.numbers import Behind, behind
from filiform.clinic.knowledge import library
from filiform.clinic.ui.charts.axes import number
from filiform.clinic.ui.charts.bands import BandCurve, band_panel
from filiform.clinic.ui.charts.inputs import Range
from filiform.clinic.ui.parts import Column, Table
from filiform.knowledge.model.mechanism import ShownQuantity
from filiform.mechanism.run import Run
from filiform.mechanism.simulation import Solver, simulate

MEMBERS, LEAST_MEMBERS, COARSE, FINE = 13, 3, 1e-2, 1e-3
MOMENTS = (
    (-1.0, "Before"),
    (0.0, "The needle goes in"),
    (1.0, "After an hour"),
    (24.0, "After a day"),
)
TOLD_AT = (-1.0, 0.0, 0.25, 1.0, 24.0, 72.0)


@dataclass(frozen=True, slots=True)
class Panel:
    """A quantity: its drawing, what it is in plain words, and what stands behind it for those who want it."""

    title: str
    drawing: str
    plain: str
    precise: str
    behind: Behind


@dataclass(frozen=True, slots=True)
class Frame:
    """The muscle at a moment, drawn."""

    title: str
    drawing: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that changes when a slider moves."""

    panels: list[Panel]
    frames: list[Frame]
    twitches: str
    table: Table


def shown(choice: Choice, beside: Choice | None, beside_label: str, is_student: bool) -> Shown:
    """The panels and the drawn muscle of a choice, with another one beside it."""
    wanted = [one for one in library().all(ShownQuantity) if is_student or not one.for_students]
    usual, members = simulated(choice)
    other = _alone(beside, usual.course.hours) if beside is not None and beside != choice else None
    return Shown(
        panels=[_panel(one, choice, usual, members, other, beside_label) for one in wanted],
        frames=_frames(choice, usual),
        twitches=number(round(float(usual.twitches[0][0]), 1)) if usual.twitches else "",
        table=_table(wanted, usual),
    )


@lru_cache(maxsize=64)
def _alone(choice: Choice, hours: float) -> Run:
    """What is compared with, as far as the other goes."""
    return simulate(choice.course(), hours=hours, solver=Solver.PLAIN, tolerance=FINE)


@lru_cache(maxsize=512)
def simulated(choice: Choice) -> tuple[Run, Run]:
    """The simulation with the usual values, and a coarser ensemble for the band."""
    course = choice.course()
    members = max(
        LEAST_MEMBERS, MEMBERS // max(len(course.needlings), 1)
    )  # a day each costs as much
    usual = simulate(course, solver=Solver.PLAIN, tolerance=FINE)
    return usual, simulate(course, members=members, solver=Solver.PLAIN, tolerance=COARSE)


def _panel(
    one: ShownQuantity,
    choice: Choice,
    usual: Run,
    members: Run,
    other: Run | None,
    beside_label: str,
) -> Panel:
    name = one.name
    lines = members.curves(name)
    curve = BandCurve(
        one.patient_label,
        usual.hours.tolist(),
        usual.curves(name)[:, 0].tolist(),
        lines.min(axis=1).tolist(),
        lines.max(axis=1).tolist(),
    )
    drawing = band_panel(
        name=f"panel-{name}",
        title=one.patient_label,
        scale=Range(0, one.top, one.top / 4, lower_is_better=False),
        curve=curve,
        beside=_beside(name, other, beside_label),
        needles_at=[each.at_hours for each in usual.course.needlings if each.insertions],
        level=one.healthy,
    )
    return Panel(one.patient_label, drawing, one.patient_text, one.statement, behind(name))


def _beside(name: str, other: Run | None, label: str) -> BandCurve | None:
    if other is None:
        return None
    values = other.curves(name)[:, 0].tolist()
    return BandCurve(label, other.hours.tolist(), values, values, values)


def _frames(choice: Choice, usual: Run) -> list[Frame]:
    frames: list[Frame] = []
    for hour, title in MOMENTS:
        needle = hour == 0 and choice.what == "needle"
        words = (
            title
            if needle or hour != 0
            else {"sham": "The fake needle", "nothing": "Now"}[choice.what]
        )
        now = Moment(
            **{
                name: float(usual.at(name, hour)[0])
                for name in (
                    "contracture",
                    "end_plate",
                    "flow",
                    "substance_p",
                    "pain_signal",
                    "injury",
                )
            },
            needle_offset_mm=choice.offset if needle else None,
        )
        frames.append(Frame(words, cross_section(f"muscle-{len(frames)}", words, now)))
    return frames


def _table(wanted: list[ShownQuantity], usual: Run) -> Table:
    end = float(usual.hours[-1])
    hours = [hour for hour in TOLD_AT if hour <= end]
    words = {
        -1.0: "Before",
        0.0: "At once",
        0.25: "15 minutes",
        1.0: "1 hour",
        24.0: "1 day",
        72.0: "3 days",
    }
    columns = [Column("Quantity"), *(Column(words[hour], number=True) for hour in hours)]
    rows = [
        [
            one.patient_label,
            *(number(round(float(usual.at(one.name, hour)[0]), 2)) for hour in hours),
        ]
        for one in wanted
    ]
    return Table("The same in numbers", columns, rows)
