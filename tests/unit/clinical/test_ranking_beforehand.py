"""How likely a muscle is before it is examined: treated often or seldom, near the complaint or far from it."""

import json

import pytest

from filiform.clinical.findings import Findings, read_findings
from filiform.clinical.ranking.complaint import near_the_complaint
from filiform.clinical.ranking.network import Cause, Network, network_of
from filiform.clinical.ranking.numbers import numbers_of, prior_of
from filiform.clinical.ranking.observations import evidence_of
from filiform.clinical.ranking.ranking import rank
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.ranking import RankingNumber
from filiform.knowledge.model.ranking import RankingQuantity as Q

LIBRARY = load_library()
KNEE = {"pain": [{"region": "knee-lateral", "side": "left"}]}


def read(content: dict) -> Findings:
    return read_findings(json.dumps(content), LIBRARY)


def heard(content: dict) -> Network:
    network = network_of(LIBRARY)
    return near_the_complaint(network, evidence_of(read(content), network), LIBRARY)


def prior(network: Network, muscle: str, side: Side) -> float:
    return network.priors[network.causes.index(Cause(f"anatomy/muscles/{muscle}", side))]


def nearer() -> float:
    """How many times as likely a muscle is once one of its places is known to hurt."""
    number = numbers_of(LIBRARY)
    return number[Q.COMPLAINT_NEAR_WHERE_IT_HURTS] / number[Q.COMPLAINT_NEAR_THE_MUSCLE]


def uncounted(quantity: Q) -> Muscle:
    """A muscle with that share of which no study counted how often it has an active trigger point."""
    listed = next(one.muscles for one in LIBRARY.all(RankingNumber) if one.quantity is quantity)
    return next(one for name in listed if not (one := LIBRARY.get(name, Muscle)).prevalence)


def test_no_muscle_is_treated_both_often_and_seldom() -> None:
    lists = [one.muscles for one in LIBRARY.all(RankingNumber) if one.muscles]
    named = [muscle for muscles in lists for muscle in muscles]
    assert len(lists) == 2
    assert len(named) == len(set(named))


def test_a_muscle_that_is_treated_often_is_likelier_beforehand_than_one_treated_seldom() -> None:
    often, seldom = uncounted(Q.ACTIVE_SHARE_OFTEN), uncounted(Q.ACTIVE_SHARE_SELDOM)
    number = numbers_of(LIBRARY)
    ratio = number[Q.ACTIVE_SHARE_OFTEN] / number[Q.ACTIVE_SHARE_SELDOM]
    assert prior_of(often, LIBRARY) / prior_of(seldom, LIBRARY) == pytest.approx(ratio)


def test_a_muscle_far_from_every_pain_is_less_likely_and_one_near_is_likelier() -> None:
    before, after = network_of(LIBRARY), heard(KNEE)
    share = numbers_of(LIBRARY)[Q.HURTS_IN_NO_DESCRIBED_PLACE]
    assert prior(after, "rhomboids", Side.LEFT) == pytest.approx(
        share * prior(before, "rhomboids", Side.LEFT)
    )
    assert prior(after, "vastus-lateralis", Side.LEFT) == pytest.approx(
        nearer() * prior(before, "vastus-lateralis", Side.LEFT)
    )


def test_a_muscle_whose_pressing_brought_on_the_pain_is_not_far_from_it() -> None:
    felt = [{"muscle": "rhomboids", "side": "left", "recognised": True}]
    before, after = network_of(LIBRARY), heard(KNEE | {"palpation": felt})
    assert prior(after, "rhomboids", Side.LEFT) == pytest.approx(
        nearer() * prior(before, "rhomboids", Side.LEFT)
    )


def test_without_a_drawing_no_muscle_is_far() -> None:
    assert heard({}).priors == network_of(LIBRARY).priors


def test_the_muscles_of_a_drawn_place_stand_before_every_other() -> None:
    network = network_of(LIBRARY)
    knee = next(one for one in evidence_of(read(KNEE), network).present)
    near = {network.causes[link.cause] for link in network.links[knee]}
    muscles = [Cause(one.muscle, one.side) for one in rank(read(KNEE), LIBRARY).muscles]
    placed = [muscles.index(one) for one in near if one in muscles]
    assert max(placed) < len(near)


FRONT_AND_SIDE = {
    "pain": [
        {"region": "shoulder-anterior", "side": "right"},
        {"region": "shoulder-lateral", "side": "right"},
    ]
}


def moved(finding: str, *movements: str) -> list[dict]:
    return [
        {"movement": f"shoulder-{one}", "side": "right", "finding": finding} for one in movements
    ]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"movements": moved("limited", "flexion", "abduction", "external-rotation")},
        {
            "movements": moved("painful", "flexion", "abduction", "external-rotation")
            + moved("limited", "internal-rotation"),
            "contractions": moved("painful", "abduction", "flexion")
            + moved("weak", "external-rotation"),
        },
    ],
    ids=["drawn", "stiff", "everything hurts"],
)
def test_a_shoulder_in_which_much_is_found_leaves_muscles_in_question(more: dict) -> None:
    """Neither is another source as good as certain, nor does it explain away every muscle that is often found."""
    ranking = rank(read(FRONT_AND_SIDE | more), LIBRARY)
    shoulder = next(one for one in ranking.other_sources if one.area.endswith("/shoulder"))
    assert 0.2 < shoulder.probability < 0.9
    assert ranking.muscles[0].probability > 0.1


def test_while_nothing_was_found_no_other_source_is_named() -> None:
    assert rank(read({}), LIBRARY).other_sources == ()


def test_a_stiff_shoulder_speaks_for_another_source() -> None:
    """Limited in every direction, which no single muscle explains."""
    stiff = {"movements": moved("limited", "flexion", "abduction", "external-rotation")}
    drawn, found = (rank(read(FRONT_AND_SIDE | one), LIBRARY) for one in ({}, stiff))
    assert found.other_sources[0].probability > drawn.other_sources[0].probability
    assert found.other_sources[0].probability > found.muscles[0].probability
