"""A server whose process may be killed over and over: a new one stands in its place at once.

The parent loads the service once and forks a child that serves; when the child is killed, it forks the
next one from the same clean state. No child writes anything but through the database, so each begins as
a server does after a power cut.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tests.factories.served import ROOT, Served, environment

WAIT = 60.0
START = "import django; django.setup(); from tests.factories.forked import serve; serve()"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


def serve() -> None:
    """Serve until the parent itself is ended; its child's id stands in the file `child`."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.test import Client

    from filiform.clinic.knowledge import library

    application, folder = get_wsgi_application(), Path(os.environ["FILIFORM_DATA_DIR"])
    library()
    Client(headers={"host": "127.0.0.1"}).get(
        "/account/login/"
    )  # whatever is loaded with the first request
    server = make_server("127.0.0.1", 0, application, _Server, _Quiet)
    (folder / "port").write_text(str(server.server_port))
    while True:
        connections.close_all()
        child = os.fork()
        if child == 0:
            server.serve_forever()
            os._exit(0)
        (folder / "child.new").write_text(str(child))
        (folder / "child.new").rename(folder / "child")
        os.waitpid(child, 0)


class Forked(Served):
    """The running server; `kill_child` ends the process that serves, and the next one takes over."""

    def child(self) -> int:
        """The process that serves now."""
        return int((self.database.parent / "child").read_text())

    def kill_child(self) -> None:
        """SIGKILL, and wait until another process serves."""
        killed = self.child()
        os.kill(killed, signal.SIGKILL)
        ends = time.monotonic() + WAIT
        while self.child() == killed:
            if time.monotonic() > ends:
                raise RuntimeError("no other process took over")
            time.sleep(0.001)


@contextmanager
def forked(folder: Path, session: Mapping[str, Any]) -> Iterator[Forked]:
    """A server on the database file in the folder, which `prepared` has made."""
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        port = _port(folder, process)
        database = folder / "filiform.sqlite3"
        yield Forked(port, process, database, session["address"], tuple(session["cookies"]))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _port(folder: Path, process: subprocess.Popen[bytes]) -> int:
    ends = time.monotonic() + WAIT
    while time.monotonic() < ends and process.poll() is None:
        if (folder / "child").exists():
            port = int((folder / "port").read_text())
            with socket.create_connection(("127.0.0.1", port), timeout=WAIT):
                return port
        time.sleep(0.05)
    raise RuntimeError("the server did not start")
