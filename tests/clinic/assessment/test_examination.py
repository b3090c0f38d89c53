"""One finding a press: written over the row that was shown, refused when wrong, ranked at once."""

import re
from datetime import timedelta
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from filiform.clinic.assessment.actions import record_nerve, record_strength
from filiform.clinic.assessment.models import MuscleStrength, RangeOfMotion
from filiform.clinic.assessment.queries import (
    examination_of,
    findings_of,
    likely_muscles,
    ranking_of,
    standing,
)
from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinical.findings import ContractionResult, MovementResult
from filiform.kernel.side import Side
from tests.clinic.assessment.test_findings import (
    BAND,
    FLEXION,
    INFRASPINATUS,
    RECOGNISED,
    SPOT,
    again,
    events,
    mark,
    move,
    palpate,
)
from tests.factories import a_clinic, a_clinician, a_patient, patient_client, staff_client
from tests.factories.care import a_screened_episode, a_therapist
from tests.factories.instants import NOW, TODAY

pytestmark = pytest.mark.django_db

ABDUCTION = "assessment/movements/shoulder-abduction"
ROTATION = "assessment/movements/shoulder-external-rotation"
GRIP, JAW = "assessment/movements/grip", "assessment/movements/jaw-opening"
NEER, HEELS = "assessment/tests/neer-sign", "assessment/tests/heel-raise"
SADDLE, C6 = "assessment/nerves/sensation-saddle", "assessment/nerves/sensation-c6"
SHOULDER = {
    ("anatomy/regions/shoulder-anterior", Side.RIGHT): 6,
    ("anatomy/regions/arm-lateral", Side.RIGHT): 4,
}


@pytest.fixture
def desk(clinician) -> Client:
    return staff_client(clinician)


def url(episode, name: str) -> str:
    return reverse(f"assessment:{name}", args=[episode.clinic.slug, episode.pk])


def press(desk, assessment, name, about, side="right", htmx=False, **fields):
    data = {"row": str(uuid4()), "replacing": "", "about": about, "side": side, **fields}
    headers = {"HX-Request": "true"} if htmx else {}
    return desk.post(url(assessment.episode, name), data, headers=headers)


def shown(desk, episode, query=""):
    return " ".join(desk.get(url(episode, "stage") + query).content.decode().split())


def findings(assessment):
    return findings_of(examination_of(assessment), TODAY, library())


def hold(assessment, by, movement=ROTATION, side=Side.RIGHT, replacing=None, **changes):
    return record_strength(
        assessment=assessment,
        movement=movement,
        side=side,
        changes=changes,
        replacing=replacing,
        row_id=uuid4(),
        by=by,
        at=NOW,
    )


def test_a_movement_is_measured_corrected_and_taken_back(assessment, clinician):
    first = move(assessment, clinician, limited=True)
    second = move(assessment, clinician, replacing=first.pk, degrees=150)
    assert (second.limited, second.degrees, second.replaces_id) == (True, 150, first.pk)
    nothing = {"limited": None, "painful": False, "degrees": None}
    move(assessment, clinician, replacing=second.pk, **nothing)
    assert findings(assessment).movements == ()
    assert assessment.ranges_of_motion.count() == 3
    assert events("movement_recorded") == 3


def test_the_same_said_again_is_written_once(assessment, clinician):
    first = move(assessment, clinician, limited=True)
    assert move(assessment, clinician, limited=True) == first
    assert events("movement_recorded") == 1


def test_saying_nothing_of_what_was_never_examined_is_refused(assessment, clinician):
    with pytest.raises(Refused, match="Nothing was said"):
        move(assessment, clinician, limited=None)


def test_a_second_window_that_has_not_seen_the_first_is_refused_and_loses_nothing(
    assessment, clinician
):
    move(assessment, clinician, limited=True)
    with pytest.raises(Refused, match="another window"):
        move(assessment, clinician, limited=False)
    assert standing(assessment.ranges_of_motion).get().limited is True


def test_limited_in_one_mode_and_painful_in_the_other_are_both_found(assessment, clinician):
    move(assessment, clinician, limited=True)
    move(assessment, clinician, mode="passive", limited=False, painful=True)
    results = {one.finding for one in findings(assessment).movements}
    assert results == {MovementResult.LIMITED, MovementResult.PAINFUL}


