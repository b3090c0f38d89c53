"""Ranges of motion by joint: one row a movement and side, the degrees of each mode, last time's beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from filiform.clinic.assessment.forms.ranges import (
    MODES,
    RangeKey,
    RangesForm,
    degrees_field,
    hurts_field,
)
from filiform.kernel.side import Side


@dataclass(frozen=True, slots=True)
class RangeCell:
    """One mode of a movement: degrees, whether it hurts, and what was measured last time.

    Strings and no bound fields: a hundred widgets, each a template of its own, made the page slow.
    """

    mode: str
    label: str
    name: str
    value: str
    error: str
    hurts_name: str
    hurts: bool
    last: str


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One movement on one side."""

    label: str
    side: str
    cells: tuple[RangeCell, ...]


@dataclass(frozen=True, slots=True)
class JointGroup:
    """The movements of one joint; open when something was measured or it hurts near it."""

    label: str
    rows: tuple[RangeRow, ...]
    is_open: bool


def joint_groups(
    form: RangesForm, last: Mapping[RangeKey, tuple[int, bool]], painful_areas: set[str]
) -> tuple[JointGroup, ...]:
    """Every movement under its joint. Where no joint is near the pain, all are open."""
    near = {one.joint for one in form.movements.values() if one.area in painful_areas}
    return tuple(
        _group(joint, list(keys), form, last, not near or joint in near)
        for joint, keys in groupby(form.keys, key=lambda key: form.movements[key[0]].joint)
    )


def _group(
    joint: str,
    keys: list[RangeKey],
    form: RangesForm,
    last: Mapping[RangeKey, tuple[int, bool]],
    is_near: bool,
) -> JointGroup:
    places = dict.fromkeys((movement, side) for movement, side, _ in keys)
    measured = any(form[degrees_field(key)].value() not in (None, "") for key in keys)
    wrong = any(form[degrees_field(key)].errors for key in keys) if form.is_bound else False
    return JointGroup(
        joint.capitalize(),
        tuple(_row(movement, side, form, last) for movement, side in places),
        is_open=is_near or measured or wrong,
    )


def _row(
    movement: str, side: Side, form: RangesForm, last: Mapping[RangeKey, tuple[int, bool]]
) -> RangeRow:
    return RangeRow(
        form.movements[movement].label,
        "" if side is Side.MIDLINE else side.value,
        tuple(_cell((movement, side, mode), form, last) for mode in MODES),
    )


def _cell(key: RangeKey, form: RangesForm, last: Mapping[RangeKey, tuple[int, bool]]) -> RangeCell:
    before = ""
    if key in last:
        angle, painful = last[key]
        before = f"last time {angle}°{', hurt' if painful else ''}"
    degrees, hurts = form[degrees_field(key)], form[hurts_field(key)]
    value = degrees.value()
    return RangeCell(
        mode=key[2].capitalize(),
        label=str(degrees.label),
        name=degrees.html_name,
        value="" if value is None else str(value),
        error=str(degrees.errors[0]) if form.is_bound and degrees.errors else "",
        hurts_name=hurts.html_name,
        hurts=bool(hurts.value()),
        last=before,
    )
