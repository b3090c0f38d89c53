"""Muscles on the plan page: those that concern the patient in sight, every other one found when it is asked for."""

import re

import pytest
from django.utils import timezone

from filiform.clinic.knowledge import library
from filiform.clinic.planning.models import Plan
from filiform.clinic.planning.presenters.muscle_choices import muscle_value
from filiform.clinic.planning.presenters.muscle_search import Asked, asked_for, muscles_for
from filiform.kernel.side import Side
from filiform.knowledge.model.anatomy import Area, Muscle
from tests.clinic.planning.test_pages import address, typed, words
from tests.factories.care import INFRASPINATUS, a_screened_episode

SOLEUS = "anatomy/muscles/soleus"
SHOULDER = "anatomy/areas/shoulder"
KILOBYTES = 120


def found(query="", area=""):
    return muscles_for(asked_for(query, area, library()), library())


@pytest.mark.parametrize(
    ("query", "muscle"),
    [
        ("Infraspinatus", "infraspinatus"),
        ("infraspinatis", "infraspinatus"),
        ("piriformus", "piriformis"),
        ("SOLEUS", "soleus"),
    ],
)
def test_a_muscle_is_found_by_its_name_and_by_a_slip_of_it(query, muscle):
    assert found(query)[0] == f"anatomy/muscles/{muscle}"


def test_every_muscle_is_found_by_its_name_and_in_each_of_its_parts_of_the_body():
    for muscle in library().all(Muscle):
        assert muscle.id in found(muscle.label), muscle.id
        for area in muscle.areas:
            assert muscle.id in found(area=area), (muscle.id, area)


def test_a_part_of_the_body_by_name_brings_its_muscles():
    shoulder = library().get(SHOULDER, Area)
    assert set(found(shoulder.label)) >= set(found(area=SHOULDER)[:5])


def test_words_and_a_part_of_the_body_together_narrow_what_is_found():
    assert "anatomy/muscles/infraspinatus" in found("infraspinatus", SHOULDER)
    assert not found("soleus", SHOULDER)


def test_nothing_asked_finds_nothing_and_an_unknown_part_of_the_body_counts_as_none():
    assert found() == ()
    assert asked_for(" ", "anatomy/areas/tail", library()) == Asked()
    assert asked_for("", SOLEUS, library()) == Asked()


def rows(page):
    return re.findall(r'<li class="muscle-choice[^"]*" id="muscle-([a-z0-9-]+)"', page)


