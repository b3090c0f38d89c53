"""Muscles of hip, leg and foot: that they are all there, and name what is known to lie beside them."""

import pytest

from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.anatomy import Competence, Muscle

LEG = """
    gluteus-maximus gluteus-medius gluteus-minimus piriformis obturator-internus-and-gemelli
    quadratus-femoris tensor-fasciae-latae adductor-longus adductor-brevis adductor-magnus pectineus
    gracilis sartorius rectus-femoris vastus-medialis vastus-lateralis vastus-intermedius
    semimembranosus semitendinosus biceps-femoris-long-head biceps-femoris-short-head popliteus
    gastrocnemius-medial-head gastrocnemius-lateral-head soleus plantaris tibialis-anterior
    tibialis-posterior peroneus-longus peroneus-brevis peroneus-tertius extensor-digitorum-longus
    extensor-hallucis-longus flexor-digitorum-longus flexor-hallucis-longus extensor-digitorum-brevis
    quadratus-plantae flexor-digitorum-brevis abductor-hallucis flexor-hallucis-brevis
    adductor-hallucis abductor-digiti-minimi-foot foot-interossei
"""
# What runs beside, under or through a muscle, from the course of the structure downwards.
COURSE = {
    "superior-gluteal-bundle": "gluteus-medius gluteus-minimus piriformis",
    "sciatic-nerve": "gluteus-maximus piriformis obturator-internus-and-gemelli quadratus-femoris "
    "adductor-magnus semimembranosus semitendinosus biceps-femoris-long-head "
    "biceps-femoris-short-head",
    "pudendal-bundle": "piriformis obturator-internus-and-gemelli",
    "femoral-vessels": "adductor-longus pectineus sartorius rectus-femoris",
    "obturator-nerve": "adductor-longus adductor-brevis pectineus gracilis",
    "adductor-canal": "adductor-longus adductor-magnus sartorius vastus-medialis",
    "popliteal-vessels": "popliteus plantaris gastrocnemius-medial-head gastrocnemius-lateral-head",
    "tibial-nerve": "popliteus soleus tibialis-posterior flexor-digitorum-longus "
    "flexor-hallucis-longus gastrocnemius-medial-head gastrocnemius-lateral-head",
    "common-peroneal-nerve": "biceps-femoris-long-head biceps-femoris-short-head peroneus-longus "
    "gastrocnemius-lateral-head",
    "deep-peroneal-nerve": "tibialis-anterior extensor-digitorum-longus extensor-hallucis-longus",
    "superficial-peroneal-nerve": "peroneus-longus peroneus-brevis extensor-digitorum-longus",
    "medial-plantar-bundle": "abductor-hallucis flexor-digitorum-brevis flexor-hallucis-brevis",
    "lateral-plantar-bundle": "flexor-digitorum-brevis quadratus-plantae adductor-hallucis "
    "abductor-digiti-minimi-foot",
}
ONE_MUSCLE = {
    "Quadriceps femoris": "rectus-femoris vastus-medialis vastus-lateralis vastus-intermedius",
    "Biceps femoris": "biceps-femoris-long-head biceps-femoris-short-head",
    "Gastrocnemius": "gastrocnemius-medial-head gastrocnemius-lateral-head",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def _muscle(library: Library, name: str) -> Muscle:
    return library.get(f"anatomy/muscles/{name}", Muscle)


@pytest.mark.parametrize("name", LEG.split())
def test_a_muscle_of_the_leg_is_described_whole(library: Library, name: str) -> None:
    muscle = _muscle(library, name)
    assert muscle.attachments is not None
    assert muscle.roots
    assert muscle.lengthened_by
    assert muscle.loaded_by
    assert muscle.hazards
    assert muscle.approaches
    assert muscle.privileges


@pytest.mark.parametrize("hazard", COURSE)
def test_every_muscle_along_the_course_of_a_structure_names_it(
    library: Library, hazard: str
) -> None:
    for name in COURSE[hazard].split():
        named = {one.hazard for one in _muscle(library, name).hazards}
        assert f"anatomy/hazards/{hazard}" in named, name


@pytest.mark.parametrize("whole", ONE_MUSCLE)
def test_heads_are_counted_as_the_muscle_they_are_parts_of(library: Library, whole: str) -> None:
    parts = {one.id.rsplit("/", 1)[1] for one in library.all(Muscle) if one.part_of == whole}
    assert parts == set(ONE_MUSCLE[whole].split())


def test_where_the_nerve_or_vessel_must_be_seen_the_muscle_is_for_ultrasound_only(
    library: Library,
) -> None:
    for name in "obturator-internus-and-gemelli quadratus-femoris pectineus plantaris".split():
        muscle = _muscle(library, name)
        assert muscle.competence is Competence.ULTRASOUND_ONLY, name
        assert all("Ultrasound" in one.grip for one in muscle.approaches), name


def test_studies_that_disagree_about_piriformis_both_stand(library: Library) -> None:
    sources = {one.citation.source for one in _muscle(library, "piriformis").published_depths}
    assert {"sources/kearns-2018", "sources/hannah-2022"} <= sources
