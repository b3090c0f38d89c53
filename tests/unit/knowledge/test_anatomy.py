"""Muscles of the library, what lies in a needle's way, and what is published about depth."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from filiform.kernel.quantity import Unit
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.anatomy import Area, Competence, Hazard, Limb, Muscle, Region

OVER_THE_THORAX = """
    upper-trapezius middle-trapezius lower-trapezius levator-scapulae sternocleidomastoid-sternal-head
    supraspinatus infraspinatus teres-minor subscapularis rhomboids pectoralis-minor
    teres-major latissimus-dorsi sternocleidomastoid-clavicular-head scalenes splenius-cervicis
    thoracic-erector-spinae thoracic-multifidus serratus-posterior-superior serratus-posterior-inferior
    lumbar-iliocostalis lumbar-longissimus quadratus-lumborum rectus-abdominis external-oblique
    intercostals serratus-anterior pectoralis-major subclavius
"""
# From the neck to the belly and the chest, in the order in which they are listed.
HEAD_NECK_AND_TRUNK = """
    upper-trapezius middle-trapezius lower-trapezius levator-scapulae
    sternocleidomastoid-sternal-head sternocleidomastoid-clavicular-head scalenes
    splenius-capitis splenius-cervicis semispinalis-capitis cervical-multifidus suboccipitals
    masseter temporalis lateral-pterygoid medial-pterygoid digastric
    occipitofrontalis orbicularis-oculi zygomaticus-major longus-colli
    thoracic-erector-spinae thoracic-multifidus serratus-posterior-superior serratus-posterior-inferior
    lumbar-iliocostalis lumbar-longissimus lumbar-multifidus quadratus-lumborum
    psoas-major iliacus rectus-abdominis external-oblique intercostals
    rhomboids serratus-anterior pectoralis-major pectoralis-minor subclavius
"""
MOVES_NO_JOINT = "occipitofrontalis orbicularis-oculi zygomaticus-major"
# From the shoulder blade to the little finger, in the order in which they are listed.
SHOULDER_AND_ARM = """
    supraspinatus infraspinatus teres-minor teres-major latissimus-dorsi subscapularis
    deltoid-anterior deltoid-middle deltoid-posterior
    biceps-brachii brachialis triceps-brachii coracobrachialis anconeus
    extensor-carpi-radialis-brevis extensor-carpi-radialis-longus extensor-digitorum
    extensor-carpi-ulnaris extensor-indicis brachioradialis supinator
    pronator-teres flexor-carpi-radialis flexor-carpi-ulnaris palmaris-longus
    flexor-digitorum-superficialis flexor-digitorum-profundus flexor-pollicis-longus
    pronator-quadratus adductor-pollicis opponens-pollicis abductor-pollicis-brevis
    first-dorsal-interosseous hand-interossei abductor-digiti-minimi-hand
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_the_first_muscles_are_all_there(library: Library) -> None:
    expected = {
        *OVER_THE_THORAX.split(),
        *"splenius-capitis deltoid-middle extensor-carpi-radialis-brevis extensor-digitorum".split(),
        *"supinator soleus gastrocnemius-medial-head".split(),
    }
    assert expected <= {one.id.rsplit("/", 1)[1] for one in library.all(Muscle)}


@pytest.mark.parametrize("name", OVER_THE_THORAX.split())
def test_a_muscle_over_the_thorax_names_the_pleura_and_what_to_do_about_it(
    library: Library, name: str
) -> None:
    muscle = library.get(f"anatomy/muscles/{name}", Muscle)
    near = [one for one in muscle.hazards if library.get(one.hazard, Hazard).is_pleura]
    assert len(near) == 1
    assert near[0].where
    assert near[0].precaution


def test_a_muscle_entered_through_the_chest_or_the_upper_back_is_near_the_pleura(
    library: Library,
) -> None:
    thorax = {"anatomy/areas/chest", "anatomy/areas/breast", "anatomy/areas/upper-back"}
    for muscle in library.all(Muscle):
        if thorax & set(muscle.areas):
            assert "anatomy/hazards/pleura" in {one.hazard for one in muscle.hazards}, muscle.id


def test_the_muscles_of_shoulder_and_arm_are_described_whole_and_in_order(library: Library) -> None:
    names = SHOULDER_AND_ARM.split()
    muscles = [library.get(f"anatomy/muscles/{name}", Muscle) for name in names]
    assert sorted(muscles, key=lambda one: one.order) == muscles
    for muscle in muscles:
        assert muscle.attachments is not None, muscle.id
        for given in (muscle.roots, muscle.hazards, muscle.lengthened_by, muscle.loaded_by):
            assert given, muscle.id
        assert muscle.privileges, muscle.id


def test_a_needle_near_the_pleura_from_the_arm_needs_the_privilege_for_the_thorax(
    library: Library,
) -> None:
    for name in SHOULDER_AND_ARM.split():
        muscle = library.get(f"anatomy/muscles/{name}", Muscle)
        near = any(library.get(one.hazard, Hazard).is_pleura for one in muscle.hazards)
        assert near == ("needling/privileges/thorax" in muscle.privileges), name


def test_the_muscles_of_head_neck_and_trunk_are_described_whole_and_in_order(
    library: Library,
) -> None:
    names = HEAD_NECK_AND_TRUNK.split()
    muscles = [library.get(f"anatomy/muscles/{name}", Muscle) for name in names]
    assert sorted(muscles, key=lambda one: one.order) == muscles
    for name, muscle in zip(names, muscles, strict=True):
        assert muscle.attachments is not None, name
        for given in (muscle.roots, muscle.hazards, muscle.privileges, muscle.synonyms):
            assert given, name
        moved = bool(muscle.lengthened_by and muscle.loaded_by)
        assert moved != (name in MOVES_NO_JOINT.split()), name


