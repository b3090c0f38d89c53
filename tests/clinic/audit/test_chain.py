"""The audit trail: one event an action, in a chain that cannot be changed and shows when it was."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from filiform.clinic.audit import chain
from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.audit.append_only import drop_statements
from filiform.clinic.audit.models import INSTALLATION, AuditEvent, ChainHead
from filiform.clinic.audit.verification import verify_chain, verify_chains
from tests.factories import a_clinic, a_clinician, a_patient
from tests.factories.instants import NOW
from tests.factories.service import append_only_tables

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]


def an_event(clinic_id=INSTALLATION, **fields):
    given = {
        "at": NOW,
        "actor_id": None,
        "actor_role": "none",
        "action": "test.done",
        "subject_model": "test.Thing",
        "subject_id": "1",
        "details": {"count": 3},
    }
    return chain.append(clinic_id=clinic_id, **given | fields)


def tamper(statement: str) -> None:
    """Change the trail as somebody with the database's password would, triggers off."""
    with connection.cursor() as cursor:
        for drop in drop_statements(connection.vendor, "audit_auditevent"):
            cursor.execute(drop)
        cursor.execute(statement)


def test_events_of_a_clinic_count_up_and_hold_the_hash_of_the_one_before():
    events = [an_event() for _ in range(3)]
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.previous_hash for event in events] == ["", events[0].hash, events[1].hash]


def test_a_whole_chain_is_verified_also_after_it_was_read_from_the_database():
    for _ in range(5):
        an_event()
    report = verify_chain(INSTALLATION)
    assert (report.whole, report.events) == (True, 5)


def test_each_clinic_has_a_chain_of_its_own():
    one, other = uuid4(), uuid4()
    an_event(one), an_event(other), an_event(one)
    assert {report.clinic_id: report.events for report in verify_chains()} == {one: 2, other: 1}


