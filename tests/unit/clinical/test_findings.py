"""Findings are read whole or not at all, and every fault says where it is and what is allowed."""

import json
from typing import Any

import pytest

from filiform.clinical.findings import (
    ExaminedMovement,
    Findings,
    MovementResult,
    PainfulRegion,
    PainQuality,
    PalpatedMuscle,
    UnusableFindings,
    read_findings,
)
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Region
from filiform.knowledge.model.screening import ScreeningStatement

LIBRARY = load_library()


def read(**lists: Any) -> Findings:
    return read_findings(json.dumps(lists), LIBRARY)


def faults(**lists: Any) -> tuple[str, ...]:
    with pytest.raises(UnusableFindings) as unusable:
        read(**lists)
    return unusable.value.faults


def pain(region: str = "shoulder-top", side: str | None = "left", **fields: Any) -> dict[str, Any]:
    return {"region": region, "intensity": 5} | ({"side": side} if side else {}) | fields


def palpation(**fields: Any) -> dict[str, Any]:
    return {"muscle": "upper-trapezius", "side": "left"} | fields


def movement(finding: str, name: str = "neck-rotation", side: str = "left") -> dict[str, str]:
    return {"movement": name, "side": side, "finding": finding}


def test_a_region_may_be_named_by_its_identifier_or_in_short() -> None:
    short = read(pain=[pain("shoulder-top")])
    assert short == read(pain=[pain("anatomy/regions/shoulder-top")])
    assert short.pain == (
        PainfulRegion(region="anatomy/regions/shoulder-top", side=Side.LEFT, intensity=5),
    )


def test_every_kind_of_finding_is_read() -> None:
    found = read(
        pain=[pain(quality="burning", pain=2)],
        movements=[movement("limited")],
        contractions=[movement("normal")],
        palpation=[palpation(taut_band=True, recognised=None)],
        red_flags=["night-pain"],
    )
    assert found.pain[0].quality is PainQuality.BURNING
    assert found.pain[0].pain == "2"
    assert found.movements == (
        ExaminedMovement(
            movement="assessment/movements/neck-rotation",
            side=Side.LEFT,
            finding=MovementResult.LIMITED,
        ),
    )
    assert found.palpation == (
        PalpatedMuscle(muscle="anatomy/muscles/upper-trapezius", side=Side.LEFT, taut_band=True),
    )
    assert found.palpation[0].signs == {"taut_band": True}
    assert found.red_flags == ("screening/red_flags/night-pain",)


def test_every_region_is_read_on_every_side_it_has_and_on_no_other() -> None:
    for region in LIBRARY.all(Region):
        for side in Side:
            given = {"pain": [pain(region.id, side)]}
            if side in region.laterality.sides:
                assert read(**given).pain[0].side is side
            else:
                assert f"there is no side `{side}`" in faults(**given)[0]


def test_every_red_flag_is_known_by_its_own_name_and_by_its_finding() -> None:
    flags = [one for one in LIBRARY.all(ScreeningStatement) if "/red_flags/" in one.id]
    assert flags
    for one in flags:
        assert read(red_flags=[one.id, one.finding]).red_flags == (one.id,)


def test_nothing_found_is_no_fault() -> None:
    assert not read()
    assert not read(pain=[])
    assert read(pain=[pain()])


def test_a_region_without_sides_may_leave_the_side_out_and_a_paired_one_may_not() -> None:
    assert read(pain=[pain("sternum", None)]).pain[0].side is Side.MIDLINE
    assert faults(pain=[pain(side=None)]) == (
        "pain[0].side: no side is given of anatomy/regions/shoulder-top; allowed: `left` or `right`",
    )


def test_an_intensity_may_be_left_out_and_may_not_leave_the_scale() -> None:
    assert read(pain=[{"region": "nose"}]).pain[0].intensity is None
    assert read(pain=[pain(intensity=0)]).pain[0].intensity == 0
    for wrong in (11, -1, "7", True):
        assert faults(pain=[pain(), pain("neck-angle", intensity=wrong)]) == (
            f"pain[1].intensity: `{wrong}` given; a number from 0 to 10 is allowed",
        )


def test_an_unknown_name_is_answered_with_the_nearest_ones() -> None:
    assert "did you mean shoulder-top" in faults(pain=[pain("sholder-top")])[0]
    assert (
        "anatomy/muscles/infraspinatus"
        in (faults(palpation=[palpation(muscle="anatomy/muscles/infraspinatos")])[0])
    )
    assert "neck-rotation" in faults(movements=[movement("limited", "neck-rotate")])[0]
    assert "screening/red_flags/night-pain" in faults(red_flags=["nightpain"])[0]
    assert "filiform knowledge list anatomy/regions" in faults(pain=[pain("xyzzy")])[0]


