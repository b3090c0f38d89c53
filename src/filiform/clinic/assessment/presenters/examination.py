"""The examination on the page: joints near the pain first, their tests, the nerves, everything else one tap away."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from filiform.clinic.assessment.presenters.asked import Asked
from filiform.clinic.assessment.presenters.physical_tests import (
    PhysicalTestLine,
    physical_test_line,
)
from filiform.clinic.assessment.presenters.rows import ExaminedRow, Rows
from filiform.clinic.assessment.queries import Examination
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Region
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.examination import ExaminationTest, NerveTest


@dataclass(frozen=True, slots=True)
class ExaminedGroup:
    """A joint: the side that hurts, what was found on the other, and the way to all of it.

    It is open where something was found now, where it was asked for, and where it hurts most.
    """

    id: str
    label: str
    rows: tuple[ExaminedRow, ...]
    others_url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class AnotherJoint:
    """A joint that is not on the page yet."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ExaminationPage:
    """The part of the page between where it hurts and palpation."""

    joints: tuple[ExaminedGroup, ...]
    more_joints: tuple[AnotherJoint, ...]
    tests: tuple[PhysicalTestLine, ...]
    more_tests: int
    tests_url: str
    nerves: tuple[ExaminedRow, ...]
    nerves_url: str


def examination_page(
    examination: Examination, rows: Rows, library: Library, asked: Asked
) -> ExaminationPage:
    """Joints near a painful region, those examined now or before, and the one that was asked for."""
    sides = painful_sides(examination, library)
    joints = {one.joint for one in library.all(Movement) if one.area in sides}
    joints |= _examined_joints(examination, library) | {asked.joint}
    areas = set(sides) | {one.area for one in library.all(Movement) if one.joint == asked.joint}
    by_joint = _by_joint(library)
    near = [one for one in library.all(ExaminationTest) if areas & set(one.areas)]
    near_first = sorted(
        ((name, movements) for name, movements in by_joint.items() if name in joints),
        key=lambda one: _nearness(one[1], examination, library),
        reverse=True,
    )
    tests = tuple(_tests(examination, rows, near if asked.tests else [], sides, library))
    return ExaminationPage(
        joints=tuple(
            _group(name, movements, rows, sides, asked, is_open=name == near_first[0][0])
            for name, movements in near_first
        ),
        more_joints=tuple(
            AnotherJoint(name.capitalize(), _url(rows, f"joint-{name}", joint=name))
            for name in by_joint
            if name not in joints
        ),
        tests=tests,
        more_tests=0 if asked.tests else len(near),
        tests_url=_url(rows, "tests", joint=asked.joint, tests="1"),
        nerves=tuple(_nerves(examination, rows, areas, asked.nerves, library)),
        nerves_url=_url(rows, "nerves", joint=asked.joint, nerves="1"),
    )


def painful_sides(examination: Examination, library: Library) -> dict[str, set[Side]]:
    """Areas of the body in which it hurts, with the sides on which it does."""
    sides: dict[str, set[Side]] = {}
    for one in examination.pain:
        if one.region in library and one.intensity != 0:
            sides.setdefault(library.get(one.region, Region).area, set()).add(one.side)
    return sides


def sides_first(
    laterality: Laterality, areas: Iterable[str], painful: dict[str, set[Side]]
) -> tuple[list[Side], list[Side]]:
    """The sides that hurt near any of the areas, and the others; all come first where none does."""
    hurts = {side for area in areas for side in painful.get(area, ())}
    first = [side for side in laterality.sides if side in hurts] or list(laterality.sides)
    return first, [side for side in laterality.sides if side not in first]


def _nearness(
    movements: list[Movement], examination: Examination, library: Library
) -> tuple[int, int]:
    """How many painful places lie in the areas of a joint; of two equal ones the joint that moves more comes first."""
    areas = {one.area for one in movements}
    regions = (x.region for x in examination.pain if x.region in library and x.intensity != 0)
    places = sum(library.get(one, Region).area in areas for one in regions)
    return places, len(movements) if places else 0


def _by_joint(library: Library) -> dict[str, list[Movement]]:
    joints: dict[str, list[Movement]] = {}
    for one in library.all(Movement):
        joints.setdefault(one.joint, []).append(one)
    return joints


def _group(
    name: str,
    movements: list[Movement],
    rows: Rows,
    painful: dict[str, set[Side]],
    asked: Asked,
    *,
    is_open: bool,
) -> ExaminedGroup:
    """The side that hurts, with what was recorded on the other; all of both once it was asked for."""
    areas = {one.area for one in movements}
    shown: list[ExaminedRow] = []
    is_whole = True
    for one in movements:
        first, others = sides_first(one.laterality, areas, painful)
        shown += [rows.movement(one, side) for side in first]
        for side in others:
            row = rows.movement(one, side) if _wants(one, side, rows, name, asked) else None
            shown += [row] if row else []
            is_whole = is_whole and row is not None
    anchor = f"joint-{name.replace(' ', '-')}"
    url = _url(rows, anchor, joint=name, other_side=name)
    other_side = "" if is_whole else url
    is_open |= name in (asked.joint, asked.other_side) or any(row.is_recorded for row in shown)
    return ExaminedGroup(anchor, name.capitalize(), tuple(shown), other_side, is_open)


def _wants(one: Movement, side: Side, rows: Rows, joint: str, asked: Asked) -> bool:
    """Whether the other side belongs on the page: it was asked for, or something was found there."""
    seen = rows.examination
    recorded = {key[:2] for key in (*seen.movements.now, *seen.strengths.now)}
    return asked.other_side == joint or (one.id, side.value) in recorded


def _examined_joints(examination: Examination, library: Library) -> set[str]:
    kinds = (examination.movements, examination.strengths)
    names = {key[0] for seen in kinds for key in (*seen.now, *seen.last)}
    return {library.get(name, Movement).joint for name in names if name in library}


def _tests(
    examination: Examination,
    rows: Rows,
    near: list[ExaminationTest],
    painful: dict[str, set[Side]],
    library: Library,
) -> Iterable[PhysicalTestLine]:
    """What was tested now or last time, and those that were asked for."""
    recorded = {*examination.tests.now, *examination.tests.last}
    for one in library.all(ExaminationTest):
        done = [side for side in one.laterality.sides if (one.id, side.value) in recorded]
        if not done and one not in near:
            continue
        first, others = sides_first(one.laterality, one.areas, painful)
        shown = [side for side in (*first, *others) if side in first or side in done]
        yield physical_test_line(one, tuple(rows.test(one, side) for side in shown), library)


def _nerves(
    examination: Examination,
    rows: Rows,
    areas: set[str],
    wanted: bool,
    library: Library,
) -> Iterable[ExaminedRow]:
    """What was tested; all that belongs to the painful areas once the screen is opened."""
    recorded = {*examination.nerves.now, *examination.nerves.last}
    for one in library.all(NerveTest):
        is_near = wanted and (not areas or areas & set(one.areas))
        for side in one.laterality.sides:
            if is_near or (one.id, side.value) in recorded:
                yield rows.nerve(one, side)


def _url(rows: Rows, anchor: str, **asked: str) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{rows.url('stage')}?{query}#{anchor.replace(' ', '-')}"
