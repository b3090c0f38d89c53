"""Printed intervals: those that cannot belong to their estimate are found, and none else."""

from typing import Any

import msgspec
import pytest

from filiform.evidence.symmetry import asymmetry, is_symmetric, misprint_faults
from filiform.knowledge.library import load_library
from filiform.knowledge.model.evidence import EvidenceResult, Interval, Measure

LIBRARY = load_library()
RESULTS = LIBRARY.all(EvidenceResult)
SOUND = LIBRARY.get("evidence/results/gattie-2017-pain", EvidenceResult)


def printed(estimate: float, low: float, high: float, **fields: Any) -> EvidenceResult:
    changed = {"estimate": estimate, "interval": Interval(low, high), **fields}
    return msgspec.structs.replace(SOUND, **changed)


def declared(estimate: float, low: float, high: float) -> EvidenceResult:
    return msgspec.structs.replace(
        SOUND,
        estimate=estimate,
        interval=None,
        interval_as_printed=Interval(low, high),
        misprint="it does not fit",
    )


def test_every_misprint_of_the_shipped_library_is_declared_and_every_declared_one_is_one() -> None:
    assert list(misprint_faults(RESULTS)) == []


def test_the_misprints_known_from_the_sources_are_the_ones_declared() -> None:
    assert {one.id.rsplit("/", 1)[-1] for one in RESULTS if one.misprint} == {
        *("sanchez-romero-2020-pain", "campa-moran-2015-soft-tissue-post-1"),
        *("stieven-neck-pain-day", "stieven-neck-pain-week", "stieven-neck-disability"),
        *("sanchez-infante-2021-long", "sterling-2015-12-weeks"),
        *("sterling-2015-6-months", "sterling-2015-12-months"),
    }


@pytest.mark.parametrize(
    ("estimate", "low", "high"),
    [(0.32, -1.12, 1.18), (1.56, 1.11, 2.36), (1.20, 1.02, 2.21), (-2.08, -3.01, 5.07)],
)
def test_a_misprint_that_is_not_declared_is_a_fault(
    estimate: float, low: float, high: float
) -> None:
    (fault,) = misprint_faults([printed(estimate, low, high)])
    assert fault.result == SOUND.id
    assert "interval_as_printed" in fault.problem


def test_a_declared_misprint_that_is_symmetric_is_a_fault_too() -> None:
    (fault,) = misprint_faults([declared(-0.70, -1.06, -0.34)])
    assert "take the note out" in fault.problem
    assert list(misprint_faults([declared(0.32, -1.12, 1.18)])) == []


@pytest.mark.parametrize("estimate", [-0.71, -0.69])
def test_what_rounding_can_explain_is_no_misprint(estimate: float) -> None:
    assert is_symmetric(printed(estimate, -1.06, -0.34))
    assert not is_symmetric(printed(estimate * 1.02, -1.06, -0.34, decimals=3))


def test_how_far_rounding_reaches_depends_on_the_decimals_of_the_source() -> None:
    assert is_symmetric(printed(23.0, 10.8, 35.0, decimals=1))
    assert not is_symmetric(printed(23.0, 10.8, 35.0, decimals=2))


def test_a_ratio_is_symmetric_on_the_logarithmic_scale_and_not_on_the_linear_one() -> None:
    interval = Interval(0.87, 1.51)
    assert asymmetry(1.15, interval, Measure.RISK_RATIO) < 0.01
    assert asymmetry(1.15, interval, Measure.MEAN_DIFFERENCE) > 0.03


def test_a_ratio_of_zero_has_no_logarithm() -> None:
    with pytest.raises(ValueError, match="above zero"):
        asymmetry(1.0, Interval(0.0, 2.0), Measure.RISK_RATIO)


def test_a_result_without_an_interval_cannot_be_judged() -> None:
    with pytest.raises(ValueError, match="no interval"):
        is_symmetric(msgspec.structs.replace(SOUND, interval=None))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"interval_as_printed": Interval(0, 1), "misprint": "no"}, "exclude each other"),
        ({"misprint": "a note without an interval"}, "given together"),
        ({"estimate": None, "measure": None}, "needs its `estimate`"),
        ({"measure": None}, "given together"),
    ],
)
def test_fields_that_contradict_each_other_are_refused(fields: dict[str, Any], said: str) -> None:
    content = {name: getattr(SOUND, name) for name in SOUND.__struct_fields__}
    with pytest.raises(ValueError, match=said):
        EvidenceResult(**{**content, **fields})


def test_an_interval_goes_from_low_to_high() -> None:
    with pytest.raises(ValueError, match="from low to high"):
        Interval(1.0, 0.5)
