"""The comparison with what was measured is honest: what was fitted is called so, what disagrees is called wrong."""

import json
from pathlib import Path

import msgspec
import pytest

from filiform.knowledge.library import load_library
from filiform.knowledge.model.mechanism import (
    Claim,
    Expected,
    Grade,
    Parameter,
    ParameterKind,
    PublishedFinding,
)
from filiform.mechanism.comparison import Row, Standing, compare
from filiform.mechanism.krogh import mean_oxygen_drop, oxygen_drop

KEPT = Path(__file__).parents[3] / "docs" / "explanation" / "mechanism.json"
LIBRARY = load_library()


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {row.finding.id.rsplit("/", 1)[-1]: row for row in compare()}


def test_the_results_in_the_documentation_are_those_of_today(rows: dict[str, Row]) -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))["rows"]
    for row, (standing, figure, _) in zip(rows.values(), kept, strict=True):
        assert standing == row.standing, row.finding.id
        assert figure == (None if row.figure is None else pytest.approx(row.figure, rel=0.02))


def test_at_least_fifteen_findings_agree_and_some_do_not(rows: dict[str, Row]) -> None:
    standings = [row.standing for row in rows.values()]
    assert len(standings) - standings.count(Standing.WRONG) > 15
    assert standings.count(Standing.WRONG) >= 3


def test_a_finding_to_which_something_was_fitted_is_never_called_a_prediction(
    rows: dict[str, Row],
) -> None:
    assert rows["soreness-at-48-hours"].standing is Standing.FITTED
    for row in rows.values():
        assert not (row.standing is Standing.PREDICTED and row.finding.fitted), row.finding.id


def test_a_finding_that_does_not_hold_is_wrong() -> None:
    finding = LIBRARY.get("mechanism/findings/soreness-at-48-hours", PublishedFinding)
    (row,) = compare(findings=[msgspec.structs.replace(finding, expected=Expected(low=50))])
    assert row.standing is Standing.WRONG


def test_every_fitted_parameter_is_named_by_a_finding() -> None:
    named = {name for one in LIBRARY.all(PublishedFinding) for name in one.fitted}
    for parameter in LIBRARY.all(Parameter):
        if parameter.kind is ParameterKind.FITTED:
            assert parameter.id in named, f"{parameter.id} is fitted, and no finding says to what"


def test_every_claim_has_a_counter_view_and_every_grade_a_claim() -> None:
    claims = LIBRARY.all(Claim)
    assert all(one.counter_view and one.patient_counter_view for one in claims)
    assert {one.grade for one in claims} == set(Grade)


@pytest.mark.parametrize(
    ("tissue", "use", "drop"),
    [(30, 5e-5, 0.476), (30, 5e-4, 4.76), (30, 2e-3, 19.0), (20, 5e-5, 0.169), (20, 2e-3, 6.75)],
)
def test_the_krogh_cylinder_gives_the_drops_that_were_worked_out_by_hand(
    tissue: float, use: float, drop: float
) -> None:
    found = oxygen_drop(tissue, capillary_um=2.5, tissue_um=tissue, consumption=use, krogh=9.4e-10)
    assert found == pytest.approx(drop, rel=5e-3)


def test_the_mean_drop_is_the_mean_over_the_area() -> None:
    shape = {"capillary_um": 2.5, "tissue_um": 30.0, "consumption": 5e-4, "krogh": 9.4e-10}
    rings = [2.5 + 27.5 * (place + 0.5) / 2000 for place in range(2000)]
    by_hand = sum(oxygen_drop(r, **shape) * r for r in rings) / sum(rings)
    assert mean_oxygen_drop(**shape) == pytest.approx(by_hand, rel=1e-4)


@pytest.mark.parametrize("at", [2.0, 31.0])
def test_a_place_outside_of_the_tissue_is_refused(at: float) -> None:
    with pytest.raises(ValueError, match="at_um"):
        oxygen_drop(at, capillary_um=2.5, tissue_um=30, consumption=1e-4, krogh=9.4e-10)