def test_all_faults_are_told_together_each_with_its_place() -> None:
    told = faults(
        pain=[pain(), pain(quality="awful"), "shoulder"],
        movements=[movement("weak"), {"movement": "neck-rotation", "side": "left"}],
        palpation=[palpation(tautband=True, spot_tenderness="yes")],
    )
    places = [one.split(": ")[0] for one in told]
    assert places == [
        "pain[1].quality",
        "pain[2]",
        "pain[2].region",
        "movements[0].finding",
        "movements[1].finding",
        "palpation[0].spot_tenderness",
        "palpation[0].tautband",
    ]
    assert "aching, sharp, burning, tingling, numb, stiff" in told[0]
    assert "did you mean `taut_band`?" in told[-1]


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Top of the shoulder", "shoulder-top"),
        ("lateral epicondyle", "elbow-lateral"),
        ("Front of the knee", "knee-anterior"),
    ],
)
def test_a_region_may_be_named_as_a_clinician_or_a_patient_names_it(name: str, region: str) -> None:
    assert read(pain=[pain(name)]).pain[0].region == f"anatomy/regions/{region}"


@pytest.mark.parametrize("name", ["Upper Trapezius", "upper_trapezius", "UPPER-TRAPEZIUS"])
def test_a_muscle_may_be_named_in_any_case_and_spelling_of_hyphens(name: str) -> None:
    assert (
        read(palpation=[palpation(muscle=name)]).palpation[0].muscle
        == "anatomy/muscles/upper-trapezius"
    )


def test_a_name_that_means_several_is_answered_with_all_of_them_and_never_guessed() -> None:
    told = faults(pain=[pain("neck")])[0]
    assert "`neck` is in no file" in told
    assert "neck-anterior or neck-lateral or neck-posterior-upper" in told
    assert "lumbar-paraspinal" in faults(pain=[pain("low back")])[0]
    heads = faults(palpation=[palpation(muscle="gastrocnemius")])[0]
    assert "gastrocnemius-medial-head or gastrocnemius-lateral-head" in heads


def test_a_movement_that_is_not_tested_that_way_is_refused() -> None:
    assert (
        "against resistance" in (faults(contractions=[movement("weak", "straight-leg-raise")])[0])
    )
    assert "only as a contraction" in faults(movements=[movement("limited", "grip")])[0]


@pytest.mark.parametrize("text", ["", "[]", "{", '"pain"', "\N{BYTE ORDER MARK}{}"])
def test_what_is_no_object_of_json_is_refused(text: str) -> None:
    with pytest.raises(UnusableFindings):
        read_findings(text, LIBRARY)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnusableFindings, match="not JSON"):
        read_findings(b'{"pain": "\xff"}', LIBRARY)


def test_a_list_by_another_name_and_one_that_is_none_are_refused() -> None:
    assert faults(pains=[]) == (
        "`pains` is not expected here; did you mean `pain`? "
        "allowed: pain, movements, contractions, palpation, red_flags",
    )
    assert faults(pain={}) == ("pain: expected a list",)


def test_the_same_entry_twice_counts_once() -> None:
    found = read(pain=[pain(), pain()], palpation=[palpation(taut_band=True)] * 2)
    assert (len(found.pain), len(found.palpation)) == (1, 1)


def test_contradictions_are_listed_together() -> None:
    told = faults(
        pain=[pain(intensity=3), pain(intensity=8)],
        movements=[movement("limited"), movement("painful"), movement("normal")],
        contractions=[movement("weak"), movement("normal")],
        palpation=[
            palpation(taut_band=True),
            palpation(taut_band=False),
            palpation(
                side="right", recognised=True, referred_sensation=False, spot_tenderness=False
            ),
        ],
    )
    assert len(told) == 5
    assert "limited and painful and normal" in told[1]
    assert "twice with different signs" in told[3]
    assert "is recognised, but" in told[4]


def test_what_only_looks_like_a_contradiction_is_none() -> None:
    assert read(
        pain=[pain(pain="neck"), pain(pain="arm", intensity=8)],
        movements=[movement("limited"), movement("painful"), movement("normal", side="right")],
        palpation=[
            palpation(recognised=True, spot_tenderness=False),
            palpation(side="right", recognised=False),
        ],
    )


def test_a_hundred_regions_are_no_trouble() -> None:
    every = [pain(one.id, side) for one in LIBRARY.all(Region) for side in one.laterality.sides]
    assert len(read(pain=every).pain) == len(every) > 100
