"""The sharps container is named with every needle that goes into it, without a tap, and only while it is open."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import record_events
from filiform.clinic.needling.presenters.into import into
from filiform.clinic.needling.queries import session_events
from filiform.clinic.supplies.actions import record_container_step
from filiform.clinic.supplies.models import ContainerEvent, ContainerStep, SharpsContainer
from filiform.clinic.supplies.queries import (
    ContainerStanding,
    NeedlesIn,
    container_standing,
    needles_by_container,
)
from filiform.clinical.ledger import Discarded, needle_count
from tests.factories import a_clinic, a_lead, staff_client
from tests.factories.care import (
    INFRASPINATUS,
    TapKind,
    an_event,
    sign,
    user_of,
)
from tests.factories.instants import NOW
from tests.factories.supplies import a_container

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(session):
    return session.clinic


@pytest.fixture
def by(session):
    return user_of(session.practitioner)


def opened(clinic, by, label):
    day = timezone.localdate() - timedelta(days=2)
    return a_container(clinic, by=by, label=label, opened_on=day, at=timezone.now())


def ended(container, by, step=ContainerStep.CLOSED, on=None):
    record_container_step(
        container=container,
        row_id=uuid4(),
        step=step,
        on=on or timezone.localdate(),
        note="",
        by=by,
        at=timezone.now(),
    )


def a_needle_out(session):
    an_event(session, TapKind.INSERTED, INFRASPINATUS, at=timezone.now())
    return an_event(session, TapKind.REMOVED, INFRASPINATUS, at=timezone.now()).needle


def report(session, container, at=None):
    """A needle that lies in that container already."""
    needle, now = str(a_needle_out(session)), timezone.now()
    event = Discarded(id=str(uuid4()), at=at or now, needle=needle, container=container)
    by = user_of(session.practitioner)
    return record_events(session=session, events=[event], asking=False, by=by, at=now).answers[0]


def throw(session, container):
    """Ask whether a needle may go into that container."""
    a_needle_out(session)
    return an_event(session, TapKind.DISCARDED, container=container, at=timezone.now())


def test_a_needle_goes_into_the_open_container_that_is_named(session, clinic, by):
    opened(clinic, by, "Room 1")
    assert throw(session, "room 1").container == "room 1"
    assert throw(session, "").container == ""
    assert needles_by_container(clinic) == {"room 1": NeedlesIn(1, 0)}


@pytest.mark.parametrize(
    ("step", "words"), [(ContainerStep.FILL_LINE, "is full"), (ContainerStep.CLOSED, "is closed")]
)
def test_a_container_that_is_full_or_closed_takes_no_needle_that_is_asked_for(
    session, clinic, by, step, words
):
    ended(opened(clinic, by, "Room 1"), by, step)
    with pytest.raises(Refused, match=f"Room 1 {words}. Put the needle into another container"):
        throw(session, "Room 1")
    assert not session.events.filter(type="discarded").exists()


def test_what_lies_in_a_closed_one_is_kept_with_what_forbade_it_and_the_session_is_signed(
    session, clinic, by
):
    ended(opened(clinic, by, "Room 1"), by)
    answer = report(session, "Room 1")
    assert (answer.verdict, answer.statements) == ("accepted", ("needling/asepsis/sharps-bin",))
    assert session.events.get(type="discarded").against == ["needling/asepsis/sharps-bin"]
    assert needles_by_container(clinic) == {"room 1": NeedlesIn(1, 1)}
    assert needle_count(session_events(session)).may_be_signed
    sign(session, at=timezone.now())


def test_what_went_in_before_it_was_closed_is_nothing_to_speak_of(session, clinic, by):
    before = timezone.now()
    ended(opened(clinic, by, "Room 1"), by)
    answer = report(session, "Room 1", at=before)
    assert (answer.message, answer.statements) == ("", ())


def test_no_other_clinics_container_and_none_that_nobody_has_is_named(session, clinic, by):
    elsewhere = a_clinic()
    other = a_container(elsewhere, by=a_lead(elsewhere), label="Room 9")
    opened(clinic, by, "Room 1")
    for name in ("Room 9", str(other.pk), "?" * 60):
        with pytest.raises(Refused, match="Choose one that is open: Room 1"):
            throw(session, name)
    answer = report(session, "Room 9")
    assert (answer.verdict, answer.field) == ("accepted", "container")
    assert needles_by_container(elsewhere) == {}


def test_a_clinic_that_writes_no_container_down_names_them_as_it_likes(session):
    assert throw(session, "The blue one").container == "The blue one"


def test_with_one_open_it_is_named_with_several_the_last_chosen_and_nothing_is_guessed(
    session, clinic, by
):
    def now():
        return into(clinic, session_events(session))

    assert (now().open, now().chosen) == ((), "")
    first = opened(clinic, by, "Room 1")
    assert now().chosen == "Room 1"
    opened(clinic, by, "Room 2")
    assert (now().open, now().chosen) == (("Room 1", "Room 2"), "")
    throw(session, "Room 1")
    assert now().chosen == "Room 1"
    throw(session, "")
    assert now().chosen == "Room 1"
    ended(first, by)
    assert now().chosen == "Room 2"


def test_a_needle_that_was_taken_back_is_in_no_container(session, clinic, by):
    opened(clinic, by, "Room 1")
    event = throw(session, "Room 1")
    an_event(session, TapKind.VOID, voids=event.pk, at=timezone.now())
    assert needles_by_container(clinic) == {}


def where(session, rest=""):
    return (
        f"/clinics/{session.clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/{rest}"
    )


def test_without_a_script_the_same_container_is_named(session, clinic, by):
    browser = staff_client(by)
    assert "No sharps container is open" in browser.get(where(session)).content.decode()
    opened(clinic, by, "Room 1")
    page = browser.get(where(session)).content.decode()
    assert "Sharps: Room 1" in page
    assert '<input type="hidden" name="container" value="Room 1">' in page
    opened(clinic, by, "Room 2")
    assert '<option value="">Choose one</option>' in browser.get(where(session)).content.decode()
    a_needle_out(session)
    tap = {"tap": f"discarded:::{uuid4()}", "container": "Room 2"}
    assert browser.post(where(session, "event/"), tap).status_code == 302
    assert session.events.get(type="discarded").container == "Room 2"
    page = browser.get(where(session)).content.decode()
    assert '<option value="Room 2" selected>' in page


@pytest.mark.parametrize("container", ["Room 7", "X" * 61])
def test_a_form_that_names_no_container_of_ours_says_so_and_writes_nothing(
    session, clinic, by, container
):
    opened(clinic, by, "Room 1")
    a_needle_out(session)
    tap = {"tap": f"discarded:::{uuid4()}", "container": container}
    answer = staff_client(by).post(where(session, "event/"), tap)
    assert answer.status_code in (409, 422)
    assert not session.events.filter(type="discarded").exists()


def test_a_device_hears_which_containers_are_open(session, clinic, by):
    opened(clinic, by, "Room 1")
    said = json.loads(staff_client(by).get(where(session, "live/")).content)
    assert said["containers"] == {"open": ["Room 1"], "chosen": "Room 1"}


def test_the_page_of_a_container_says_how_many_went_in(session, clinic, by):
    container = opened(clinic, by, "Room 1")
    throw(session, "Room 1")
    browser = staff_client(a_lead(clinic))
    page = f"/clinics/{clinic.slug}/supplies/"
    assert "1 needle went in." in browser.get(f"{page}containers/{container.pk}/").content.decode()
    ended(container, by)
    report(session, "ROOM 1")
    words = "2 needles went in, 1 of them after it was full or closed."
    assert words in browser.get(f"{page}containers/{container.pk}/").content.decode()
    assert ", 2 in" in browser.get(page).content.decode()


MOMENTS = st.integers(0, 12_000).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(st.lists(st.tuples(MOMENTS, MOMENTS), max_size=3), MOMENTS, MOMENTS)
def test_a_container_that_took_no_more_never_takes_any_later(steps, one, two):
    events = tuple(
        ContainerEvent(step=step, on=timezone.localdate(on), recorded_at=recorded)
        for step, (on, recorded) in zip(ContainerStep, steps, strict=False)
    )
    standing = ContainerStanding(SharpsContainer(), "open", events, ())
    first, last = sorted((one, two))
    assert standing.is_open_at(first) or not standing.is_open_at(last)
    assert standing.is_open_at(first) or events


def test_a_container_is_open_on_its_page_as_it_is_at_the_table(clinic, by):
    container = opened(clinic, by, "Room 1")
    assert container_standing(container).is_open_at(timezone.now())
    ended(container, by, ContainerStep.FILL_LINE)
    container.refresh_from_db()
    assert not container_standing(container).is_open_at(timezone.now())
