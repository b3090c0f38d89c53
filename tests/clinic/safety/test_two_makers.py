"""Two makers with one lot number: both on the list, told apart at the table, and no needle ever lost to a recall."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import record_events
from filiform.clinic.needling.models import NeedleEvent
from filiform.clinic.needling.queries.last_time import packets_of_late
from filiform.clinic.safety.presenters.tracing import trace_file, trace_page
from filiform.clinic.safety.queries import traced
from filiform.clinic.supplies.actions import correct_lot
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.makers import Whose, whose
from filiform.clinic.supplies.models import NeedleLot
from filiform.clinic.supplies.queries import recall_of, stock_of
from filiform.clinical.ledger import Opened
from tests.factories import a_lead, staff_client
from tests.factories.care import (
    INFRASPINATUS,
    TapKind,
    a_session,
    an_episode_to_needle,
    an_event,
    user_of,
)
from tests.factories.supplies import a_lot, a_recall

pytestmark = pytest.mark.django_db
OURS, THEIRS = "Steelneedle", "Silverpoint"


@pytest.fixture
def both(clinic, therapist):
    """Lot A1234 of two makers."""
    by = user_of(therapist)
    return tuple(
        a_lot(clinic, by=by, maker=maker, length_mm=length)
        for maker, length in ((OURS, 30), (THEIRS, 40))
    )


def a_visit(therapist, **packet):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    if packet:
        an_event(session, TapKind.OPENED, lot="A1234", at=now, **packet)
    return session


def report(session, **packet):
    """A needle that was opened already."""
    event = Opened(id=str(uuid4()), at=timezone.now(), needle=str(uuid4()), **packet)
    by = user_of(session.practitioner)
    (answer,) = record_events(
        session=session, events=[event], asking=False, by=by, at=timezone.now()
    ).answers
    return answer


def test_both_are_listed_and_neither_twice(clinic, therapist, both):
    by = user_of(therapist)
    for maker in ("steelneedle ltd", "SILVERPOINT"):
        with pytest.raises(Refused, match="on the list already"):
            a_lot(clinic, by=by, lot="a-1234", maker=maker)


def test_two_articles_of_one_maker_with_one_number_are_two_lots(clinic, therapist):
    by = user_of(therapist)
    a_lot(clinic, by=by, gtin="00012345600012")
    a_lot(clinic, by=by, gtin="00012345600029", length_mm=40)
    with pytest.raises(Refused, match="on the list already"):
        a_lot(clinic, by=by, gtin="")


def test_a_lot_from_before_makers_were_asked_for_is_named_first(clinic, therapist):
    by = user_of(therapist)
    old = without_maker(clinic, by)
    with pytest.raises(Refused, match="without its maker"):
        a_lot(clinic, by=by, maker=THEIRS)
    corrected(old, by, maker=OURS)
    assert a_lot(clinic, by=by, maker=THEIRS).maker == THEIRS


def test_a_number_that_was_corrected_away_may_be_listed_again(clinic, therapist):
    by = user_of(therapist)
    corrected(a_lot(clinic, by=by, lot="A1243"), by, number="A1234")
    assert a_lot(clinic, by=by, lot="A1243").lot == "A1243"
    with pytest.raises(Refused, match="this number and this maker"):
        corrected(clinic.needle_lots.get(lot="A1234"), by, number="A1243")


def without_maker(clinic, by):
    """A row as it was written before makers were asked for."""
    row = {"clinic": clinic, "recorded_by": by, "recorded_at": timezone.now()}
    packet = {"brand": "Plain", "length_mm": 30, "lot": "A1234", "lot_key": "A1234"}
    until = timezone.localdate() + timedelta(days=400)
    return NeedleLot.objects.create(id=uuid4(), **row, **packet, expires_on=until)


def corrected(lot, by, **changes):
    given = {"maker": lot.maker, "brand": lot.brand, "gauge": lot.gauge}
    given |= {"length_mm": lot.length_mm, "expires_on": lot.expires_on, "gtin": lot.gtin}
    given |= {"number": lot.lot, "row_id": uuid4(), "by": by, "at": timezone.now()}
    return correct_lot(lot=lot, **given | changes)


def test_a_packet_says_whose_it_is_only_where_the_number_does_not(clinic, therapist, both):
    session = a_visit(therapist)
    with pytest.raises(Refused, match="Silverpoint and Steelneedle have lots of this number"):
        an_event(session, TapKind.OPENED, lot="A1234", at=timezone.now())
    an_event(session, TapKind.OPENED, lot="A1234", maker=THEIRS, at=timezone.now())
    a_lot(clinic, by=user_of(therapist), lot="B77")
    an_event(session, TapKind.OPENED, lot="B77", at=timezone.now())


def test_a_needle_that_was_opened_without_saying_whose_is_kept_and_said_to_be_so(therapist, both):
    answer = report(a_visit(therapist), lot="A1234")
    assert (answer.verdict, "choose it by its maker" in answer.message) == ("accepted", True)


def test_the_table_offers_both_packets_by_their_makers_and_none_without(therapist, both):
    session = a_visit(therapist)
    report(session, lot="A1234", gauge="0.25 mm", length_mm=30)
    assert {one.maker for one in packets_of_late(session).offered} == {OURS, THEIRS}


def test_the_packet_of_last_time_is_offered_as_that_of_its_maker(clinic, therapist):
    session = a_visit(therapist, gauge="0.25 mm", length_mm=30)
    a_lot(clinic, by=user_of(therapist))
    (one,) = packets_of_late(session).offered
    assert one.maker == OURS


def test_a_recall_of_one_maker_leaves_the_other_makers_lot_open(clinic, therapist, both):
    a_recall(clinic, maker=OURS, by=user_of(therapist))
    session = a_visit(therapist, maker=THEIRS, length_mm=40)
    for maker, words in ((OURS, "of Steelneedle is recalled"), ("", "nobody said whose")):
        with pytest.raises(Refused, match=words):
            an_event(session, TapKind.OPENED, lot="a1234", maker=maker, at=timezone.now())
    assert [one.maker for one in packets_of_late(session).offered] == [THEIRS]
    ours, theirs = both
    today = timezone.localdate()
    assert (stock_of(ours).state(today), stock_of(theirs).state(today)) == ("recalled", "in_use")


def test_a_recall_that_names_no_maker_closes_the_number_of_everybody(clinic, therapist, both):
    by = user_of(therapist)
    a_recall(clinic, maker=OURS, by=by)
    a_recall(clinic, maker=THEIRS, by=by)
    a_recall(clinic, by=by)
    for maker in (OURS, THEIRS, "Another One"):
        assert recall_of(clinic, "A1234", maker) is not None
        with pytest.raises(Refused, match="recalled already"):
            a_recall(clinic, maker=maker, by=by)


def test_needles_are_counted_off_the_lot_they_are_of(clinic, therapist, both):
    session = a_visit(therapist, maker=OURS, number=3)
    report(session, lot="A1234", maker="SILVERPOINT", length_mm=40)
    report(session, lot="A1234", length_mm=40)  # the length tells
    report(session, lot="A1234", length_mm=25)  # nothing tells
    ours, theirs = (stock_of(one) for one in both)
    assert (ours.opened, ours.opened_unsaid) == (3, 1)
    assert (theirs.opened, theirs.opened_unsaid) == (2, 1)
    page = staff_client(a_lead(clinic)).get(f"/clinics/{clinic.slug}/supplies/lots/{both[0].pk}/")
    assert "96 to 97 left of 100" in page.content.decode()


def look_up(clinic, rest="", **asked):
    browser = staff_client(a_lead(clinic))
    return browser.get(f"/clinics/{clinic.slug}/safety/lots/{rest}", asked).content.decode()


def test_four_groups_are_told_apart_and_nobody_is_left_out(clinic, therapist, both):
    by_group = {
        "exact": a_visit(therapist, maker="Steelneedle GmbH"),
        "others": a_visit(therapist, maker=THEIRS),
        "unsure": a_visit(therapist),
        "near": a_visit(therapist),
    }
    report(by_group["unsure"], lot="A1234")
    report(by_group["near"], lot="A1Z34")
    tracing = traced(clinic, "A1234", OURS)
    for group, session in by_group.items():
        assert [one.session for one in getattr(tracing, group)] == [session], group
    page = look_up(clinic, lot="A1234", maker=OURS)
    for words in ("check these too", "Same number, another maker", "1 more to check"):
        assert words in page
    everybody = look_up(clinic, lot="A1234")
    assert "3 patients in 3 sessions" in everybody
    assert "Silverpoint and Steelneedle have lots of this number" in everybody
    text = look_up(clinic, "table/", lot="A1234", maker=OURS)
    assert text.count("\n") == 5
    assert "maker not known: check" in text


@pytest.mark.parametrize("maker", ["---", "X" * 101, " . "])
def test_a_maker_that_cannot_be_says_so(clinic, maker):
    browser = staff_client(a_lead(clinic))
    for rest in ("", "table/"):
        where = f"/clinics/{clinic.slug}/safety/lots/{rest}"
        assert browser.get(where, {"lot": "A1", "maker": maker}).status_code in (200, 422)
    form = {"row": str(uuid4()), "lot": "A1", "maker": maker, "recalled_on": "2026-03-02"}
    form |= {"announced_by": "the maker", "reason": "Open seals"}
    answer = browser.post(f"/clinics/{clinic.slug}/supplies/recalls/", form)
    if maker.strip():
        assert answer.status_code == 422
        assert not clinic.lot_recalls.exists()


def test_the_form_without_a_script_asks_for_the_maker_where_it_must(clinic, therapist, both):
    session, browser = a_visit(therapist), staff_client(user_of(therapist))
    where = f"/clinics/{clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/"
    page = browser.get(where).content.decode()
    assert '<option value="Silverpoint">' in page
    packet = {"row": str(uuid4()), "quantity": "2", "lot": "A1234", "length_mm": "40"}
    packet["expires_on"] = "2099-01-31"
    answer = browser.post(where + "needles/", packet)
    assert (answer.status_code, session.events.count()) == (409, 0)
    assert "choose it by its maker" in answer.content.decode()
    packet |= {"maker": THEIRS, "row": str(uuid4())}
    assert browser.post(where + "needles/", packet).status_code == 302
    assert {one.maker for one in session.events.all()} == {THEIRS}


MAKERS = ("Demo Needle Company", "Pretend Acupuncture", "Steelneedle GmbH")
SPELLINGS: tuple[Callable[[str], str], ...] = (str, str.upper, lambda one: f" {one} Ltd")
NUMBERS = ("A1234", "a 12-34", "A1Z34", "B77")


@dataclass(frozen=True)
class Needle:
    """A needle as it truly was, and as somebody wrote it down."""

    session: int
    number: str
    maker: str
    said: str


@dataclass(frozen=True)
class OnTheList:
    """A lot on the list; `before` is the wrong maker it first stood under, if it did."""

    number: str
    maker: str
    before: str


@st.composite
def worlds(draw: Any) -> tuple[list[OnTheList], list[Needle], str, str]:
    """A list, needles of lots that are on it or not, and a lot to ask for."""
    maker = st.sampled_from(MAKERS)
    lots = [
        OnTheList(number, name, draw(st.sampled_from(("", *MAKERS))))
        for number in ("A1234", "A1Z34")
        for name in draw(st.lists(maker, unique=True))
    ]
    wrong = {(lot_key(one.number), one.maker): one.before for one in lots}
    needles = []
    for _ in range(draw(st.integers(0, 8))):
        number, name = draw(st.sampled_from(NUMBERS)), draw(maker)
        spelt = draw(st.sampled_from(SPELLINGS))(name)
        said = draw(st.sampled_from(("", spelt, wrong.get((lot_key(number), name), ""))))
        needles.append(Needle(draw(st.integers(0, 2)), number, name, said))
    return lots, needles, draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(("", *MAKERS)))


def test_no_needle_of_a_recalled_lot_is_ever_missing(clinic, therapist):
    """Against what is slow and obvious: who was truly needled with it."""
    sessions = [a_visit(therapist) for _ in range(3)]
    by, now = user_of(therapist), timezone.now()

    def write(lots: list[OnTheList], needles: list[Needle]) -> None:
        row = {"clinic": clinic, "recorded_by": by, "recorded_at": now}
        for one in lots:
            packet = {"lot": one.number, "lot_key": lot_key(one.number), "length_mm": 30}
            packet |= {"brand": "Plain", "expires_on": timezone.localdate()}
            old = None
            if one.before:
                old = NeedleLot.objects.create(id=uuid4(), **row, **packet, maker=one.before)
            NeedleLot.objects.create(id=uuid4(), **row, **packet, maker=one.maker, replaces=old)
        NeedleEvent.objects.bulk_create(
            NeedleEvent(
                id=uuid4(),
                **row,
                session=sessions[one.session],
                type="opened",
                at=now,
                device_at=now,
                needle=uuid4(),
                lot=one.number,
                maker=one.said,
            )
            for one in needles
        )

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(worlds())
    def holds(world: tuple[list[OnTheList], list[Needle], str, str]) -> None:
        lots, needles, number, maker = world
        with transaction.atomic():
            write(lots, needles)
            found = traced(clinic, number, maker)
            recalled = recall_of_needles(clinic, by, number, maker, needles)
            transaction.set_rollback(True)
        same = [one for one in needles if lot_key(one.number) == lot_key(number)]
        theirs = [one for one in same if not maker or whose(maker, one.maker) is Whose.THEIRS]
        listed = {one.session.pk for one in (*found.exact, *found.unsure)}
        assert {sessions[one.session].pk for one in theirs} <= listed
        assert all(recalled[one.number, one.said] for one in theirs)
        groups = (*found.exact, *found.unsure, *found.others)
        assert sum(one.needles for one in groups) == len(same)
        assert all(one.maker for one in found.others)

    holds()


def recall_of_needles(clinic, by, number, maker, needles):
    a_recall(clinic, number, maker=maker, by=by)
    return {
        (one.number, one.said): recall_of(clinic, one.number, one.said) is not None
        for one in needles
    }


def test_the_page_and_the_file_hold_every_group(clinic, therapist, both):
    a_visit(therapist, maker=OURS)
    a_visit(therapist, maker=THEIRS)
    tracing = traced(clinic, "A1234", OURS)
    page = trace_page(tracing, library())
    assert page.exact is not None
    assert page.others is not None
    assert page.title == "A1234 of Steelneedle"
    assert "another maker" in trace_file(tracing, library())


def test_the_note_says_whose_needles_they_were(therapist, both):
    session = a_visit(therapist, maker=THEIRS, length_mm=40)
    an_event(session, TapKind.INSERTED, INFRASPINATUS, at=timezone.now())
    browser = staff_client(user_of(therapist))
    where = f"/clinics/{session.clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/"
    assert "lot A1234 of Silverpoint" in browser.get(where + "draft/").content.decode()


def test_a_needle_written_under_a_number_that_was_corrected_since_is_found_by_the_right_one(
    clinic, therapist, both
):
    by = user_of(therapist)
    wrong = a_lot(clinic, by=by, lot="C9901", maker=OURS)
    session = a_visit(therapist)
    an_event(session, TapKind.OPENED, lot="C9901", maker=OURS, at=timezone.now())
    corrected(wrong, by, number="K770")
    found = traced(clinic, "k-770", OURS)
    assert [one.session for one in found.corrected] == [session]
    assert traced(clinic, "K770").corrected == found.corrected
    assert (found.exact, found.near) == ((), ())
    assert "1 more to check" in trace_page(found, library()).summary
    assert "corrected to this one: check" in trace_file(found, library())
    assert [one.session for one in traced(clinic, "C9901").exact] == [session]
    others = traced(clinic, "K770", THEIRS)
    assert others.corrected == ()
    assert [one.session for one in others.others] == [session]
