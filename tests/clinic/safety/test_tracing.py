"""Who was needled with a lot: whole, in one query, with near misses; printed, saved, and never run as a formula."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import record_events
from filiform.clinic.needling.queries.last_time import packets_of_late
from filiform.clinic.safety.presenters.tracing import safe_cell, trace_file, trace_page
from filiform.clinic.safety.queries import lost_needles, needles_without_lot, traced
from filiform.clinic.supplies.queries import lots_to_open
from filiform.clinical.ledger import Inserted, Opened
from tests.factories import a_clinician, a_lead, staff_client
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    TapKind,
    a_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    sign,
    user_of,
)
from tests.factories.instants import TODAY
from tests.factories.supplies import a_lot, a_recall

pytestmark = pytest.mark.django_db


def a_visit(therapist, *, lot="A1234", places=(INFRASPINATUS,), signed=False, **patient):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now, **patient), by=therapist, at=now)
    for place in places:
        an_event(session, TapKind.OPENED, lot=lot, at=now)
        an_event(session, TapKind.INSERTED, place, at=now)
        an_event(session, TapKind.REMOVED_AND_DISCARDED, place, at=now)
    if signed:
        sign(session, at=now)
    return session


def test_everybody_needled_with_a_lot_is_found_with_the_muscles_that_lot_went_into(
    therapist, clinic
):
    mine = a_visit(therapist, lot="A 12-34", places=(INFRASPINATUS, DELTOID), signed=True)
    a_visit(therapist, lot="B9876")
    (one,) = traced(clinic, "a1234").exact
    assert (one.session, one.needles, one.muscles) == (mine, 2, (DELTOID, INFRASPINATUS))


def test_within_one_session_each_needle_keeps_its_own_lot(therapist, clinic):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    for lot, place in (("A1234", INFRASPINATUS), ("B9876", DELTOID)):
        an_event(session, TapKind.OPENED, lot=lot, at=now)
        an_event(session, TapKind.INSERTED, place, at=now)
    (one,) = traced(clinic, "B9876").exact
    assert one.muscles == (DELTOID,)


def test_needles_that_were_opened_and_not_used_are_found_and_those_taken_back_are_not(
    therapist, clinic
):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    opened = an_event(session, TapKind.OPENED, at=now)
    (one,) = traced(clinic, "A1234").exact
    assert one.muscles == ()
    an_event(session, TapKind.VOID, voids=opened.pk, at=now)
    assert traced(clinic, "A1234").exact == ()


def test_a_needle_that_is_heard_of_after_the_signature_is_found(therapist, clinic):
    session, now = a_visit(therapist, lot="B9876", signed=True), timezone.now()
    late = {"at": now, "needle": str(uuid4())}
    events = [
        Opened(id=str(uuid4()), lot="a 1234", **late),
        Inserted(id=str(uuid4()), muscle=DELTOID.muscle, side=DELTOID.side, **late),
    ]
    by = user_of(therapist)
    record_events(session=session, events=events, asking=False, by=by, at=now)
    (one,) = traced(clinic, "A1234").exact
    assert (one.session, one.needles, one.muscles) == (session, 1, (DELTOID,))
    assert [one.lot for one in traced(clinic, "B9876").exact] == ["B9876"]


def test_a_needle_that_was_opened_twice_is_found_under_both_lots(therapist, clinic):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    needle = str(uuid4())
    for lot in ("A1234", "B9876"):
        event = Opened(id=str(uuid4()), at=now, needle=needle, lot=lot)
        record_events(session=session, events=[event], asking=False, by=user_of(therapist), at=now)
    for lot in ("A1234", "B9876"):
        assert [one.lot for one in traced(clinic, lot).exact] == [lot]


def test_near_misses_stand_beside_what_was_found(therapist, clinic):
    a_visit(therapist)
    near = a_visit(therapist, lot="A1Z34")
    tracing = traced(clinic, "A1234")
    assert [one.session for one in tracing.near] == [near]
    page = trace_page(tracing, library())
    assert page.near is not None
    assert page.summary == "1 patient in 1 session"


def test_another_clinics_patients_are_never_found(clinic):
    a_visit(a_therapist())
    assert traced(clinic, "A1234").exact == ()


@pytest.mark.parametrize("sessions", [1, 4])
def test_the_answer_is_three_queries_however_many_there_are(
    therapist, clinic, sessions, django_assert_num_queries
):
    for _ in range(sessions):
        a_visit(therapist)
    with django_assert_num_queries(
        3
    ):  # the list, what stands in sessions, and what came after a signature
        tracing = traced(clinic, "A1234")
        table = trace_page(tracing, library()).exact
        text = trace_file(tracing, library())
    assert len(table.rows) == sessions
    assert text.count("\n") == sessions + 1


def test_needles_without_a_lot_are_counted_since_nobody_can_say_which_they_were(therapist, clinic):
    a_visit(therapist, lot="")
    assert needles_without_lot(clinic) == 1
    assert "no lot written down" in look_up(clinic, "A1234")


def look_up(clinic, lot, rest=""):
    answer = staff_client(a_lead(clinic)).get(
        f"/clinics/{clinic.slug}/safety/lots/{rest}", {"lot": lot}
    )
    return answer.content.decode()


def test_the_page_shows_who_and_looking_leaves_a_trace(therapist, clinic):
    session = a_visit(therapist)
    page = look_up(clinic, "a-1234")
    assert session.episode.patient.name in page
    assert "Infraspinatus, right" in page
    event = AuditEvent.objects.get(action="safety.lot_traced")
    assert session.episode.patient.name not in str(event.details)


@pytest.mark.parametrize("lot", ["", "   ", "---", "X" * 61, "%", "_"])
@pytest.mark.parametrize("rest", ["", "table/"])
def test_a_lot_that_cannot_be_looked_up_says_so(clinic, lot, rest):
    where = f"/clinics/{clinic.slug}/safety/lots/{rest}"
    answer = staff_client(a_lead(clinic)).get(where, {"lot": lot})
    assert answer.status_code == 422
    assert "There is something to put right" in answer.content.decode()


def test_an_unknown_lot_has_nobody_and_says_that_it_is_not_on_the_list(clinic):
    page = look_up(clinic, "ZZ-999")
    assert "Nobody" in page
    assert "not on the clinic’s list" in page


def test_a_clinician_may_not_look_across_patients(clinic):
    browser = staff_client(a_clinician(clinic))
    for rest in ("", "table/"):
        assert browser.get(f"/clinics/{clinic.slug}/safety/lots/{rest}?lot=A1").status_code == 403


def test_the_file_holds_the_same_and_no_formula(therapist, clinic):
    a_visit(therapist, family_name='=HYPERLINK("http://evil")', given_name="", lot="A1234")
    text = look_up(clinic, "A1234", "table/")
    rows = list(csv.reader(StringIO(text.lstrip("\ufeff"))))
    assert rows[0][:2] == ["Found as", "Patient"]
    assert rows[1][1] == '\'=HYPERLINK("http://evil")'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_marked_as_words(cell):
    assert safe_cell(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Silva", "A-1234", "1980-05-17", "", "O'Hara"])
def test_everything_else_stays_as_it_is(cell):
    assert safe_cell(cell) == cell


def test_a_dropped_needle_is_listed_until_it_is_found(therapist, clinic):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    opened = an_event(session, TapKind.OPENED, at=now)
    dropped = an_event(session, TapKind.DROPPED, needle=opened.needle, at=now)
    assert [one.session for one in lost_needles(clinic)] == [session]
    page = staff_client(a_lead(clinic)).get(f"/clinics/{clinic.slug}/safety/lost-needles/")
    assert session.episode.patient.name in page.content.decode()
    an_event(session, TapKind.VOID, voids=dropped.pk, at=now)
    assert lost_needles(clinic) == ()


def test_a_recalled_lot_is_opened_no_more_and_an_open_session_shows_it(therapist, clinic):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    an_event(session, TapKind.OPENED, lot="A-1234", at=now)
    a_recall(clinic, "A1234", by=a_lead(clinic))
    with pytest.raises(Refused, match="Lot A1234 is recalled"):
        an_event(session, TapKind.OPENED, lot="a 1234", at=now)
    an_event(session, TapKind.OPENED, lot="A1235", at=now)
    browser = staff_client(user_of(therapist))
    where = f"/clinics/{clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/"
    page = browser.get(where).content.decode()
    assert "Lot A1234 is recalled." in page
    form = {"row": str(uuid4()), "quantity": "1", "lot": "A1234", "gauge": "0.25 mm"}
    answer = browser.post(
        where + "needles/", form | {"length_mm": "30", "expires_on": "2099-01-31"}
    )
    assert answer.status_code == 409
    assert "Take it off the shelf" in answer.content.decode()


def test_a_lot_that_no_list_knows_is_said_to_be_so_once_there_is_a_list(therapist, clinic):
    session = a_visit(therapist, lot="X-77")
    browser = staff_client(user_of(therapist))
    where = f"/clinics/{clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/"
    assert "Not on the clinic’s list" not in browser.get(where).content.decode()
    a_lot(clinic, by=user_of(therapist), lot="A1234")
    assert "Not on the clinic’s list: lot X-77" in browser.get(where).content.decode()
    assert [one.lot for one in lots_to_open(clinic, TODAY)] == ["A1234"]


def test_the_shelf_offers_its_packets_at_the_table_but_for_what_expired_or_was_recalled(
    therapist, clinic
):
    by, now = user_of(therapist), timezone.now()
    for lot, days in (("NEW-1", 400), ("OLD-1", -1), ("BAD-1", 400)):
        a_lot(clinic, by=by, lot=lot, expires_on=timezone.localdate() + timedelta(days=days))
    a_recall(clinic, "bad1", by=by)
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    assert [one.lot for one in packets_of_late(session).offered] == ["NEW-1"]
    an_event(session, TapKind.OPENED, lot="A1234", at=now)
    a_recall(clinic, "A1234", by=by)
    assert [one.lot for one in packets_of_late(session).offered] == ["NEW-1"]
