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


def test_a_muscle_far_from_every_pain_is_less_likely_and_one_near_is_as_likely_as_before() -> None:
    before, after = network_of(LIBRARY), heard(KNEE)
    share = numbers_of(LIBRARY)[Q.HURTS_IN_NO_DESCRIBED_PLACE]
    assert prior(after, "rhomboids", Side.LEFT) == pytest.approx(
        share * prior(before, "rhomboids", Side.LEFT)
    )
    assert prior(after, "vastus-lateralis", Side.LEFT) == prior(
        before, "vastus-lateralis", Side.LEFT
    )


def test_a_muscle_whose_pressing_brought_on_the_pain_is_not_far_from_it() -> None:
    felt = [{"muscle": "rhomboids", "side": "left", "recognised": True}]
    before, after = network_of(LIBRARY), heard(KNEE | {"palpation": felt})
    assert prior(after, "rhomboids", Side.LEFT) == prior(before, "rhomboids", Side.LEFT)


def test_without_a_drawing_no_muscle_is_far() -> None:
    assert heard({}).priors == network_of(LIBRARY).priors


def test_the_muscles_of_a_drawn_place_stand_before_every_other() -> None:
    network = network_of(LIBRARY)
    knee = next(one for one in evidence_of(read(KNEE), network).present)
    near = {network.causes[link.cause] for link in network.links[knee]}
    muscles = [Cause(one.muscle, one.side) for one in rank(read(KNEE), LIBRARY).muscles]
    placed = [muscles.index(one) for one in near if one in muscles]
    assert max(placed) < len(near)
