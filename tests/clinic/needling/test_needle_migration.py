"""The migration to needles by themselves: what counted needles is kept, needle by needle, signed or not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from filiform.clinic.needling.models import NeedleEvent, NeedlingSession
from filiform.clinic.needling.queries import session_events, stored_facts
from filiform.clinical.ledger import NeedleState, needle_count
from tests.factories.care import a_session, a_signed_session, a_therapist, an_episode_to_needle
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("needling", "0004_found_and_minutes")]
PLACE = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}
OLD_FACT = {
    "id": "o",
    "kind": "opened",
    "at": NOW.isoformat(),
    "quantity": 2,
    "place": None,
    "technique": "",
    "length_mm": 30.0,
    "lot": "A1",
    "gauge": "",
    "expires_on": None,
    "discomfort": None,
    "voids": "",
}


def test_events_that_counted_needles_become_one_event_a_needle():
    therapist = a_therapist()
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    rows = [
        {"kind": "opened", "quantity": 3, "lot": "A1", "length_mm": 30},
        {
            "kind": "inserted",
            "quantity": 2,
            **PLACE,
            "technique": "needling/techniques/deep",
            "discomfort": 3,
        },
        {"kind": "twitch", "quantity": 2, **PLACE},
        {"kind": "discomfort", "discomfort": 4, **PLACE},
        {"kind": "removed", "quantity": 2, **PLACE},
        {"kind": "discarded_unused"},
    ]
    try:
        apps = backwards_to_quantities()
        model = apps.get_model("needling", "NeedleEvent")
        kept = []
        for minute, row in enumerate(rows):
            at = NOW + timedelta(minutes=minute)
            kept.append(
                model.objects.create(
                    id=uuid4(),
                    clinic_id=session.clinic_id,
                    session_id=session.pk,
                    recorded_by_id=therapist.membership.user_id,
                    recorded_at=at,
                    at=at,
                    **row,
                ).pk
            )
    finally:
        forwards_to_needles()
    own = NeedlingSession.objects.get(pk=session.pk)
    count = needle_count(session_events(own))
    assert (count.opened, count.inserted, count.removed, count.twitches) == (3, 2, 2, 2)
    assert count.by_state[NeedleState.OUT] == 2
    assert count.by_state[NeedleState.DISCARDED] == 1
    assert set(kept) <= set(own.events.values_list("pk", flat=True))
    scores = own.events.filter(type="discomfort").values_list("score", flat=True)
    assert sorted(scores) == [3, 4]  # the one that stood with an insertion stands by itself
    assert not own.events.exclude(type="discomfort").filter(score__isnull=False).exists()
    said = own.events.filter(type="opened").values_list("lot", "maker")
    assert set(said) == {("A1", "")}, "what never said a maker does not say one now"
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedleEvent.objects.update(lot="B2")


def backwards_to_quantities():
    """The tables as they were before, in a database that holds no event yet."""
    assert not NeedleEvent.objects.exists()
    executor = MigrationExecutor(connection)
    before = executor.loader.project_state(BEFORE).apps
    after = executor.loader.project_state([("needling", "0005_needles_by_themselves")]).apps
    with connection.schema_editor() as editor:
        for name in ("LateEvent", "NeedleEvent", "EventDelivery"):
            editor.delete_model(after.get_model("needling", name))
        editor.create_model(before.get_model("needling", "NeedleEvent"))
    return before


def forwards_to_needles():
    """The migration itself, and what was added to its tables since: they are the only ones that were put back."""
    loader = MigrationExecutor(connection).loader
    for name, before in (
        ("0005_needles_by_themselves", "0004_found_and_minutes"),
        ("0008_rib_bracketed", "0007_deviations"),
        ("0009_makers", "0008_rib_bracketed"),
        ("0010_dwell_minutes", "0009_makers"),
    ):
        migration = loader.get_migration("needling", name)
        with connection.schema_editor(atomic=True) as editor:
            migration.apply(loader.project_state([("needling", before)]), editor)


def test_what_was_signed_before_stays_readable_needle_by_needle():
    signature = a_signed_session(a_therapist()).signature
    signature.facts = {**signature.facts, "events": [OLD_FACT]}  # as it was stored then
    events = stored_facts(signature).events
    assert [event.type for event in events] == ["opened", "opened"]
    assert stored_facts(signature).events == events
