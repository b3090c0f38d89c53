"""The library as pages: everybody reads it, every concept has one, nothing on it is hidden or made up."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from filiform.knowledge.cases import cases_about
from filiform.knowledge.library import load_library
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.anatomy import Hazard, Muscle, Region
from filiform.knowledge.model.concept import Cited, Source
from filiform.knowledge.model.screening import ScreeningStatement

LIBRARY = load_library()
ONE_OF_EACH_KIND = [
    next(one.id for one in LIBRARY if one.id.rsplit("/", 1)[0] == kind)
    for kind in KINDS
    if any(one.id.rsplit("/", 1)[0] == kind for one in LIBRARY)
]


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(f"/library/{address}")
    assert answer.status_code == status
    text = answer.content.decode()
    assert "<c-" not in text
    return text


@pytest.mark.parametrize("identifier", ONE_OF_EACH_KIND)
def test_a_concept_of_every_kind_has_a_page_with_its_label_and_its_status(
    client: Client, identifier: str
) -> None:
    text = page(client, f"{identifier}/")
    concept = next(one for one in LIBRARY if one.id == identifier)
    assert escape(concept.label) in text
    if isinstance(concept, Cited):
        assert f'review-status {concept.review.status.value}"' in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_list(client: Client, kind: str) -> None:
    assert "<h1>" in page(client, f"{kind}/")


def test_the_index_leads_to_every_muscle_once_and_to_every_kind(client: Client) -> None:
    text = page(client, "")
    for muscle in LIBRARY.all(Muscle):
        assert text.count(f'href="/library/{muscle.id}/"') == 1
    for kind in {one.id.rsplit("/", 1)[0] for one in LIBRARY}:
        assert f'href="/library/{kind}/"' in text


@pytest.mark.parametrize("muscle", [one.id for one in LIBRARY.all(Muscle)])
def test_a_muscle_shows_its_hazards_referral_depths_and_every_source(
    client: Client, muscle: str
) -> None:
    text = page(client, f"{muscle}/")
    one = LIBRARY.get(muscle, Muscle)
    for near in one.hazards:
        assert LIBRARY.get(near.hazard, Hazard).label in text
    for referral in one.referral:
        assert f'href="/library/{referral.region}/"' in text
        assert LIBRARY.get(referral.region, Region).label in text
    for citation in one.citations:
        source = LIBRARY.get(citation.source, Source)
        assert source.doi in text
    if one.published_depths:
        assert "A person may be shallower than all of them" in text


@pytest.mark.parametrize("muscle", [one.id for one in LIBRARY.all(Muscle)][::6])
def test_a_muscle_is_shown_on_the_body_with_its_referral_in_words(
    client: Client, muscle: str
) -> None:
    pictures = re.findall(r'<img src="([^"]+\.svg)"[^>]* alt="([^"]+)"', page(client, f"{muscle}/"))
    assert pictures
    for address, words in pictures:
        answer = client.get(address)
        assert answer["Content-Type"] == "image/svg+xml"
        assert b"<path" in answer.content
        assert "often felt" in words


def test_a_region_is_shown_where_it_is(client: Client) -> None:
    assert "back.svg" in page(client, "anatomy/regions/buttock-central/")


@pytest.mark.parametrize(
    "address",
    [
        "anatomy/muscles/soleus/above.svg",
        "anatomy/muscles/nothing/front.svg",
        "sources/bn121/front.svg",
    ],
)
def test_a_picture_of_what_has_no_place_on_the_body_is_not_found(
    client: Client, address: str
) -> None:
    assert client.get(f"/library/{address}").status_code == 404


def test_a_statement_shows_the_cases_that_prove_it(client: Client) -> None:
    statement = LIBRARY.get("screening/precautions/anticoagulant", ScreeningStatement)
    text = page(client, f"{statement.id}/")
    cases = cases_about(statement.id)
    assert len(cases) > 1
    for case in cases:
        assert case.file in text


def test_a_concept_says_who_names_it(client: Client) -> None:
    assert "/library/anatomy/muscles/upper-trapezius/" in page(client, "anatomy/hazards/pleura/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("infraspinatus", "anatomy/muscles/infraspinatus"),
        ("infraspinatos", "anatomy/muscles/infraspinatus"),
        ("Musculus soleus", "anatomy/muscles/soleus"),
        ("apixaban", "screening/findings/anticoagulant"),
    ],
)
def test_search_finds_by_name_synonym_and_misspelling(
    client: Client, query: str, found: str
) -> None:
    text = page(client, f"search/?q={query}")
    assert f"/library/{found}/" in text


def test_a_search_that_finds_nothing_says_so(client: Client) -> None:
    assert "Nothing in the library" in page(client, "search/?q=xyzzyplugh")


@pytest.mark.parametrize(
    "query", ["", "   ", "%00", "<script>alert(1)</script>", "x" * 5000, "';--", "\u202e"]
)
def test_an_odd_search_is_answered_and_echoed_as_text(client: Client, query: str) -> None:
    text = client.get("/library/search/", {"q": query}).content.decode()
    assert "<script>alert" not in text
    assert "<h1>" in text


@pytest.mark.parametrize(
    "address",
    ["anatomy/muscles/no-such-muscle/", "no_such_kind/", "../etc/passwd", "anatomy//muscles/"],
)
def test_what_is_not_in_the_library_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/library/{address}").status_code == 404
