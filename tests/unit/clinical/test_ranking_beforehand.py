"""How likely a muscle is before it is examined: treated often or seldom, near the complaint or far from it."""

import json

import pytest

from filiform.clinical.findings import Findings, read_findings
from filiform.clinical.ranking.complaint import near_the_complaint
from filiform.clinical.ranking.network import Cause, Network, network_of
from filiform.clinical.ranking.numbers import numbers_of, prior_of, usual_share
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


def somewhere(muscle: str) -> float:
    """How likely a muscle is beforehand in somebody with pain of whom nothing is known, where nobody counted."""
    share = usual_share(f"anatomy/muscles/{muscle}", LIBRARY)
    return numbers_of(LIBRARY)[Q.COMPLAINT_NEAR_THE_MUSCLE] * share


def test_a_muscle_far_from_every_pain_is_less_likely_and_one_near_is_likelier() -> None:
    after = heard(KNEE)
    far = numbers_of(LIBRARY)[Q.HURTS_IN_NO_DESCRIBED_PLACE]
    assert prior(after, "rhomboids", Side.LEFT) == pytest.approx(far * somewhere("rhomboids"))
    assert prior(after, "vastus-lateralis", Side.LEFT) == pytest.approx(
        nearer() * somewhere("vastus-lateralis")
    )


def test_a_muscle_with_another_place_in_the_area_that_hurts_is_neither_near_nor_far() -> None:
    """The front of the knee is its place; the outside was drawn."""
    after = heard(KNEE)
    assert prior(after, "rectus-femoris", Side.LEFT) == pytest.approx(somewhere("rectus-femoris"))
    assert prior(after, "rectus-femoris", Side.RIGHT) < somewhere("rectus-femoris")


KNEE_BENT = {"movement": "knee-flexion", "side": "left"}
THIGH = {"movement": "knee-extension", "side": "left"}


@pytest.mark.parametrize(
    ("bent", "straightened", "is_near"),
    [("limited", "painful", True), ("painful", "weak", True), ("limited", "normal", False)],
)
def test_a_muscle_in_the_area_that_hurts_to_lengthen_and_to_contract_is_near(
    bent: str, straightened: str, is_near: bool
) -> None:
    """The rectus femoris, once the outside of the knee is drawn, and never the muscles of the shoulder."""
    after = heard(
        KNEE
        | {"movements": [KNEE_BENT | {"finding": bent}]}
        | {"contractions": [THIGH | {"finding": straightened}]}
    )
    expected = somewhere("rectus-femoris") * (nearer() if is_near else 1)
    assert prior(after, "rectus-femoris", Side.LEFT) == pytest.approx(expected)


def test_tests_of_a_muscle_far_from_every_pain_bring_it_no_nearer() -> None:
    scapula = {"side": "left"}
    tested = {
        "movements": [scapula | {"movement": "scapular-protraction", "finding": "limited"}],
        "contractions": [scapula | {"movement": "scapular-retraction", "finding": "painful"}],
    }
    assert prior(heard(KNEE | tested), "rhomboids", Side.LEFT) < somewhere("rhomboids")


def felt(*signs: str) -> dict:
    return {"palpation": [{"muscle": "rhomboids", "side": "left"} | dict.fromkeys(signs, True)]}


@pytest.mark.parametrize(
    "signs",
    [
        ["recognised"],
        ["spot_tenderness"],
        ["referred_sensation"],
        ["taut_band", "spot_tenderness"],
    ],
)
def test_a_muscle_that_hurts_when_pressed_is_near_whatever_was_drawn(signs: list) -> None:
    """No fixed referral area should be expected: fingers outweigh the chart."""
    after = heard(KNEE | felt(*signs))
    assert prior(after, "rhomboids", Side.LEFT) == pytest.approx(nearer() * somewhere("rhomboids"))


def test_a_taut_band_alone_makes_a_muscle_neither_near_nor_far() -> None:
    """It does not hurt, and is found in many who have no pain."""
    after = heard(KNEE | felt("taut_band"))
    assert prior(after, "rhomboids", Side.LEFT) == pytest.approx(somewhere("rhomboids"))


def test_a_sign_that_was_not_found_brings_a_muscle_no_nearer() -> None:
    sought = {"palpation": [{"muscle": "rhomboids", "side": "left", "taut_band": False}]}
    assert prior(heard(KNEE | sought), "rhomboids", Side.LEFT) < somewhere("rhomboids")


FRONT = {"pain": [{"region": "shoulder-anterior", "side": "right"}]}


def test_what_was_counted_in_people_who_hurt_there_moves_a_muscle_wherever_it_lies() -> None:
    """Pain at the front of the shoulder is no place of the upper trapezius; in such shoulders it was found often."""
    counted, other = heard(FRONT), heard(KNEE)
    assert prior(counted, "upper-trapezius", Side.RIGHT) > 2 * somewhere("upper-trapezius")
    assert prior(other, "upper-trapezius", Side.RIGHT) < somewhere("upper-trapezius")
    assert prior(counted, "upper-trapezius", Side.LEFT) < somewhere("upper-trapezius")


def test_what_was_counted_in_people_who_hurt_elsewhere_says_nothing() -> None:
    """The infraspinatus was counted in shoulders and in hands that tingle, and not in upper arms."""
    arm = {"pain": [{"region": "arm-lateral", "side": "right"}]}
    assert prior(heard(arm), "infraspinatus", Side.RIGHT) == pytest.approx(
        nearer() * somewhere("infraspinatus")
    )


def test_a_study_of_many_weighs_no_more_than_studies_are_worth() -> None:
    """Counted in four of five of 224 people: a third of the way from the usual share to there, no further."""
    neck = {"pain": [{"region": "neck-angle", "side": "right"}]}
    usual = nearer() * somewhere("levator-scapulae")
    most = numbers_of(LIBRARY)[Q.COMPLAINT_NEAR_WHERE_IT_HURTS] * 0.8214
    found = prior(heard(neck), "levator-scapulae", Side.RIGHT)
    assert found == pytest.approx(usual + (most - usual) / 3)


@pytest.mark.parametrize("muscle", [one.id for one in LIBRARY.all(Muscle)])
def test_a_muscle_in_which_all_essential_signs_were_felt_is_among_the_first_five(
    muscle: str,
) -> None:
    """Somebody pressed there, and found a trigger point by the consensus; the drawing says otherwise."""
    signs = dict.fromkeys(["taut_band", "spot_tenderness", "referred_sensation"], True)
    palpated = {"palpation": [{"muscle": muscle, "side": "left"} | signs]}
    first = rank(read(KNEE | palpated), LIBRARY).muscles[:5]
    assert (muscle, Side.LEFT) in {(one.muscle, one.side) for one in first}


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
