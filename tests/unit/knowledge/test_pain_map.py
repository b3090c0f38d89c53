"""The pain map: areas a patient can name, regions for a finger, and the numbers of other body maps."""

import csv
import re
from pathlib import Path

import pytest

from filiform.kernel.side import Laterality
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.anatomy import Area, Region, SegmentNumbers, View

# The segments of the CHOIR body map, by the side of the person whose body it is.
CHOIR = {
    "left": "f02 f04 f06 f09 f10 f12 f14 f17 f18 f22 f23 f24 f27 f28 f30 f32 f34 f36 "
    "b01 b03 b05 b07 b08 b11 b12 b15 b17 b18 b21 b22 b23 b27 b28 b31 b33 b35 b37",
    "right": "f01 f03 f05 f07 f08 f11 f13 f15 f16 f19 f20 f21 f25 f26 f29 f31 f33 f35 "
    "b02 b04 b06 b09 b10 b13 b14 b16 b19 b20 b24 b25 b26 b29 b30 b32 b34 b36 b38",
    "midline": "",
}
# The areas of the Michigan Body Map; 35 is "No Chronic Pain" and no place.
MICHIGAN = {
    "left": "2 4 6 8 10 12 16 18 20 22 24 27 31 33",
    "right": "1 3 5 7 9 11 15 17 19 21 23 28 32 34",
    "midline": "0 13 14 25 26 29 30",
}
# Segments of CHOIR that mirror each other, the left one first.
CHOIR_MIRRORED = """
    f02-f01 f04-f03 f06-f05 f10-f07 f09-f08 f12-f11 f14-f13 f18-f15 f17-f16 f24-f19 f23-f20 f22-f21
    f28-f25 f27-f26 f30-f29 f32-f31 f34-f33 f36-f35 b01-b02 b03-b04 b05-b06 b07-b10 b08-b09 b11-b14
    b12-b13 b15-b16 b17-b20 b18-b19 b21-b26 b22-b25 b23-b24 b27-b30 b28-b29 b31-b32 b33-b34 b35-b36
    b37-b38
"""

# Every place where pain from a muscle is classically described, from head to foot.
ZONES = {
    "vertex": "vertex", "temple": "temple", "frontal": "forehead", "orbit": "eye", "eye": "eye",
    "eyebrow": "brow", "supraorbital": "brow", "occiput": "occiput", "suboccipital": "suboccipital",
    "side of head": "side-of-head", "mastoid": "mastoid", "ear": "ear", "cheek": "cheek",
    "maxilla": "cheek upper-teeth", "upper teeth": "upper-teeth", "mouth": "mouth",
    "mandible": "mandible", "angle of jaw": "jaw-angle", "jaw": "mandible", "TMJ": "jaw-joint",
    "throat": "throat", "neck": "neck-lateral neck-posterior-lower", "angle of neck": "neck-angle",
    "upper cervical": "neck-posterior-upper", "suprascapular": "scapula-superior shoulder-top",
    "acromion": "acromion", "anterior deltoid": "shoulder-anterior",
    "mid-deltoid": "shoulder-lateral", "posterior deltoid": "shoulder-posterior",
    "shoulder": "shoulder-anterior shoulder-posterior", "coracoid": "shoulder-anterior",
    "anterolateral arm": "arm-anterior arm-lateral", "front arm": "arm-anterior",
    "lateral arm": "arm-lateral", "posterior arm": "arm-posterior", "medial arm": "arm-medial",
    "down arm": "arm-lateral", "antecubital": "elbow-anterior", "olecranon": "elbow-posterior",
    "lateral epicondyle": "elbow-lateral", "medial epicondyle": "elbow-medial",
    "radial forearm": "forearm-radial", "dorsal forearm": "forearm-dorsal",
    "ulnar arm": "arm-medial forearm-ulnar", "radial volar wrist": "wrist-volar-radial",
    "volar wrist": "wrist-volar-radial wrist-volar-ulnar", "radial wrist": "wrist-volar-radial",
    "wrist strap": "wrist-dorsal-radial wrist-dorsal-ulnar",
    "dorsum of wrist": "wrist-dorsal-radial hand-dorsal", "ulnar dorsal wrist": "wrist-dorsal-ulnar",
    "snuffbox": "anatomical-snuffbox", "base of thumb": "thenar", "web": "thumb-web",
    "palmar thumb": "thumb", "thumb and index": "thumb index-finger", "index": "index-finger",
    "middle": "middle-finger", "digits": "middle-finger ring-finger little-finger",
    "volar fingers": "index-finger ring-finger", "palm": "palm", "clavicle": "infraclavicular",
    "chest": "chest-anterior", "breast": "breast", "sternum": "sternum", "ribs": "ribs-lateral",
    "lateral trunk": "ribs-lateral flank", "scapula": "scapula",
    "medial scapula": "scapula-medial-border", "medial border": "scapula-medial-border",
    "medial scapular border": "scapula-medial-border", "between scapula": "interscapular",
    "inferior angle": "scapula-inferior-angle", "mid-back": "mid-back",
    "low back": "lumbar-paraspinal lumbar-lateral", "sacro-lumbar": "lumbar-paraspinal",
    "iliac crest": "iliac-crest", "SI": "sacroiliac", "sacrum": "sacrum", "coccyx": "coccyx",
    "abdomen": "abdomen-upper abdomen-lower", "epigastric": "epigastrium", "flank": "flank",
    "dysmenorrhoea": "abdomen-lower", "testis": "genitals", "pelvis": "pubis",
    "pelvic floor": "perineum", "groin": "groin", "hip joint": "hip-anterior",
    "greater trochanter": "hip-lateral", "buttock": "buttock-upper buttock-central",
    "gluteal fold": "gluteal-fold", "ischial fold": "gluteal-fold",
    "anterior thigh": "thigh-anterior-upper thigh-anterior-lower",
    "lower thigh": "thigh-anterior-lower", "above knee": "thigh-medial-lower",
    "medial thigh": "thigh-medial-upper", "lateral thigh": "thigh-lateral-lower",
    "upper lateral thigh": "thigh-lateral-upper", "medial posterior thigh": "thigh-medial-upper",
    "posterior thigh": "thigh-posterior-upper thigh-posterior-lower", "anterior knee": "knee-anterior",
    "medial anterior knee": "knee-medial knee-anterior", "patella": "knee-anterior",
    "lateral knee": "knee-lateral", "back of knee": "knee-posterior",
    "posterior knee": "knee-posterior", "shin": "shin", "calf": "calf-medial calf-lateral",
    "lateral leg": "leg-lateral", "Achilles": "achilles-tendon", "front ankle": "ankle-anterior",
    "lateral malleolus": "ankle-lateral", "heel": "heel-posterior", "plantar heel": "heel-plantar",
    "medial heel": "heel-medial", "arch": "foot-arch", "sole": "sole-lateral",
    "metatarsal heads": "forefoot-plantar", "dorsum foot": "foot-dorsal", "foot": "foot-lateral",
    "big toe": "big-toe", "toes": "lesser-toes",
}  # fmt: skip
NO_PLACES = {"dizziness", "night cramp", "knee giving way", "local", "local over the part"}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_the_body_is_divided_into_areas_a_patient_would_name(library: Library) -> None:
    areas = library.all(Area)
    assert len(areas) == 25
    assert len({one.patient_label for one in areas}) == len(areas)
    assert len({one.order for one in areas}) == len(areas)