@pytest.mark.django_db
class TestOnThePage:
    def test_muscles_with_a_trigger_point_stand_there_and_others_do_not(self, browser, episode):
        page = words(browser.get(address(episode, "plan/")))
        assert "infraspinatus" in rows(page)
        assert "soleus" not in rows(page)
        assert f"Any of {len(library().all(Muscle))}" in page

    def test_the_page_stays_small_and_nothing_the_library_says_is_written_into_it(
        self, browser, episode
    ):
        answer = browser.get(address(episode, "plan/"))
        assert len(answer.content) < KILOBYTES * 1024
        assert "What lies near" not in words(answer)

    def test_with_nothing_found_the_muscles_where_it_hurts_are_offered_or_asked_for(
        self, browser, therapist
    ):
        bare = a_screened_episode(therapist, at=timezone.now())
        page = words(browser.get(address(bare, "plan/")))
        assert "no trigger point yet" in page
        assert rows(page) == []

    def test_a_search_brings_a_muscle_with_what_speaks_against_it(self, browser, therapist):
        episode = a_screened_episode(therapist, yes=["past-pneumothorax"], at=timezone.now())
        page = words(browser.post(address(episode, "plan/muscles/"), {"find_muscle": "infraspin"}))
        assert "infraspinatus" in rows(page)
        row = page[page.index('id="muscle-infraspinatus"') :]
        assert "disabled" in row[: row.index("</fieldset>")]
        assert "Forbidden:" in row

    def test_what_was_ticked_stays_through_the_next_search_with_its_technique(
        self, browser, episode
    ):
        sent = typed(
            muscles=[muscle_value(SOLEUS, Side.LEFT)],
            find_muscle="deltoid",
            shown=[INFRASPINATUS.muscle],
        ) | {"technique-soleus": "needling/techniques/superficial"}
        page = words(browser.post(address(episode, "plan/muscles/"), sent))
        assert rows(page)[0] == "soleus"
        assert "deltoid-middle" in rows(page)
        assert re.search(r'id="muscle-soleus-left"[^>]* checked', page)
        row = page[page.index('id="technique-soleus"') :].split("</select>")[0]
        assert 'value="needling/techniques/superficial" selected' in row

    def test_a_muscle_that_stands_above_is_pointed_to_and_not_repeated(self, browser, episode):
        sent = {"find_muscle": "infraspinatus", "shown": [INFRASPINATUS.muscle]}
        page = words(browser.post(address(episode, "plan/muscles/"), sent))
        assert "infraspinatus" not in rows(page)
        assert 'href="#muscle-infraspinatus"' in page

    def test_without_javascript_the_whole_form_finds_and_loses_nothing(self, browser, episode):
        sent = typed(find="1", find_muscle="soleus", goal="Reach the top shelf")
        answer = browser.post(address(episode, "plan/"), sent)
        page = words(answer)
        assert answer.status_code == 200
        assert "soleus" in rows(page)
        assert "Reach the top shelf" in page
        assert re.search(r'id="muscle-infraspinatus-right"[^>]* checked', page)
        assert sent["row"] in page
        assert not Plan.objects.exists()

    def test_a_muscle_found_by_search_is_agreed_like_any_other(self, browser, episode):
        sent = typed(muscles=[muscle_value(SOLEUS, Side.LEFT)])
        sent["technique-soleus"] = "needling/techniques/superficial"
        assert browser.post(address(episode, "plan/"), sent).status_code == 302
        row = Plan.objects.get().muscles.get()
        assert (row.muscle, row.technique) == (SOLEUS, "needling/techniques/superficial")

    def test_a_technique_of_no_library_is_refused(self, browser, episode):
        sent = typed() | {"technique-infraspinatus": "needling/techniques/blindfold"}
        assert browser.post(address(episode, "plan/"), sent).status_code == 422
        assert not Plan.objects.exists()

    def test_words_that_are_no_name_say_so(self, browser, episode):
        page = words(browser.post(address(episode, "plan/muscles/"), {"find_muscle": "<i>qqqq"}))
        assert "No muscle for “&lt;i&gt;qqqq”" in page

    def test_a_draft_with_a_muscle_that_the_library_no_longer_has_opens_all_the_same(
        self, browser, episode
    ):
        browser.post(address(episode, "plan/draft/"), typed(muscles=["anatomy/muscles/gone:left"]))
        assert browser.get(address(episode, "plan/")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("concept", "said"),
    [
        ("anatomy/muscles/infraspinatus", "What lies near"),
        ("planning/indications/chronic-muscle-pain", "Needling added nothing:"),
        ("planning/protocols/rotator-cuff", "When to go on"),
        ("planning/stretches/hand-behind-back", "Hold a towel behind your back"),
        ("planning/manual_techniques/pressure-release", "Where this comes from"),
    ],
)
def test_what_the_library_says_of_one_thing_is_read_on_demand(browser, episode, concept, said):
    answer = browser.get(address(episode, f"plan/about/{concept}/"))
    assert answer.status_code == 200
    assert said in words(answer)


@pytest.mark.django_db
def test_what_no_plan_can_choose_is_not_there(browser, episode):
    for concept in ("anatomy/areas/shoulder", "anatomy/muscles/of-the-moon"):
        assert browser.get(address(episode, f"plan/about/{concept}/")).status_code == 404
