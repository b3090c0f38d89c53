"""What an editor is told about a library that loads: missing places, due reviews, hard texts, bare muscles."""

from datetime import date
from typing import Any

import msgspec
import pytest

from filiform.kernel.decision import Citation
from filiform.knowledge.checks.editorial import problems
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.anatomy import Muscle, Region, SegmentNumbers
from filiform.knowledge.model.concept import Cited, Concept
from filiform.knowledge.model.screening import ScreeningStatement

LIBRARY = load_library()
BEFORE_ANY_IS_DUE = min(one.review.on for one in LIBRARY.all(Cited))
ANTICOAGULANT = LIBRARY.get("screening/precautions/anticoagulant", ScreeningStatement)
MUSCLE = LIBRARY.get("anatomy/muscles/upper-trapezius", Muscle)
REGION = LIBRARY.get("anatomy/regions/groin", Region)


def told(concept: Concept, on: date = BEFORE_ANY_IS_DUE) -> list[str]:
    return [one.problem for one in problems(Library({concept.id: concept}, "a test"), on)]


def changed(concept: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(concept, **fields)


def test_the_shipped_library_is_clean() -> None:
    assert problems(LIBRARY, BEFORE_ANY_IS_DUE) == []


@pytest.mark.parametrize("locator", ["", "  ", "?", "n/a", "TODO"])
def test_a_citation_without_a_place_is_told(locator: str) -> None:
    citation = Citation("sources/bn121", locator, "it says so")
    (problem,) = told(changed(ANTICOAGULANT, citations=(citation,)))
    assert "no place" in problem
    assert "sources/bn121" in problem


def test_a_citation_inside_a_part_of_a_concept_is_looked_at_too() -> None:
    depth = MUSCLE.published_depths[0]
    bare = changed(depth, citation=Citation("sources/kearns-2022", "", "it says so"))
    assert len(told(changed(MUSCLE, published_depths=(bare,)))) == 1


def test_a_review_is_due_on_its_day_and_not_before() -> None:
    due = ANTICOAGULANT.review.due
    assert told(ANTICOAGULANT, date.fromordinal(due.toordinal() - 1)) == []
    assert "due" in told(ANTICOAGULANT, due)[0]


def test_a_patient_text_above_grade_eight_is_told_with_its_grade() -> None:
    hard = "Anticoagulation necessitates individualised consideration of complications."
    (problem,) = told(changed(ANTICOAGULANT, patient_text=hard))
    assert "`patient_text` reads at grade" in problem


def test_a_muscle_without_hazards_is_told() -> None:
    assert any("without hazards" in one for one in told(changed(MUSCLE, hazards=())))


@pytest.mark.parametrize("map_name", ["choir", "michigan"])
def test_a_region_in_no_segment_of_another_map_is_told(map_name: str) -> None:
    (problem,) = told(changed(REGION, **{map_name: SegmentNumbers()}))
    assert map_name in problem