def test_every_area_has_a_region_on_the_pain_map(library: Library) -> None:
    mapped = {one.area for one in library.all(Region)}
    assert mapped == {one.id for one in library.all(Area)}


def test_the_pain_map_is_fine_enough_for_referral_and_coarse_enough_for_a_finger(
    library: Library,
) -> None:
    regions = library.all(Region)
    assert 90 <= len(regions) <= 130
    assert len({one.patient_label for one in regions}) == len(regions)
    assert len({one.order for one in regions}) == len(regions)
    assert {view for one in regions for view in one.views} == set(View)


def test_no_region_is_paired_in_an_area_of_the_midline_except_on_the_head(library: Library) -> None:
    for region in library.all(Region):
        area = library.get(region.area, Area)
        on_the_head = area.id == "anatomy/areas/head"
        if area.laterality is Laterality.MIDLINE and not on_the_head:
            assert region.laterality is Laterality.MIDLINE, region.id


@pytest.mark.parametrize("side", ["left", "right", "midline"])
def test_every_segment_of_the_choir_map_is_reached_from_its_own_side(
    library: Library, side: str
) -> None:
    assert _numbers(library, "choir", side) == set(CHOIR[side].split())


@pytest.mark.parametrize("side", ["left", "right", "midline"])
def test_every_area_of_the_michigan_map_is_reached_from_its_own_side(
    library: Library, side: str
) -> None:
    assert _numbers(library, "michigan", side) == set(MICHIGAN[side].split())


def test_the_two_maps_are_counted_whole() -> None:
    assert sum(len(numbers.split()) for numbers in CHOIR.values()) == 74
    assert sum(len(numbers.split()) for numbers in MICHIGAN.values()) == 36 - 1


def test_what_a_region_reaches_on_the_left_it_reaches_on_the_right(library: Library) -> None:
    choir = dict(pair.split("-") for pair in CHOIR_MIRRORED.split())
    michigan = {"27": "28", "31": "32", "33": "34"}
    for region in library.all(Region):
        assert {choir[one] for one in region.choir.left} == set(region.choir.right), region.id
        mirrored = {michigan.get(one, str(int(one) - 1)) for one in region.michigan.left}
        assert mirrored == set(region.michigan.right), region.id


def test_every_place_of_referred_pain_has_a_region(library: Library) -> None:
    for words, regions in ZONES.items():
        for region in regions.split():
            assert f"anatomy/regions/{region}" in library, words


def test_every_zone_in_the_clinical_facts_is_a_place_we_can_name(shared: Path) -> None:
    facts = shared / "clinical" / "muscles.csv"
    if not facts.is_file():
        pytest.skip(
            "no table of muscles beside the shared records: clinical/muscles.csv is missing"
        )
    with facts.open(encoding="utf-8") as table:
        zones = [
            zone.strip()
            for row in csv.DictReader(table)
            for zone in row["referral_zones"].split(";")
        ]
    unnamed = {zone for zone in zones if zone not in NO_PLACES and not _names_a_place(zone)}
    assert zones
    assert not unnamed


def _numbers(library: Library, table: str, side: str) -> set[str]:
    found: set[str] = set()
    for region in library.all(Region):
        segments: SegmentNumbers = getattr(region, table)
        found.update(getattr(segments, side))
    return found


def _names_a_place(zone: str) -> bool:
    return any(re.search(rf"\b{re.escape(words)}", zone) for words in ZONES)
