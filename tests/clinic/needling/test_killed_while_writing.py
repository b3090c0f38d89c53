"""A server killed in the middle of writing, 200 times: nothing that was answered is lost, nothing is there twice.

Each kill is SIGKILL to the process that serves, on a database file, while devices write as fast as they
can. What a device had no answer for it sends again, as the page does.
"""

import json
import random
import shutil
import sqlite3
import threading
import time
from datetime import UTC, datetime
from uuid import uuid4

from tests.factories.forked import forked
from tests.factories.served import prepared

KILLS = 200
DEVICES = 3
LONGEST = 0.08  # seconds between two kills, at random; one event takes a few hundredths


class Device(threading.Thread):
    """Writes until it is told to stop; sends again what was not answered, and keeps what was."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.sent, self.answered, self.again = set(), set(), 0
        self.stopped = threading.Event()

    def run(self):
        queue = []
        while queue or not self.stopped.is_set():
            queue = queue or [an_event() for _ in range(random.randint(1, 3))]
            self.sent |= {one["id"] for one in queue}
            if (told := self.answers(queue)) is None:
                self.again += 1
                continue
            assert set(told.values()) <= {"accepted", "repeated"}, told
            self.answered |= set(told)
            queue = []

    def answers(self, queue):
        """What the server said of each event; nothing when it was gone before it had said so."""
        try:
            answer = self.server.post_json("events/", {"events": queue, "wants_count": False})
            return {one["id"]: one["answer"] for one in json.loads(answer.body)["answers"]}
        except Exception:  # killed at whatever moment: half an answer is none
            return None


def an_event():
    return {
        "id": str(uuid4()),
        "at": datetime.now(tz=UTC).isoformat(),
        "type": "twitch",
        "muscle": "anatomy/muscles/infraspinatus",
        "side": "right",
    }


def kept(database):
    """The ids that are there, and how many events the audit trail says were written."""
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = connection.execute("SELECT id FROM needling_needleevent").fetchall()
        written = connection.execute(
            "SELECT details FROM audit_auditevent WHERE action = 'needling.events_recorded'"
        ).fetchall()
    finally:
        connection.close()
    return [row for (row,) in rows], sum(json.loads(one)["events"] for (one,) in written)


def test_nothing_that_was_answered_is_lost_or_doubled(tmp_path_factory, tmp_path):
    folder = tmp_path_factory.mktemp("killed")
    session = prepared(folder)
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with forked(tmp_path, session) as server:
        devices = [Device(server) for _ in range(DEVICES)]
        for device in devices:
            device.start()
        for _ in range(KILLS):
            before = sum(len(device.answered) for device in devices)
            while sum(len(device.answered) for device in devices) == before:
                assert any(device.is_alive() for device in devices)
                time.sleep(0.002)  # every process that is killed had been writing
            time.sleep(random.uniform(0, LONGEST))
            server.kill_child()
        for device in devices:
            device.stopped.set()
        for device in devices:
            device.join()
    rows, audited = kept(server.database)
    answered = {one.replace("-", "") for device in devices for one in device.answered}
    sent = {one.replace("-", "") for device in devices for one in device.sent}
    assert answered == sent == set(rows)
    assert len(rows) == len(set(rows)) == audited
    assert sum(device.again for device in devices) >= KILLS  # it was in the middle of something