def test_degrees_alone_judge_nothing(assessment, clinician):
    move(assessment, clinician, degrees=150)
    assert findings(assessment).movements == ()


def test_a_strong_and_painless_contraction_is_a_finding_too(assessment, clinician):
    hold(assessment, clinician, weak=False)
    assert [one.finding for one in findings(assessment).contractions] == [ContractionResult.NORMAL]


def test_the_signs_of_palpation_reach_the_ranking_under_their_names(assessment, clinician):
    palpate(assessment, clinician, {BAND: True, SPOT: True, RECOGNISED: False})
    (muscle,) = findings(assessment).palpation
    assert muscle.signs == {"taut_band": True, "spot_tenderness": True, "recognised": False}


def test_what_a_shoulder_shows_puts_its_muscle_first(assessment, clinician):
    mark(assessment, clinician, SHOULDER)
    hold(assessment, clinician, painful=True)
    palpate(assessment, clinician, {BAND: True, SPOT: True, RECOGNISED: True})
    assert likely_muscles(assessment.episode, TODAY, library())[0] == (INFRASPINATUS, Side.RIGHT)


def test_no_muscle_is_likely_before_anything_was_found(assessment, episode):
    assert likely_muscles(episode, TODAY, library()) == ()


def test_numbness_of_the_saddle_stops_the_ranking_and_refers(assessment, clinician, desk):
    mark(assessment, clinician, SHOULDER)
    press(desk, assessment, "nerve", SADDLE, side="midline", finding="absent")
    ranking = ranking_of(examination_of(assessment), TODAY, library())
    assert ranking.refers
    assert ranking.muscles == ()
    page = shown(desk, assessment.episode)
    assert "No muscle is ranked." in page
    assert "Send to an emergency department now" in page


def test_a_red_flag_of_screening_is_never_ranked_away(clinic):
    therapist = a_therapist(clinic)
    episode = a_screened_episode(therapist, yes=["saddle-numbness-or-bladder-change"])
    user = therapist.membership.user
    assessment = again(episode, user, days=0)
    mark(assessment, user, SHOULDER)
    palpate(assessment, user, {BAND: True, SPOT: True, RECOGNISED: True})
    ranking = ranking_of(examination_of(assessment), TODAY, library())
    assert ranking.refers
    assert ranking.muscles == ()


def test_reduced_feeling_asks_and_leaves_the_ranking(assessment, clinician, desk):
    mark(assessment, clinician, SHOULDER)
    press(desk, assessment, "nerve", C6, finding="reduced")
    page = shown(desk, assessment.episode)
    assert "A loss of strength or feeling that is getting worse" in page
    assert "Examine next" in page
    assert "No muscle is ranked." not in page


def test_one_press_is_one_row_and_pressing_it_again_takes_it_back(desk, assessment):
    press(desk, assessment, "movement", ABDUCTION, finding="both")
    row = standing(assessment.ranges_of_motion).get()
    assert (row.limited, row.painful, row.mode) == (True, True, "active")
    page = shown(desk, assessment.episode)
    button = re.search(r'id="movement-shoulder-abduction-right-both"[^>]*>', page)[0]
    assert 'value="none"' in button
    assert 'aria-pressed="true"' in button
    press(desk, assessment, "movement", ABDUCTION, finding="none", replacing=str(row.pk))
    assert findings(assessment).movements == ()


def test_with_htmx_the_row_and_the_ranking_come_back(desk, assessment, clinician):
    mark(assessment, clinician, SHOULDER)
    answer = press(desk, assessment, "strength", ROTATION, htmx=True, finding="painful")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="shoulder-external-rotation-right" hx-swap-oob="true"' in page
    assert 'id="ranking"' in page
    assert "Infraspinatus" in page


def test_with_htmx_a_stale_window_is_told_in_the_row(desk, assessment):
    press(desk, assessment, "movement", ABDUCTION, finding="limited")
    answer = press(desk, assessment, "movement", ABDUCTION, htmx=True, finding="normal")
    assert "another window" in answer.content.decode()
    assert standing(assessment.ranges_of_motion).get().limited is True


