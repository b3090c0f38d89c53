"""Search: the name itself first, then what holds it, then what is like it; and a slip of the finger does no harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.search import search

LIBRARY = load_library()
MUSCLES = LIBRARY.all(Muscle)


@pytest.mark.parametrize("muscle", MUSCLES, ids=lambda one: one.id)
def test_every_muscle_is_found_first_by_its_own_name(muscle: Muscle) -> None:
    assert muscle.id in [one.concept.id for one in search(muscle.label, LIBRARY)][:3]


@pytest.mark.parametrize("muscle", MUSCLES, ids=lambda one: one.id)
def test_every_muscle_is_found_by_its_latin_name_and_each_synonym(muscle: Muscle) -> None:
    for name in (muscle.latin, *muscle.synonyms):
        assert muscle.id in {one.concept.id for one in search(name, LIBRARY)}, name


@given(st.sampled_from(MUSCLES), st.data())
@settings(max_examples=60, deadline=None)
def test_a_letter_too_much_or_too_little_still_finds_the_muscle(
    muscle: Muscle, data: st.DataObject
) -> None:
    name = muscle.label.lower()
    at = data.draw(st.integers(1, len(name) - 1))
    slip = data.draw(st.sampled_from([name[:at] + name[at + 1 :], name[:at] + "e" + name[at:]]))
    assert muscle.id in {one.concept.id for one in search(slip, LIBRARY)}


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_answered_best_first_and_each_concept_once(query: str) -> None:
    found = search(query, LIBRARY)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.concept.id for one in found}) == len(found)


def test_nothing_typed_finds_nothing() -> None:
    assert search("", LIBRARY) == search("  ·  ", LIBRARY) == ()
