"""The pages of a pain drawing: the map, the list, two days side by side, and a tablet handed over."""

import gzip
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from filiform.clinic.assessment.actions import record_marks, record_strokes
from filiform.clinic.assessment.models import DrawingStroke
from filiform.clinic.assessment.queries import drawings
from filiform.clinic.people.actions.links import enter_by_link, make_link, new_token
from filiform.clinical.drawing import Stroke, StrokeKind
from filiform.clinical.findings import PainQuality
from filiform.kernel.side import Side
from tests.factories.instants import NOW, TODAY

pytestmark = pytest.mark.django_db

ACROMION = ("anatomy/regions/acromion", Side.RIGHT)
TOP = ("anatomy/regions/shoulder-top", Side.LEFT)
KEY, QUALITY = "acromion.right", "quality-acromion.right"


@pytest.fixture
def mine(episode, clinician, client):
    token = new_token()
    make_link(patient=episode.patient, token=token, purpose="enter", by=clinician, at=NOW)
    client.force_login(enter_by_link(token=token, at=NOW))
    return client


@pytest.fixture
def desk(client, clinician):
    client.force_login(clinician)
    return client


def address(episode, name, *more):
    return reverse(f"assessment:{name}", args=[episode.clinic.slug, episode.pk, *more])


def draw(episode, by, marks, on=TODAY):
    return record_marks(episode=episode, on=on, marks=marks, by=by, at=NOW + (on - TODAY))


def standing(episode):
    return {
        (one.region, one.side): (one.intensity, one.quality)
        for drawing in drawings(episode)
        for one in drawing.pain
    }


def test_the_patient_is_asked_for_the_drawing_until_there_is_one(mine, episode, clinician):
    assert "Show where it hurts" in (page := mine.get("/my/").content.decode())
    assert episode.title in page
    draw(episode, clinician, {("1", ACROMION): (3, None)})
    assert "Draw it anew when it changes." in mine.get("/my/").content.decode()


def test_the_map_and_one_view_of_the_figure_stay_within_100_kb(mine, episode):
    page = mine.get(reverse("assessment:my_drawing", args=[episode.pk])).content
    picture = mine.get(reverse("assessment:picture", args=["back", "male"])).content
    assert len(gzip.compress(page)) + len(gzip.compress(picture)) < 60_000


@pytest.mark.parametrize(("view", "build"), [("above", "male"), ("front", "giant")])
def test_a_view_or_a_build_that_does_not_exist_is_not_found(client, view, build):
    assert client.get(reverse("assessment:picture", args=[view, build])).status_code == 404


def test_the_list_saves_without_a_script_and_names_what_is_wrong(mine, episode):
    url = reverse("assessment:my_drawing_list", args=[episode.pk])
    typed = {"pain": "1", "held": "[]", "region": KEY, f"intensity-{KEY}": "12"}
    answer = mine.post(url, typed)
    assert answer.status_code == 422
    assert "“12” is not a whole number from 0 to 10" in answer.content.decode()
    assert mine.post(url, typed | {f"intensity-{KEY}": "4", QUALITY: "sharp"}).status_code == 302
    assert standing(episode) == {ACROMION: (4, PainQuality.SHARP)}
    assert (
        "awful"
        in mine.post(url, typed | {f"intensity-{KEY}": "", QUALITY: "awful"}).content.decode()
    )


def test_a_list_that_was_opened_earlier_takes_back_nothing_that_came_since(
    mine, episode, clinician
):
    url = reverse("assessment:my_drawing_list", args=[episode.pk])
    held = re.search(r'name="held" value="([^"]*)"', mine.get(url).content.decode())[1]
    mine.post(url, {"pain": "1", "held": held, "region": "shoulder-top.left"})
    mine.post(url, {"pain": "1", "held": held, "region": KEY})
    assert set(standing(episode)) == {ACROMION, TOP}
    mine.post(url, {"pain": "1", "held": json.dumps([[KEY, None, ""]])})
    assert set(standing(episode)) == {TOP}


def test_two_days_stand_side_by_side_with_what_changed_in_words(desk, episode, clinician):
    week = TODAY + timedelta(days=7)
    draw(episode, clinician, {("1", ACROMION): (7, None), ("1", TOP): (2, None)})
    draw(episode, clinician, {("1", TOP): (5, PainQuality.NUMB)}, on=week)
    page = desk.get(address(episode, "drawing")).content.decode()
    for words in ("2 March 2026", "9 March 2026", "Gone", "Stronger", "Never used alone"):
        assert words in page, words
    query = {"what": "changed", "after": week.isoformat(), "before": TODAY.isoformat()}
    svg = desk.get(address(episode, "drawing_picture", "front"), query).content.decode()
    assert "✓" in svg
    assert "▲" in svg


def test_the_referral_of_a_muscle_is_laid_over_the_drawing(desk, episode, clinician):
    draw(episode, clinician, {("1", ACROMION): (7, None)})
    query = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}
    assert "Infraspinatus, right:" in desk.get(address(episode, "drawing"), query).content.decode()
    where = address(episode, "drawing_picture", "back")
    assert "figure-muscle" in desk.get(where, query).content.decode()
    for wrong in (
        {"muscle": "anatomy/muscles/none", "side": "right"},
        {"muscle": "anatomy/regions/acromion", "side": "left"},
    ):
        assert "figure-muscle" not in desk.get(where, wrong).content.decode()
    assert desk.get(address(episode, "drawing_picture", "above")).status_code == 404


def test_the_muscles_of_the_ranking_are_one_tap_from_the_drawing(
    desk, episode, clinician, assessment
):
    draw(episode, clinician, {("1", ACROMION): (7, None)})
    page = desk.get(address(episode, "drawing")).content.decode()
    link = re.search(r'class="drawing-likely".*?href="([^"]*muscle=[^"]*)"', page)[1]
    shown = desk.get(link.replace("&amp;", "&")).content.decode()
    assert "where its pain is often felt" in shown


def test_before_anything_is_drawn_the_page_says_how_it_comes_about(desk, episode):
    assert "Nothing was drawn yet" in desk.get(address(episode, "drawing")).content.decode()
    assert "Nothing was drawn yet" in desk.get(address(episode, "drawing_part")).content.decode()


def test_a_tablet_that_is_handed_over_belongs_to_the_patient(desk, episode):
    answer = desk.post(address(episode, "hand_over"))
    assert answer.status_code == 302
    assert desk.get(address(episode, "drawing")).status_code == 302
    desk.post(answer.headers["Location"])
    assert desk.get(reverse("assessment:my_drawing", args=[episode.pk])).status_code == 200
    assert desk.get(address(episode, "drawing")).status_code == 404


def test_a_thousand_strokes_are_read_with_few_queries(
    desk, episode, clinician, django_assert_max_num_queries
):
    strokes = [
        Stroke(id=uuid4(), sequence=n, made_at=NOW, kind=StrokeKind.PAINT, places=(ACROMION,))
        for n in range(1, 1001)
    ]
    record_strokes(episode=episode, on=TODAY, strokes=strokes, by=clinician, at=NOW)
    assert DrawingStroke.objects.count() == 1000
    with django_assert_max_num_queries(20):
        desk.get(address(episode, "drawing"))
