"""Every instrument of the library can be entered for an episode, drawn and judged; questionnaires can be counted."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.outcomes.models import OutcomeMeasure
from filiform.clinic.outcomes.presenters.judgement import judgement_lines
from filiform.clinic.outcomes.presenters.timelines import days_tables, scale_of, timelines
from filiform.clinic.outcomes.queries import NPRS, judged_series, outcome_series, score_name
from filiform.clinical.outcomes import ChangeVerdict
from filiform.knowledge.model.outcomes import Instrument
from tests.factories import (
    a_clinic,
    a_patient,
    an_administrator,
    an_episode,
    patient_client,
    staff_client,
)
from tests.factories.care import INFRASPINATUS, a_therapist, an_episode_to_needle, user_of
from tests.factories.followup import measured

pytestmark = pytest.mark.django_db
ENTERED = [one for one in library().all(Instrument) if one.scores]
COUNTED = [one for one in ENTERED if one.is_counted]
DAY = timedelta(days=1)


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def episode(therapist):
    return an_episode_to_needle(therapist, [INFRASPINATUS], at=timezone.now() - 30 * DAY)


@pytest.fixture
def desk(therapist):
    return staff_client(user_of(therapist))


def short(instrument):
    return instrument.id.rsplit("/", 1)[-1]


def record_url(episode, *names):
    query = "&".join(f"add={name}" for name in names)
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/outcomes/record/?{query}"


def items_url(episode, name):
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/outcomes/record/{name}/"


def stage_url(episode):
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/outcomes/"


def submission(page):
    return re.search(r'name="submission" value="([^"]*)"', page.content.decode())[1]


@pytest.mark.parametrize("instrument", ENTERED, ids=lambda one: one.abbreviation)
def test_each_score_of_every_instrument_can_be_entered_drawn_and_judged(instrument, desk, episode):
    scores = {}
    for days, share in ((20, 0.25), (1, 0.75)):
        for score in instrument.scores:
            scale = instrument.range_of(score.key)
            scores[score.key] = round(scale.low + share * (scale.high - scale.low), 1)
        measured(
            episode,
            *((instrument.id, key, value) for key, value in scores.items()),
            at=timezone.now() - days * DAY,
        )
    series = outcome_series(episode)
    assert {(one.instrument, one.item) for one in series} == {(instrument.id, k) for k in scores}
    drawn = timelines(series, [], library())
    assert len(drawn) == len(instrument.scores)
    for one in judgement_lines(judged_series(series, library()), library()):
        assert one.label.startswith(instrument.abbreviation)
        assert [line.kind for line in one.kinds][:2] == [
            "Beyond measurement error (MDC)",
            "A change that matters (MCID)",
        ]
    page = desk.get(stage_url(episode)).content.decode()
    for timeline in drawn:
        if timeline.band:
            assert timeline.band.population in page


def test_the_page_shows_an_added_instrument_and_keeps_its_score(desk, episode):
    page = desk.get(record_url(episode, "quickdash"))
    assert 'name="quickdash-percent"' in page.content.decode()
    sent = {"submission": submission(page), "quickdash-percent": "42,5"}
    assert desk.post(record_url(episode, "quickdash"), sent).status_code == 302
    row = OutcomeMeasure.objects.get()
    assert (row.instrument, row.item, row.value) == (
        "outcomes/instruments/quickdash", "percent", 42.5
    )  # fmt: skip


def test_an_instrument_that_was_measured_before_comes_back_by_itself(desk, episode):
    assert "quickdash-percent" not in desk.get(record_url(episode)).content.decode()
    measured(episode, ("outcomes/instruments/quickdash", "percent", 40), at=timezone.now() - DAY)
    assert 'name="quickdash-percent"' in desk.get(record_url(episode)).content.decode()


def test_a_score_outside_its_range_comes_back_with_what_is_allowed(desk, episode):
    page = desk.get(record_url(episode, "roland-morris"))
    sent = {"submission": submission(page), "roland-morris-total": "25"}
    answered = desk.post(record_url(episode, "roland-morris"), sent)
    assert answered.status_code == 422
    assert "Give a number from 0 to 24." in answered.content.decode()
    assert not OutcomeMeasure.objects.exists()


def test_the_action_itself_refuses_what_the_form_would_have(episode):
    for key, value in (("percent", 101), ("percent", float("nan")), ("total", 50)):
        with pytest.raises(Refused):
            measured(episode, ("outcomes/instruments/quickdash", key, value), at=timezone.now())


@pytest.mark.parametrize("instrument", COUNTED, ids=lambda one: one.abbreviation)
def test_a_questionnaire_is_counted_from_its_items_by_number(instrument, desk, episode):
    page = desk.get(items_url(episode, short(instrument)))
    runs = instrument.numbered_items
    sent = {f"item-{n}": f"{run.low:g}" for run in runs for n in range(run.first, run.last + 1)}
    answered = desk.post(
        items_url(episode, short(instrument)), sent | {"submission": submission(page)}
    )
    assert answered.status_code == 302
    rows = OutcomeMeasure.objects.values_list("item", "value")
    assert {key for key, _ in rows} == set(instrument.keys)
    for key, value in rows:
        scale = instrument.range_of(key)
        assert value in (scale.low, scale.high)


def test_items_that_are_too_few_are_refused_by_the_rule_and_what_was_typed_stays(desk, episode):
    page = desk.get(items_url(episode, "quickdash"))
    sent = {"submission": submission(page), "item-1": "4", "item-2": "5"}
    answered = desk.post(items_url(episode, "quickdash"), sent)
    text = answered.content.decode()
    assert answered.status_code == 422
    assert "2 of 11 items were answered; at least 10 are needed" in text
    assert 'value="4"' in text
    assert not OutcomeMeasure.objects.exists()


def test_an_item_that_cannot_be_is_named_beside_its_field(desk, episode):
    page = desk.get(items_url(episode, "quickdash"))
    sent = {"submission": submission(page), **{f"item-{n}": "3" for n in range(1, 12)}}
    answered = desk.post(items_url(episode, "quickdash"), sent | {"item-4": "9"})
    assert answered.status_code == 422
    assert "From 1 to 5." in answered.content.decode()


def test_a_part_that_has_no_score_is_said_beside_those_that_have(desk, episode):
    page = desk.get(items_url(episode, "foot-and-ankle-ability-measure"))
    sent = {"submission": submission(page), **{f"item-{n}": "3" for n in range(1, 22)}}
    answered = desk.post(items_url(episode, "foot-and-ankle-ability-measure"), sent, follow=True)
    text = answered.content.decode()
    assert "FAAM, daily living: 75." in text
    assert "FAAM, sport: no score, 0 of 8 items were answered; at least 7 are needed." in text


def test_the_risk_group_of_a_screening_tool_is_said(desk, episode):
    page = desk.get(items_url(episode, "start-back"))
    sent = {"submission": submission(page), **{f"item-{n}": "1" for n in range(1, 10)}}
    answered = desk.post(items_url(episode, "start-back"), sent, follow=True)
    assert "High risk." in answered.content.decode()


def test_no_wording_of_a_licensed_questionnaire_stands_on_the_page_of_its_items(desk, episode):
    text = desk.get(items_url(episode, "quickdash")).content.decode()
    assert [f"Item {n}" in text for n in range(1, 12)] == [True] * 11
    assert "Institute for Work &amp; Health" in text


@pytest.mark.parametrize("name", ["koos-jr", "nprs", "nothing"])
def test_what_cannot_be_counted_has_no_page_of_items(desk, episode, name):
    assert desk.get(items_url(episode, name)).status_code == 404


def test_who_may_not_record_outcomes_may_not_count_them():
    clinic = a_clinic()
    desk = staff_client(an_administrator(clinic))
    episode = an_episode(a_patient(clinic))
    assert desk.get(items_url(episode, "quickdash")).status_code in (403, 404)


def test_a_share_of_the_first_value_is_reached_by_force_that_grew_by_a_quarter(episode):
    force = "outcomes/instruments/muscle-force"
    measured(episode, (force, "left", 100), at=timezone.now() - 9 * DAY)
    measured(episode, (force, "left", 125), at=timezone.now())
    (judged,) = judged_series(outcome_series(episode), library())
    assert judged.decision.verdict is ChangeVerdict.NO_THRESHOLD
    assert [one.value.value for one in judged.change.reached] == [24.1]


def test_pain_is_judged_as_before_beside_another_instrument(episode):
    for days, pain, arm in ((9, 6, 40), (0, 4, 35)):
        measured(
            episode,
            (NPRS, "now", pain),
            ("outcomes/instruments/quickdash", "percent", arm),
            at=timezone.now() - days * DAY,
        )
    verdicts = {
        one.series.instrument.rsplit("/", 1)[-1]: one.decision.verdict
        for one in judged_series(outcome_series(episode), library())
    }
    assert verdicts == {
        "nprs": ChangeVerdict.IMPROVED,
        "quickdash": ChangeVerdict.NO_IMPORTANT_CHANGE,
    }


def test_grid_lines_stand_at_round_numbers():
    steps = {
        one.abbreviation: scale_of(one, one.keys[0]).step for one in ENTERED if one.range.low == 0
    }
    assert steps["QuickDASH"] == 20
    assert steps["LEFS"] == 20
    assert steps["RMDQ"] == 6
    assert all(step == int(step) for step in steps.values())


def test_a_pressure_is_drawn_as_far_as_it_was_measured_and_not_to_the_check_on_typing_errors():
    pressure = library().get("outcomes/instruments/pressure-pain-threshold", Instrument)
    assert scale_of(pressure, "left").highest == 1500
    assert scale_of(pressure, "left", 248).highest == 250
    assert scale_of(pressure, "left", 1300).highest == 1500
    quickdash = library().get("outcomes/instruments/quickdash", Instrument)
    assert scale_of(quickdash, "percent", 12).highest == 100


def test_the_report_and_the_patients_page_show_every_score_that_was_measured(desk, episode):
    koos = library().get(
        "outcomes/instruments/knee-injury-and-osteoarthritis-outcome-score", Instrument
    )
    for days, value in ((9, 40), (1, 55)):
        measured(
            episode,
            *((koos.id, key, value) for key in koos.keys),
            at=timezone.now() - days * DAY,
        )
    report = desk.get(stage_url(episode) + "report/").content.decode()
    mine = patient_client(episode.patient).get("/my/outcomes/").content.decode()
    for score in koos.scores:
        name = score_name(koos, score.key)
        assert name in report
        assert f"{koos.patient_label}: {name}" in mine
    assert "Better, by enough to matter" in mine
    assert (
        len(days_tables(outcome_series(episode))) == 2
    )  # five parts do not fit side by side on paper
