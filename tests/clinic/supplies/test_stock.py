"""Lots of a clinic: what is left, corrections that keep what stood there, recalls, and containers."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.supplies import actions
from filiform.clinic.supplies.models import ContainerStep, LotMovement, MovementKind, NeedleLot
from filiform.clinic.supplies.queries import (
    container_standing,
    lots_like,
    movements_of,
    open_containers,
    recall_of,
    stock,
    stock_of,
)
from tests.factories import a_clinic, a_lead, an_administrator, staff_client
from tests.factories.care import (
    INFRASPINATUS,
    TapKind,
    a_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    needle,
    user_of,
)
from tests.factories.instants import NOW, TODAY
from tests.factories.supplies import a_container, a_lot, a_recall

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic()


@pytest.fixture
def lead(clinic):
    return a_lead(clinic)


def move(lot, kind, quantity, by, **fields):
    given = {"row_id": uuid4(), "on": TODAY, "reason": "", "at": NOW}
    return actions.record_movement(lot=lot, kind=kind, quantity=quantity, by=by, **given | fields)


def test_left_is_received_less_opened_less_thrown_away():
    now, therapist = timezone.now(), a_therapist()
    clinic, by = therapist.membership.clinic, user_of(therapist)
    lot = a_lot(clinic, by=by, lot="A-1234", received=100)
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    needle(session, {INFRASPINATUS: 4}, at=now)
    opened = an_event(session, TapKind.OPENED, at=now)
    an_event(session, TapKind.VOID, voids=opened.pk, at=now)
    move(lot, MovementKind.THROWN_AWAY, 10, by, reason="Fell on the floor")
    move(lot, MovementKind.RECEIVED, 50, by)
    assert stock_of(lot).left == 100 - 4 - 10 + 50


def test_what_was_entered_by_mistake_is_taken_back_by_another_row(clinic, lead):
    lot = a_lot(clinic, by=lead, received=100)
    wrong = move(lot, MovementKind.RECEIVED, 900, lead)
    actions.take_back_movement(
        movement=wrong, row_id=uuid4(), reason="Typed twice", by=lead, at=NOW
    )
    assert stock_of(lot).left == 100
    assert len(movements_of(lot)) == 3
    with pytest.raises(Refused, match="taken back already"):
        actions.take_back_movement(movement=wrong, row_id=uuid4(), reason="Again", by=lead, at=NOW)


def test_no_more_is_thrown_away_than_is_left_and_never_without_a_reason(clinic, lead):
    lot = a_lot(clinic, by=lead, received=5)
    with pytest.raises(Refused, match="Only 5 are left"):
        move(lot, MovementKind.THROWN_AWAY, 6, lead, reason="Expired")
    with pytest.raises(Refused, match="Say why"):
        move(lot, MovementKind.THROWN_AWAY, 5, lead, reason=" ")


def test_a_correction_keeps_the_count_and_what_stood_there(clinic, lead):
    lot = a_lot(clinic, by=lead, lot="A1243")
    given = {
        "row_id": uuid4(),
        "maker": lot.maker,
        "brand": lot.brand,
        "gauge": lot.gauge,
        "length_mm": lot.length_mm,
    }
    given |= {"number": "A1234", "expires_on": lot.expires_on, "gtin": "", "by": lead, "at": NOW}
    made = actions.correct_lot(lot=lot, **given)
    assert (stock_of(made).received, [one.lot.lot for one in stock(clinic)]) == (100, ["A1234"])
    assert NeedleLot.objects.count() == 2
    with pytest.raises(Refused, match="corrected this lot since"):
        actions.correct_lot(lot=lot, **given | {"row_id": uuid4(), "number": "A9"})


def test_one_lot_stands_once_on_the_list_however_it_is_typed(clinic, lead):
    a_lot(clinic, by=lead, lot="A1234")
    with pytest.raises(Refused, match="on the list already"):
        a_lot(clinic, by=lead, lot="a 12-34")
    a_lot(a_clinic(), by=lead, lot="A1234")
    assert [one.lot for one in lots_like(clinic, " a1234")] == ["A1234"]


def test_a_form_that_is_sent_twice_makes_one_lot(clinic, lead):
    row = uuid4()
    assert a_lot(clinic, by=lead, row_id=row) == a_lot(clinic, by=lead, row_id=row)
    assert AuditEvent.objects.filter(action="supplies.lot_registered").count() == 1


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "expired"), (0, "expires_soon"), (90, "expires_soon"), (91, "in_use")]
)
def test_a_lot_may_be_used_up_to_and_with_its_last_day(clinic, lead, days, state):
    lot = a_lot(clinic, by=lead, expires_on=TODAY + timedelta(days=days))
    assert stock_of(lot).state(TODAY) == state


def test_a_recall_closes_a_lot_until_it_is_withdrawn(clinic, lead):
    lot = a_lot(clinic, by=lead)
    recall = a_recall(clinic, "a-1234", by=lead)
    assert recall_of(clinic, "A 1234") == recall
    assert stock_of(lot).state(TODAY) == "recalled"
    with pytest.raises(Refused, match="recalled already"):
        a_recall(clinic, "A1234", by=lead)
    actions.withdraw_recall(
        recall=recall, row_id=uuid4(), reason="Another lot was meant", by=lead, at=NOW
    )
    assert recall_of(clinic, "A1234") is None


def test_rows_of_the_supplies_are_never_changed(clinic, lead):
    a_lot(clinic, by=lead)
    with pytest.raises(DatabaseError), transaction.atomic():
        LotMovement.objects.update(quantity=1)


def step(container, which, by, on=TODAY):
    return actions.record_container_step(
        container=container, row_id=uuid4(), step=which, on=on, note="", by=by, at=NOW
    )


def test_a_container_is_filled_closed_and_collected_in_this_order(clinic, lead):
    container = a_container(clinic, by=lead)
    with pytest.raises(Refused, match="Close the container"):
        step(container, ContainerStep.COLLECTED, lead)
    assert open_containers(clinic) == (container,)
    step(container, ContainerStep.FILL_LINE, lead)
    assert open_containers(clinic) == ()
    step(container, ContainerStep.CLOSED, lead)
    with pytest.raises(Refused, match="already"):
        step(container, ContainerStep.CLOSED, lead)
    step(container, ContainerStep.COLLECTED, lead)
    container.refresh_from_db()
    assert container_standing(container).state == "collected"
    assert open_containers(clinic) == ()


def test_nothing_happens_to_a_container_before_it_was_opened(clinic, lead):
    container = a_container(clinic, by=lead)
    with pytest.raises(Refused, match="before the container was opened"):
        step(container, ContainerStep.CLOSED, lead, on=date(2020, 1, 1))


def packet(**fields):
    given = {
        "row": str(uuid4()),
        "maker": "Steelneedle",
        "brand": "Plain",
        "lot": "A1234",
        "gauge": "0.25 mm",
        "length_mm": "30",
        "expires_on": "2099-01-31",
        "received": "100",
        "received_on": "2026-03-02",
    }
    return given | fields


def address(clinic, rest=""):
    return f"/clinics/{clinic.slug}/supplies/{rest}"


def test_a_scanned_code_fills_the_form_and_the_lot_is_put_on_the_list(clinic, lead):
    browser = staff_client(lead)
    code = "01000123456000121728123110AB-123"
    page = browser.get(address(clinic, "lots/add/"), {"code": code}).content.decode()
    assert 'value="AB-123"' in page
    assert 'value="2028-12-31"' in page
    answer = browser.post(address(clinic, "lots/add/"), packet(lot="AB-123", gtin="00012345600012"))
    assert answer.status_code == 302
    again = browser.get(address(clinic, "lots/add/"), {"code": code}).content.decode()
    assert "on the list already" in again
    assert "Steelneedle" in again, "the article was here before, so its name is known"


@pytest.mark.parametrize("code", ["", "rubbish", "9" * 500, "(01)00012345600013(10)A"])
def test_a_code_that_cannot_be_read_says_so_and_stays_in_the_field(clinic, lead, code):
    answer = staff_client(lead).get(address(clinic, "lots/add/"), {"code": code})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is something to put right" in page
    assert f'value="{code}"' in page or not code


@pytest.mark.parametrize(
    "wrong",
    [
        {"lot": ""},
        {"lot": "---"},
        {"lot": "X" * 61},
        {"length_mm": "0"},
        {"length_mm": "a lot"},
        {"expires_on": "next year"},
        {"received": "-5"},
        {"received": "1000000000"},
        {"brand": ""},
        {"maker": ""},
        {"maker": "---"},
        {"maker": "X" * 101},
    ],
)
def test_a_lot_that_cannot_be_says_what_to_put_right_and_loses_nothing(clinic, lead, wrong):
    answer = staff_client(lead).post(address(clinic, "lots/add/"), packet(**wrong))
    assert answer.status_code == 422
    assert "There is something to put right" in answer.content.decode()
    assert ("Steelneedle" in answer.content.decode()) == ("maker" not in wrong)
    assert not clinic.needle_lots.exists()


def test_the_pages_of_the_supplies_open_and_write(clinic, lead):
    browser, lot, container = (
        staff_client(lead),
        a_lot(clinic, by=lead),
        a_container(clinic, by=lead),
    )
    for rest in (
        "",
        f"lots/{lot.pk}/",
        f"lots/{lot.pk}/correct/",
        "containers/add/",
        f"containers/{container.pk}/",
        "recalls/",
    ):
        assert browser.get(address(clinic, rest)).status_code == 200, rest
    box = {
        "row": str(uuid4()),
        "kind": "box_opened",
        "on": "2026-03-02",
        "quantity": "",
        "reason": "",
    }
    assert browser.post(address(clinic, f"lots/{lot.pk}/"), box).status_code == 302
    assert stock_of(lot).opened_on == TODAY
    thrown = box | {"row": str(uuid4()), "kind": "thrown_away", "quantity": "3"}
    answer = browser.post(address(clinic, f"lots/{lot.pk}/"), thrown)
    assert answer.status_code == 422
    assert "Say why the needles were thrown away" in answer.content.decode()
    movement = clinic.lot_movements.get(kind="box_opened")
    where = address(clinic, f"movements/{movement.pk}/take-back/")
    browser.post(where, {"row": str(uuid4()), "reason": "Not this one"})
    assert stock_of(lot).opened_on is None
    done = {"row": str(uuid4()), "step": "closed", "on": "2026-03-02", "note": ""}
    assert browser.post(address(clinic, f"containers/{container.pk}/"), done).status_code == 302


def test_a_recall_leads_to_who_was_needled(clinic, lead):
    form = {"row": str(uuid4()), "lot": "A 1234", "recalled_on": "2026-03-02"}
    form |= {"announced_by": "the maker", "reason": "Open seals"}
    answer = staff_client(lead).post(address(clinic, "recalls/"), form, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/safety/lots/?lot=A+1234")
    assert "This lot is recalled." in answer.content.decode()
    recall = clinic.lot_recalls.get()
    where = address(clinic, f"recalls/{recall.pk}/withdraw/")
    staff_client(lead).post(where, {"row": str(uuid4()), "reason": "Another lot"})
    assert recall_of(clinic, "A1234") is None


def test_an_administrator_keeps_the_shelf_and_is_led_to_no_page_about_patients(clinic):
    page = staff_client(an_administrator(clinic)).get(address(clinic)).content.decode()
    assert "Add a lot" in page
    assert "Needles that were lost" not in page
    assert "Who was needled with a lot" not in page
