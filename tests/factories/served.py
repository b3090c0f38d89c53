"""A clinic served by a process of its own, which a test may kill: its database is a file.

`prepare`, run in a process of its own, makes the tables and one open session in FILIFORM_DATA_DIR,
and prints as JSON where the session is and the cookies of two clinicians.
"""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from filiform.clinic.service import server_command

ROOT = Path(__file__).parents[2]
WAIT = 30.0
PREPARE = "import django; django.setup(); from tests.factories import served; served.prepare({})"


@dataclass
class Answer:
    """What the server answered."""

    status: int
    body: str


@dataclass
class Served:
    """A running server and the session that was prepared for it."""

    port: int
    process: subprocess.Popen[bytes]
    database: Path
    address: str
    cookies: tuple[str, str]
    others: tuple[str, ...] = ()

    def post(self, rest: str, said: Mapping[str, str], *, who: int = 0) -> Answer:
        """A form sent by one of the two clinicians, with the token of a page they opened before."""
        token = "t" * 32
        headers = {
            "Cookie": f"session={self.cookies[who]}; csrf={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
            "HX-Request": "true",
        }
        return self._send("POST", rest, urlencode(said), headers)

    def post_json(
        self, rest: str, said: Mapping[str, Any], *, who: int = 0, where: str = ""
    ) -> Answer:
        """JSON sent by one of the two clinicians; `where` is another session than the first."""
        token = "t" * 32
        headers = {
            "Cookie": f"session={self.cookies[who]}; csrf={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/json",
        }
        return self._send("POST", rest, json.dumps(said), headers, where)

    def get(self, rest: str = "", *, who: int = 0) -> Answer:
        """A page opened by one of the two clinicians."""
        return self._send("GET", rest, None, {"Cookie": f"session={self.cookies[who]}"})

    def _send(
        self, method: str, rest: str, body: str | None, headers: dict[str, str], where: str = ""
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        try:
            connection.request(method, (where or self.address) + rest, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode())
        finally:
            connection.close()

    def kill(self) -> None:
        """End every process of the server as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def prepared(folder: Path, database: str = "", *, sessions: int = 1) -> dict[str, Any]:
    """A database with open sessions, and where they are: the address given, or a file in the folder to copy."""
    made = subprocess.run(
        [sys.executable, "-c", PREPARE.format(sessions)],
        cwd=ROOT,
        env=environment(folder, database),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(made.stdout.strip().splitlines()[-1]))


def environment(folder: Path, database: str = "") -> dict[str, str]:
    """What a server on the database file in the folder, or on another database, is started with."""
    given = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("FILIFORM_")
    }
    given |= {"DATABASE_URL": database} if database else {}
    return given | {
        "FILIFORM_DATA_DIR": str(folder),
        "FILIFORM_SECRET_KEY": "only-for-tests-and-no-longer-than-they-last-0123456789",
        "DJANGO_SETTINGS_MODULE": "filiform.clinic.settings",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def served(
    folder: Path, session: Mapping[str, Any], database: str = "", *, workers: int = 1
) -> Iterator[Served]:
    """A server on the database that `prepared` has made."""
    port = _free_port()
    process = subprocess.Popen(
        server_command("127.0.0.1", port, workers),
        cwd=ROOT,
        env=environment(folder, database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = Served(
        port,
        process,
        folder / "filiform.sqlite3",
        session["address"],
        tuple(session["cookies"]),
        tuple(session["others"]),
    )
    try:
        _wait_for(server)
        yield server
    finally:
        if process.poll() is None:
            server.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Served) -> None:
    ends = time.monotonic() + WAIT
    while time.monotonic() < ends:
        try:
            if server.get().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no server answered on port {server.port} within {WAIT:g} s")


def value_of(page: str, pattern: str) -> str:
    """The first group of a pattern in a page."""
    found = re.search(pattern, page)
    assert found, f"{pattern} is not in the page"
    return found.group(1)


def prepare(sessions: int) -> None:
    """Make the tables and open sessions of as many patients; print where they are and who may enter."""
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from tests.factories import care, staff_client

    now = timezone.now()
    therapist = care.a_therapist()
    colleague = care.a_therapist(therapist.membership.clinic)
    episodes = [care.an_episode_to_needle(therapist, at=now) for _ in range(sessions)]
    made = [care.a_session(one, by=therapist, at=now) for one in episodes]
    cookies = [
        staff_client(care.user_of(one)).cookies[settings.SESSION_COOKIE_NAME].value
        for one in (therapist, colleague)
    ]
    addresses = [
        f"/clinics/{one.episode.clinic.slug}/episodes/{one.episode_id}/needling/{one.pk}/"
        for one in made
    ]
    print(json.dumps({"address": addresses[0], "others": addresses[1:], "cookies": cookies}))