@pytest.mark.parametrize("table", append_only_tables())
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_or_delete_a_row_of_an_append_only_table(table, verb):
    """The trigger is there on every such table; where it is not, a migration altered the table anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s "
                f"AND sql LIKE '%%BEFORE {verb}%%'",
                [table],
            )
        else:
            cursor.execute(
                "SELECT count(*) FROM information_schema.triggers "
                "WHERE event_object_table = %s AND event_manipulation = %s",
                [table, verb],
            )
        assert cursor.fetchone()[0] == 1, (
            f"list AppendOnly({table!r}) in the table's last migration"
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET action = 'x'",
        "DELETE FROM audit_auditevent",
    ],
)
def test_raw_sql_cannot_change_the_trail(statement):
    an_event()
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement)
    assert verify_chain(INSTALLATION).whole


def test_the_orm_cannot_change_the_trail_in_bulk():
    an_event()
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        AuditEvent.objects.update(action="x")


@pytest.mark.skipif(
    "postgres" not in os.environ.get("DATABASE_URL", ""), reason="SQLite has no TRUNCATE"
)
def test_the_trail_cannot_be_truncated():
    an_event()
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_auditevent")


@pytest.mark.parametrize(
    ("statement", "broken_at", "fault"),
    [
        ("UPDATE audit_auditevent SET action = 'x' WHERE sequence = 2", 2, "was changed"),
        ("UPDATE audit_auditevent SET details = '{}' WHERE sequence = 3", 3, "was changed"),
        ("DELETE FROM audit_auditevent WHERE sequence = 2", 2, "missing before"),
        ("DELETE FROM audit_auditevent WHERE sequence = 4", 4, "missing from the end"),
        ("DELETE FROM audit_auditevent", 1, "missing from the end"),
        ("UPDATE audit_auditevent SET previous_hash = '' WHERE sequence = 3", 3, "does not follow"),
    ],
)
def test_tampering_with_the_triggers_off_is_found_and_placed(statement, broken_at, fault):
    for _ in range(4):
        an_event()
    tamper(statement)
    report = verify_chain(INSTALLATION)
    assert report.broken_at == broken_at
    assert fault in report.fault


def test_an_event_rewritten_with_a_fitting_hash_breaks_the_one_after_it():
    for _ in range(3):
        an_event()
    event = AuditEvent.objects.get(sequence=2)
    event.action = "test.undone"
    tamper(
        f"UPDATE audit_auditevent SET action = 'test.undone', hash = '{chain.digest(event)}' WHERE sequence = 2"
    )
    assert verify_chain(INSTALLATION).broken_at == 3


@audited("test.patient_touched")
def touch(*, patient, by, at):
    return patient


def test_an_action_leaves_one_event_that_says_who_did_what_to_what():
    clinic = a_clinic()
    clinician, patient = a_clinician(clinic), a_patient(clinic)
    touch(patient=patient, by=clinician, at=NOW)
    event = AuditEvent.objects.get(clinic_id=clinic.pk)
    assert (event.action, event.subject_model) == ("test.patient_touched", "people.Patient")
    assert (event.subject_id, event.actor_id) == (str(patient.pk), clinician.pk)
    assert (event.actor_role, event.at) == ("clinician", NOW)


def test_an_action_that_fails_leaves_neither_row_nor_event():
    clinic = a_clinic()
    patient = a_patient(clinic)

    @audited("test.failed")
    def fail(*, by, at):
        a_patient(clinic, by=by)
        raise Refused("no")

    with pytest.raises(Refused):
        fail(by=a_clinician(clinic), at=NOW)
    assert list(clinic.patients.all()) == [patient]
    assert not AuditEvent.objects.filter(clinic_id=clinic.pk).exists()


def test_an_action_within_an_action_is_a_programming_error():
    clinic = a_clinic()

    @audited("test.outer")
    def outer(*, by, at):
        return touch(patient=a_patient(clinic), by=by, at=at)

    with pytest.raises(RuntimeError, match="exactly one event"):
        outer(by=a_clinician(clinic), at=NOW)


def test_an_action_is_called_with_keywords_and_says_by_whom_and_when():
    with pytest.raises(TypeError, match="by= and at="):
        touch(patient=None)


@audited("test.patient_added")
def add(*, clinic, row_id, family_name, by, at):
    repeat_of(clinic.patients, row_id, family_name=family_name)
    return a_patient(clinic, by=by, id=row_id, family_name=family_name)


def test_the_same_form_sent_twice_makes_one_row_and_one_event():
    clinic, row_id = a_clinic(), uuid4()
    clinician = a_clinician(clinic)
    rows = [
        add(clinic=clinic, row_id=row_id, family_name="A", by=clinician, at=NOW) for _ in range(2)
    ]
    assert rows[0] == rows[1]
    assert AuditEvent.objects.filter(action="test.patient_added").count() == 1


def test_the_same_form_with_other_content_is_refused():
    clinic, row_id = a_clinic(), uuid4()
    clinician = a_clinician(clinic)
    add(clinic=clinic, row_id=row_id, family_name="A", by=clinician, at=NOW)
    with pytest.raises(Refused, match="sent before with something else"):
        add(clinic=clinic, row_id=row_id, family_name="B", by=clinician, at=NOW)


def test_a_row_id_of_another_clinic_is_refused_and_its_row_not_shown():
    clinic, other, row_id = a_clinic(), a_clinic(), uuid4()
    add(clinic=other, row_id=row_id, family_name="A", by=a_clinician(other), at=NOW)
    with pytest.raises(Refused):
        add(clinic=clinic, row_id=row_id, family_name="A", by=a_clinician(clinic), at=NOW)


@pytest.mark.django_db(transaction=True)
def test_threads_that_append_at_once_keep_one_chain():
    def write() -> None:
        for _ in range(10):
            an_event()
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = verify_chain(INSTALLATION)
    assert (report.whole, report.events) == (True, 40)
    assert ChainHead.objects.get(clinic_id=INSTALLATION).sequence == 40


WRITER = """
import django; django.setup()
from tests.clinic.audit.test_chain import an_event
for _ in range(10): an_event()
"""
VERIFIER = """
import django; django.setup()
from filiform.clinic.audit.verification import verify_chains
print([(report.whole, report.events) for report in verify_chains()])
"""


@pytest.mark.skipif(
    "postgres" in os.environ.get("DATABASE_URL", ""), reason="this one is about files"
)
def test_processes_that_append_at_once_keep_one_chain_on_sqlite(tmp_path: Path):
    variables = os.environ | {
        "DJANGO_SETTINGS_MODULE": "filiform.clinic.settings",
        "FILIFORM_DATA_DIR": str(tmp_path),
    }
    variables.pop("DATABASE_URL", None)

    def python(code: str, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, *(["-c", code] if code else []), *arguments]
        return subprocess.Popen(command, env=variables, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    assert python("", "-m", "django", "migrate", "--verbosity=0", "audit").wait() == 0
    writers = [python(WRITER) for _ in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    said, _ = python(VERIFIER).communicate()
    assert said.strip() == "[(True, 30)]"
    with sqlite3.connect(tmp_path / "filiform.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
