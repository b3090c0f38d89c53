"""Published results in their groups: each once, those that added nothing first, the weightiest on top."""

from itertools import pairwise

from filiform.clinic.knowledge import library
from filiform.clinic.screening.presenters import study_groups
from filiform.clinic.screening.presenters.studies import GROUPS, by_weight
from filiform.knowledge.model.evidence import Certainty, Comparator, EvidenceResult
from filiform.knowledge.model.planning import Indication

ALL = [one.id for one in library().all(EvidenceResult)]


def test_every_result_stands_in_one_group_and_none_is_lost():
    groups = study_groups(ALL, library())
    assert [group.title for group in groups] == list(GROUPS)
    assert sum(len(group.lines) for group in groups) == len(ALL)


def test_a_group_holds_what_its_title_says():
    nothing, something, between = study_groups(ALL, library())
    assert all(line.adds_nothing for line in nothing.lines)
    assert not any(line.adds_nothing for line in something.lines)
    within = [
        one for one in library().all(EvidenceResult) if one.comparator is Comparator.WITHIN_NEEDLING
    ]
    assert len(between.lines) == len(within)


def test_the_surer_result_comes_first_and_among_equals_the_one_with_more_people():
    ordered = by_weight(ALL, library())
    sureness = [list(Certainty).index(one.certainty) for one in ordered]
    assert sureness == sorted(sureness)
    for first, second in pairwise(ordered):
        if first.certainty is second.certainty:
            assert (first.people or 0) >= (second.people or 0)


def test_groups_without_a_result_are_left_out():
    assert study_groups((), library()) == ()
    for indication in library().all(Indication):
        assert all(group.lines for group in study_groups(indication.evidence, library()))