def test_a_muscle_of_the_trunk_near_the_pleura_needs_the_privilege_for_the_thorax(
    library: Library,
) -> None:
    for name in HEAD_NECK_AND_TRUNK.split():
        muscle = library.get(f"anatomy/muscles/{name}", Muscle)
        near = any(library.get(one.hazard, Hazard).is_pleura for one in muscle.hazards)
        assert near == ("needling/privileges/thorax" in muscle.privileges), name


def test_a_muscle_that_is_not_offered_has_no_approach_and_every_other_has_one(
    library: Library,
) -> None:
    for muscle in library.all(Muscle):
        assert bool(muscle.approaches) != (muscle.competence is Competence.NOT_OFFERED), muscle.id


def test_an_organ_on_one_side_is_named_with_its_side(library: Library) -> None:
    sides = {"anatomy/hazards/liver": Side.RIGHT, "anatomy/hazards/spleen": Side.LEFT}
    found = {
        (near.hazard, near.side)
        for muscle in library.all(Muscle)
        for near in muscle.hazards
        if near.hazard in sides
    }
    assert found == set(sides.items())


def test_only_the_pleura_is_the_pleura(library: Library) -> None:
    assert [one.id for one in library.all(Hazard) if one.is_pleura] == ["anatomy/hazards/pleura"]


def test_every_name_in_a_muscle_leads_to_a_concept_of_the_right_kind(library: Library) -> None:
    for muscle in library.all(Muscle):
        assert muscle.referral, muscle.id
        for referral in muscle.referral:
            library.get(referral.region, Region)
        for region in muscle.regions:
            library.get(region, Region)
        for area in muscle.areas:
            library.get(area, Area)
        for near in muscle.hazards:
            library.get(near.hazard, Hazard)


def test_no_muscle_refers_twice_to_one_region_or_names_a_hazard_twice(library: Library) -> None:
    for muscle in library.all(Muscle):
        regions = [one.region for one in muscle.referral]
        hazards = [one.hazard for one in muscle.hazards]
        assert len(set(regions)) == len(regions), muscle.id
        assert len(set(hazards)) == len(hazards), muscle.id


def test_needle_lengths_are_capped_only_where_a_rule_says_so_and_never_above_it(
    library: Library,
) -> None:
    rules = {
        "anatomy/muscles/upper-trapezius": 30,
        "anatomy/muscles/rhomboids": 19,
        "anatomy/muscles/pronator-teres": 25,  # Ferrer-Peña 2019: needles of 13 or 25 mm, by the forearm
    }
    for muscle in library.all(Muscle):
        caps = [one.needle_length_cap for one in muscle.approaches]
        if muscle.id not in rules:
            assert caps == [None] * len(caps), muscle.id
            continue
        for cap in caps:
            assert cap is not None, f"every approach of {muscle.id} is capped"
            assert cap.unit is Unit.MILLIMETRE
            assert cap.value <= rules[muscle.id]


def test_the_cap_of_upper_trapezius_is_below_every_published_distance_to_the_lung(
    library: Library,
) -> None:
    muscle = library.get("anatomy/muscles/upper-trapezius", Muscle)
    cap = muscle.approaches[0].needle_length_cap
    assert cap is not None
    distances = {"asean-j-rehabil-med-117624": 33.4, "bn121": 31}
    assert {f"sources/{one}" for one in distances} <= {
        one.citation.source for one in muscle.published_depths
    }
    assert cap.value < min(distances.values())


def test_no_text_calls_a_depth_safe(library: Library) -> None:
    for concept in (*library.all(Muscle), *library.all(Hazard)):
        for text in _texts(msgspec.to_builtins(concept)):
            assert not re.search(r"\bsafe(ly|st)?\b[^.]{0,20}\b(depth|length)", text, re.I), (
                concept.id
            )
            assert not re.search(r"\b(depth|length)s?\b[^.]{0,20}\bsafe", text, re.I), concept.id


def test_a_muscle_that_is_not_reached_by_pressure_or_lies_deep_says_why(library: Library) -> None:
    for muscle in library.all(Muscle):
        reasons = [one for one in muscle.citations if one.locator == "anatomical judgement"]
        assert len(reasons) == 1, muscle.id
        if not muscle.is_compressible:
            assert "not compressible" in reasons[0].supports, muscle.id
        if muscle.is_deep:
            assert "deep" in reasons[0].supports, muscle.id


def test_a_deep_muscle_is_never_called_compressible_or_for_beginners(library: Library) -> None:
    for muscle in library.all(Muscle):
        if muscle.is_deep:
            assert not muscle.is_compressible, muscle.id
            assert muscle.competence is not Competence.FOUNDATION, muscle.id


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def test_an_arm_and_a_leg_have_their_areas_on_both_sides(library: Library) -> None:
    parts = {limb: [one for one in library.all(Area) if one.limb is limb] for limb in Limb}
    assert [one.label for one in parts[Limb.ARM]] == [
        "Upper arm",
        "Elbow",
        "Forearm",
        "Wrist",
        "Hand",
    ]
    assert parts[Limb.LEG][0].label == "Groin"
    for one in (*parts[Limb.ARM], *parts[Limb.LEG]):
        assert one.laterality is Laterality.PAIRED, one.id
