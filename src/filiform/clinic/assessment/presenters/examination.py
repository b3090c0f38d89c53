"""The examination on the page: joints near the pain first, their tests, the nerves, everything else one tap away."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

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
    """A joint: the side that hurts, and the other side behind a tap."""

    id: str
    label: str
    rows: tuple[ExaminedRow, ...]
    others: tuple[ExaminedRow, ...]
    others_open: bool


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
    nerves: tuple[ExaminedRow, ...]
    nerves_url: str

    @property
    def tests_open(self) -> bool:
        """Whether a test was recorded, so that it has to be seen."""
        rows = (row for test in self.tests for row in test.rows)
        return any(row.is_recorded or row.beside for row in rows)


def examination_page(
    examination: Examination, rows: Rows, library: Library, joint: str, nerves: bool
) -> ExaminationPage:
    """Joints near a painful region, those examined now or before, and the one that was asked for."""
    sides = painful_sides(examination, library)
    joints = {one.joint for one in library.all(Movement) if one.area in sides}
    joints |= _examined_joints(examination, library) | {joint}
    areas = set(sides) | {one.area for one in library.all(Movement) if one.joint == joint}
    by_joint = _by_joint(library)
    return ExaminationPage(
        joints=tuple(
            _group(name, movements, rows, sides)
            for name, movements in by_joint.items()
            if name in joints
        ),
        more_joints=tuple(
            AnotherJoint(name.capitalize(), _joint_url(rows, name))
            for name in by_joint
            if name not in joints
        ),
        tests=tuple(_tests(examination, rows, areas, sides, library)),
        nerves=tuple(_nerves(examination, rows, areas, nerves, library)),
        nerves_url=f"{rows.url('stage')}?{urlencode({'joint': joint, 'nerves': 1})}#nerves",
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


def _by_joint(library: Library) -> dict[str, list[Movement]]:
    joints: dict[str, list[Movement]] = {}
    for one in library.all(Movement):
        joints.setdefault(one.joint, []).append(one)
    return joints


def _group(
    name: str, movements: list[Movement], rows: Rows, painful: dict[str, set[Side]]
) -> ExaminedGroup:
    areas = {one.area for one in movements}
    first: list[ExaminedRow] = []
    others: list[ExaminedRow] = []
    for one in movements:
        sides = sides_first(one.laterality, areas, painful)
        for listed, chosen in zip((first, others), sides, strict=True):
            listed += [rows.movement(one, side) for side in chosen]
    return ExaminedGroup(
        id=f"joint-{name.replace(' ', '-')}",
        label=name.capitalize(),
        rows=tuple(first),
        others=tuple(others),
        others_open=any(row.is_recorded for row in others),
    )


def _examined_joints(examination: Examination, library: Library) -> set[str]:
    kinds = (examination.movements, examination.strengths)
    names = {key[0] for seen in kinds for key in (*seen.now, *seen.last)}
    return {library.get(name, Movement).joint for name in names if name in library}


def _tests(
    examination: Examination,
    rows: Rows,
    areas: set[str],
    painful: dict[str, set[Side]],
    library: Library,
) -> Iterable[PhysicalTestLine]:
    recorded = {*examination.tests.now, *examination.tests.last}
    for one in library.all(ExaminationTest):
        done = [side for side in one.laterality.sides if (one.id, side.value) in recorded]
        if not done and not areas & set(one.areas):
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


def _joint_url(rows: Rows, name: str) -> str:
    anchor = f"#joint-{name.replace(' ', '-')}"
    return f"{rows.url('stage')}?{urlencode({'joint': name})}{anchor}"
