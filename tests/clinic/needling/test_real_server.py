"""A session on a real server: two devices, two who sign at once, and a power cut. SQLite on a file."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.factories.served import prepared, served

RIGHT_INFRASPINATUS = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("session")
    return folder, prepared(folder)


@pytest.fixture
def server(template, tmp_path):
    folder, session = template
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with served(tmp_path, session) as running:
        yield running


def tap(kind, number="", row=None):
    return {"tap": f"{kind}:{number}::{row or uuid4()}", **RIGHT_INFRASPINATUS}


def packet(quantity):
    return {
        "row": str(uuid4()),
        "quantity": str(quantity),
        "lot": "A1",
        "gauge": "",
        "length_mm": "30",
        "expires_on": "2099-01-31",
    }


def rows(server, question, *values):
    connection = sqlite3.connect(server.database)
    try:
        return connection.execute(question, values).fetchall()
    finally:
        connection.close()


def test_what_was_acknowledged_survives_a_killed_server(server):
    assert server.post("needles/", packet(2)).status == 200
    acknowledged = [uuid4() for _ in range(5)]
    for row in acknowledged:
        assert server.post("event/", tap("twitch", row=row)).status == 200
    server.kill()
    kept = {row for (row,) in rows(server, "SELECT id FROM needling_needleevent")}
    assert {row.hex for row in acknowledged} <= kept
    assert rows(server, "PRAGMA integrity_check") == [("ok",)]
    audited = "SELECT count(*) FROM audit_auditevent WHERE action = 'needling.tap_recorded'"
    assert rows(server, audited) == [(6,)]


def test_two_devices_that_tap_at_once_lose_nothing_and_count_nothing_twice(server):
    ids = [str(uuid4()) for _ in range(24)]
    sent = [(who, tap("twitch", row=row)) for row in ids for who in (0, 1)]  # each one twice
    with ThreadPoolExecutor(8) as devices:
        answers = list(
            devices.map(lambda one: server.post("event/", one[1], who=one[0]).status, sent)
        )
    assert set(answers) == {200}
    assert rows(server, "SELECT count(*) FROM needling_needleevent") == [(len(ids),)]


def test_of_two_who_sign_at_once_exactly_one_does(server):
    assert server.post("needles/", packet(1)).status == 200
    for kind in ("inserted", "removed_and_discarded"):
        assert server.post("event/", tap(kind)).status == 200
    with ThreadPoolExecutor(6) as devices:
        answers = list(
            devices.map(
                lambda who: server.post("sign/", {"row": str(uuid4())}, who=who), (0, 1) * 3
            )
        )
    assert sorted(answer.status for answer in answers) == [302] + [409] * 5
    assert rows(server, "SELECT count(*) FROM needling_sessionsignature") == [(1,)]
    late = server.post("sign/", {"row": str(uuid4())}, who=1)
    assert "Already signed by" in late.body
    assert server.post("event/", tap("inserted")).status == 409
