"""What the instruments say holds together: thresholds fit their scales, licences say what may be shipped."""

from collections.abc import Iterator

import pytest

from filiform.kernel.decision import ReviewStatus
from filiform.kernel.quantity import Unit
from filiform.knowledge.library import load_library
from filiform.knowledge.model.concept import ReadDepth, Source
from filiform.knowledge.model.outcomes import Instrument, ItemText, Threshold, ThresholdKind
from filiform.knowledge.model.planning import Indication

LIBRARY = load_library()
INSTRUMENTS = LIBRARY.all(Instrument)
MCID = ThresholdKind.MINIMAL_CLINICALLY_IMPORTANT_DIFFERENCE
JUDGEMENT = "sources/filiform-clinical-judgement"
each = pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: one.abbreviation)


def thresholds() -> Iterator[tuple[Instrument, Threshold]]:
    for instrument in INSTRUMENTS:
        for threshold in instrument.thresholds:
            yield instrument, threshold


@each
def test_a_threshold_is_in_the_unit_of_its_scale_or_a_share_and_fits_on_it(
    instrument: Instrument,
) -> None:
    for threshold in instrument.thresholds:
        for key in threshold.scores or instrument.keys:
            scale = instrument.range_of(key)
            if threshold.value.unit is Unit.PERCENT:
                assert 0 < threshold.value.value <= 100
            else:
                assert threshold.value.unit is scale.unit
                assert 0 < threshold.value.value < scale.high - scale.low


@each
def test_a_score_is_judged_by_one_threshold_that_matters_or_by_none(
    instrument: Instrument,
) -> None:
    for key in instrument.keys:
        known = [one for one in instrument.thresholds if one.is_about(key)]
        defaults = [one for one in known if one.is_default]
        assert len(defaults) <= 1
        assert all(one.kind is MCID for one in defaults)
        assert bool(defaults) == any(one.kind is MCID for one in known)


@each
def test_a_large_change_is_larger_than_the_one_that_is_judged_by(instrument: Instrument) -> None:
    for key in instrument.keys:
        known = [one for one in instrument.thresholds if one.is_about(key)]
        default = next((one for one in known if one.is_default), None)
        large = [one for one in known if one.kind is ThresholdKind.LARGE_IMPORTANT_CHANGE]
        assert all(default and one.value.value > default.value.value for one in large)


def test_every_threshold_names_whom_it_was_measured_in_and_how() -> None:
    for instrument, threshold in thresholds():
        assert threshold.population, instrument.id
        assert threshold.method, instrument.id
        assert threshold.citation.locator, instrument.id


def test_a_threshold_is_called_checked_only_when_its_source_was_read() -> None:
    checked = [
        (instrument.id, threshold)
        for instrument, threshold in thresholds()
        if threshold.review and threshold.review.status is ReviewStatus.CHECKED_AGAINST_SOURCE
    ]
    assert checked
    for name, threshold in checked:
        source = LIBRARY.get(threshold.citation.source, Source)
        assert source.read not in (ReadDepth.TITLE, ReadDepth.NOT_APPLICABLE), name


def test_what_is_remembered_only_is_never_called_checked() -> None:
    for instrument, threshold in thresholds():
        if threshold.citation.source == JUDGEMENT:
            assert threshold.review is None, instrument.id
            assert "not yet checked" in threshold.citation.supports, instrument.id


@each
def test_wording_is_shipped_only_where_the_licence_lets_us(instrument: Instrument) -> None:
    assert instrument.licence
    assert bool(instrument.items) == (instrument.item_text is ItemText.FREE)


@each
def test_how_missing_items_are_treated_is_said(instrument: Instrument) -> None:
    assert instrument.missing_items
    assert instrument.scoring


def test_the_set_of_an_indication_stays_small_enough_to_be_answered() -> None:
    for indication in LIBRARY.all(Indication):
        assert 2 <= len(indication.instruments) <= 4, indication.id


def test_a_change_of_30_per_cent_is_known_for_pain_and_for_the_back() -> None:
    shares = {
        instrument.abbreviation
        for instrument, threshold in thresholds()
        if threshold.value.unit is Unit.PERCENT and threshold.value.value == 30
    }
    assert {"NPRS", "VAS", "ODI", "RMDQ"} <= shares