def test_without_htmx_a_stale_window_is_a_conflict(desk, assessment):
    press(desk, assessment, "movement", ABDUCTION, finding="limited")
    answer = press(desk, assessment, "movement", ABDUCTION, finding="normal")
    assert answer.status_code == 409
    assert "another window" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "about", "fields", "words"),
    [
        ("movement", "assessment/movements/shoulder-abdction", {"finding": "limited"}, "Did you mean"),
        ("movement", "assessment/movements/none", {"finding": "limited"}, "is no movement of the library"),
        ("movement", "assessment/movements/grip", {"finding": "limited"}, "is no movement"),
        ("movement", ABDUCTION, {"finding": "limited", "side": "midline"}, "has no side “midline”"),
        ("movement", ABDUCTION, {"finding": "limited", "side": "top"}, "“top” is no side"),
        ("movement", ABDUCTION, {"finding": "odd"}, "“odd” is no finding"),
        ("movement", ABDUCTION, {"degrees": "-5"}, "-5° was given; 0 to 210 degrees"),
        ("movement", ABDUCTION, {"degrees": "300"}, "300° was given; 0 to 210 degrees"),
        ("movement", ABDUCTION, {"degrees": "150", "pain": "11"}, "11 was given; 0 to 10"),
        (
            "movement",
            ABDUCTION,
            {"degrees": "150", "end_feel": "assessment/end_feels/firm"},
            "choose passive",
        ),
        ("strength", ROTATION, {"grade": "assessment/strength_grades/grade-6"}, "is no grade"),
        ("strength", ROTATION, {"force": "-1", "force_unit": "N"}, "-1 N was given"),
        ("strength", ROTATION, {"force": "900", "force_unit": "kgf"}, "900 kgf was given; 0 to 153"),
        ("pressure", INFRASPINATUS, {"reading_1": "1501"}, "1501.0 was given; 0 to 1500 kPa"),
        ("pressure", INFRASPINATUS, {"reading_1": "-1"}, "-1.0 was given; 0 to 1500 kPa"),
        ("pressure", INFRASPINATUS, {}, "Write at least one reading."),
        ("pressure", "", {"reading_1": "200"}, "Choose the muscle."),
        ("test", NEER, {"value": "3"}, "Nothing is measured in this test"),
        ("test", HEELS, {"value": "101"}, "101 was given; 0 to 100 heel raises"),
        ("nerve", C6, {"finding": "present"}, "“present” is no result of Sensation C6"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(desk, assessment, name, about, fields, words):
    for htmx in (False, True):
        answer = press(desk, assessment, name, about, htmx=htmx, **fields)
        assert answer.status_code == (200 if htmx else 422)
    page = press(desk, assessment, name, about, **fields).content.decode()
    assert words in page.replace("&#x27;", "'")
    kinds = ("ranges_of_motion", "muscle_strengths", "pressure_pain_thresholds")
    kinds += ("physical_tests", "nerve_findings")
    assert not any(getattr(assessment, kind).exists() for kind in kinds)


def test_forces_are_compared_with_the_other_side_in_one_unit(desk, assessment):
    press(desk, assessment, "strength", ROTATION, side="left", force="10", force_unit="kgf")
    press(desk, assessment, "strength", ROTATION, force="78.4532", force_unit="N")
    assert "80 % of the left" in shown(desk, assessment.episode)


def test_readings_of_pressure_have_a_mean_and_are_corrected_over_the_row_that_was_shown(
    desk, assessment
):
    press(desk, assessment, "pressure", INFRASPINATUS, reading_1="200")
    assert "One reading only; take at least two." in shown(desk, assessment.episode)
    row = assessment.pressure_pain_thresholds.get()
    two = {"reading_1": "200", "reading_2": "240"}
    assert press(desk, assessment, "pressure", INFRASPINATUS, **two).status_code == 409
    press(desk, assessment, "pressure", INFRASPINATUS, replacing=str(row.pk), **two)
    assert "220 kPa, mean of 200, 240" in shown(desk, assessment.episode)


def test_last_time_the_first_time_and_the_other_side_stand_beside(desk, assessment, clinician):
    mark(assessment, clinician, SHOULDER)
    move(assessment, clinician, degrees=100, limited=True)
    second = again(assessment.episode, clinician)
    move(second, clinician, degrees=120, limited=True)
    third = again(assessment.episode, clinician, days=14)
    move(third, clinician, side=Side.LEFT, degrees=170, limited=False)
    page = shown(desk, assessment.episode)
    for words in (
        "Other side: normal, 170°",
        "Last time: limited, 120°",
        "First time: limited, 100°",
    ):
        assert words in page


def test_what_is_usual_stands_beside_degrees_with_its_people(desk, assessment, clinician):
    mark(assessment, clinician, SHOULDER)
    move(assessment, clinician, movement=ABDUCTION, degrees=150)
    episode = assessment.episode
    episode.patient.sex = "male"
    episode.patient.birth_date = TODAY - timedelta(days=40 * 365 + 100)
    episode.patient.save()
    assert "Usual: 184° (1.5 to 54 years)" in shown(desk, episode)


@pytest.mark.parametrize(("unit", "usual"), [("kgf", "47 kgf"), ("N", "461 N")])
def test_a_usual_grip_is_said_in_the_unit_that_was_read(desk, assessment, clinician, unit, usual):
    """A kilogram that a hand presses is 9.80665 N, by definition."""
    patient = assessment.episode.patient
    patient.sex, patient.birth_date = "male", TODAY - timedelta(days=45 * 365)
    patient.save()
    hold(assessment, clinician, movement=GRIP, force=40.0, force_unit=unit)
    page = shown(desk, assessment.episode)
    assert f"Usual: {usual} (40 to 49 years)" in page


def test_a_movement_that_is_not_measured_in_degrees_has_its_usual_range_beside_it(
    desk, assessment, clinician
):
    move(assessment, clinician, movement=JAW, side=Side.MIDLINE, limited=True)
    assert re.search(r"Usual: [\d.]+ mm", shown(desk, assessment.episode))


def test_only_joints_near_the_pain_are_shown_and_every_other_is_one_tap_away(
    desk, assessment, clinician
):
    mark(assessment, clinician, SHOULDER)
    page = shown(desk, assessment.episode)
    assert 'id="joint-shoulder"' in page
    assert 'id="joint-knee"' not in page
    link = re.search(r'href="[^"]*(\?joint=knee)#joint-knee"', page)[1]
    assert 'id="joint-knee"' in shown(desk, assessment.episode, link)


def test_the_other_side_is_one_tap_away_and_what_was_found_on_it_is_always_shown(
    desk, assessment, clinician
):
    mark(assessment, clinician, SHOULDER)
    move(assessment, clinician, side=Side.LEFT, limited=False)
    page = shown(desk, assessment.episode)
    assert 'id="shoulder-flexion-left"' in page
    assert 'id="shoulder-abduction-left"' not in page
    link = re.search(r'href="[^"]*(\?joint=shoulder&amp;other_side=shoulder)', page)[1]
    whole = shown(desk, assessment.episode, link.replace("&amp;", "&"))
    assert 'id="shoulder-abduction-left"' in whole


def test_the_tests_for_what_hurts_are_one_tap_away(desk, assessment, clinician):
    mark(assessment, clinician, SHOULDER)
    page = shown(desk, assessment.episode)
    assert 'id="neer-sign-right"' not in page
    link = re.search(r'href="[^"]*(\?tests=1)#tests"', page)[1]
    assert "sensitivity 72 %, specificity 60 %" in shown(desk, assessment.episode, link)


def test_a_joint_that_was_examined_stays_though_nothing_hurts_there(desk, assessment):
    press(desk, assessment, "movement", "assessment/movements/knee-flexion", finding="normal")
    assert 'id="joint-knee"' in shown(desk, assessment.episode)


def suggested(desk, assessment):
    return shown(desk, assessment.episode).split('id="examine-next"')[1]


def test_a_suggested_muscle_is_one_tap_away_from_being_palpated(desk, assessment, clinician):
    mark(assessment, clinician, SHOULDER)
    panel = suggested(desk, assessment)
    link = re.search(r'href="[^"]*(\?muscle=[^"]*side=right)#palpate"', panel)[1]
    page = shown(desk, assessment.episode, link.replace("&amp;", "&"))
    assert re.search(
        r'<option value="anatomy/muscles/[^"]+" selected', page.split('id="palpate"')[1]
    )


def test_a_suggested_movement_is_recorded_by_one_press(desk, assessment, clinician):
    """Once the muscles most in play were felt, a movement tells most."""
    mark(assessment, clinician, SHOULDER)
    for _ in range(12):
        panel = suggested(desk, assessment)
        muscle = re.search(r"muscle=([^&]+)&amp;side=right#palpate", panel)
        if muscle is None or 'id="next-' in panel:
            break
        palpate(assessment, clinician, {BAND: False}, muscle=unquote(muscle[1]))
    assert 'id="next-' in panel


def test_the_ranking_says_what_it_is_and_how_far_palpation_can_be_trusted(
    desk, assessment, clinician
):
    mark(assessment, clinician, SHOULDER)
    page = shown(desk, assessment.episode)
    for words in (
        "they are no diagnosis",
        "Two examiners agree only moderately",
        "No specific area of referred pain should be expected",
        "Speaks for it",
        "Speaks against it",
    ):
        assert words in page


def test_an_active_trigger_point_goes_into_the_plan_by_one_tap(desk, assessment, clinician):
    palpate(assessment, clinician, {BAND: True, SPOT: True, RECOGNISED: True})
    page = shown(desk, assessment.episode)
    link = re.search(r'href="([^"]+planning/plan/\?add=[^"]+)"', page)[1]
    plan = desk.get(link).content.decode()
    ticked = re.search(rf'<input[^>]*value="{INFRASPINATUS}:right"[^>]*>', plan)[0]
    assert "checked" in ticked


def test_the_plan_offers_first_what_was_confirmed_and_then_what_is_likely(
    desk, assessment, clinician
):
    mark(assessment, clinician, SHOULDER)
    confirmed = "anatomy/muscles/upper-trapezius"
    palpate(assessment, clinician, {BAND: True, SPOT: True}, muscle=confirmed)
    where = [assessment.episode.clinic.slug, assessment.episode.pk]
    page = desk.get(reverse("planning:write", args=where)).content.decode()
    offered = re.findall(r'value="(anatomy/muscles/[^":]+):right"', page)
    likely = [name for name, _ in likely_muscles(assessment.episode, TODAY, library())]
    assert offered[0] == confirmed
    assert offered[1:4] == [name for name in dict.fromkeys(likely) if name != confirmed][:3]


def test_a_muscle_that_does_not_exist_is_not_put_into_the_plan(desk, assessment):
    where = [assessment.episode.clinic.slug, assessment.episode.pk]
    answer = desk.get(reverse("planning:write", args=where), {"add": "anatomy/muscles/none:right"})
    assert answer.status_code == 200
    assert "anatomy/muscles/none" not in answer.content.decode()


def test_a_latent_trigger_point_is_not_offered_to_the_plan(desk, assessment, clinician):
    palpate(assessment, clinician, {BAND: True, SPOT: True, RECOGNISED: False})
    assert "Put into the plan" not in shown(desk, assessment.episode)


@pytest.mark.parametrize("name", ["movement", "strength", "test", "nerve", "pressure"])
def test_neither_another_clinic_nor_a_patient_writes_a_finding(assessment, name):
    stranger = staff_client(a_clinician(a_clinic()))
    assert press(stranger, assessment, name, ABDUCTION, finding="limited").status_code == 404
    person = patient_client(a_patient(assessment.clinic))
    assert press(person, assessment, name, ABDUCTION, finding="limited").status_code in (403, 404)
    assert not assessment.ranges_of_motion.exists()


def test_the_database_refuses_a_second_beginning_and_a_force_without_its_unit(
    assessment, clinician
):
    move(assessment, clinician, limited=True)
    row = RangeOfMotion.objects.get()
    common = {"clinic": row.clinic, "assessment": assessment, "recorded_by": clinician}
    common |= {"recorded_at": NOW, "side": "right"}
    with pytest.raises(IntegrityError), transaction.atomic():
        RangeOfMotion.objects.create(**common, movement=FLEXION, mode="active", limited=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        MuscleStrength.objects.create(**common, movement=FLEXION, force=10)


def test_a_step_of_the_screen_is_corrected_by_a_row_of_its_own(assessment, clinician):
    def feel(result, replacing=None):
        return record_nerve(
            assessment=assessment,
            test=C6,
            side=Side.LEFT,
            result=result,
            replacing=replacing,
            row_id=uuid4(),
            by=clinician,
            at=NOW,
        )

    first = feel("reduced")
    assert feel("normal", first.pk).replaces_id == first.pk
    assert events("nerve_recorded") == 2
