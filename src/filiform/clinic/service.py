"""Starts the service: `serve` for a clinic, `demo` to look around, and verifies the audit trail.

Nothing here imports Django before the environment is complete, for settings are read from it once.
"""

import os
import secrets
import socket
import sys
from pathlib import Path

# One worker holds some 120 MB; two keep both cores of a small machine busy.
WORKERS = 2
THREADS = 4


class CannotStart(SystemExit):
    """Ends the program with status 2, and says on standard error what is wrong and what to do."""

    def __init__(self, message: str) -> None:
        sys.stderr.write(f"{message}\n")
        super().__init__(2)


def serve(port: int = 8000, host: str = "127.0.0.1") -> None:
    """Bring the database up to date and serve the clinic until stopped."""
    if not os.environ.get("FILIFORM_SECRET_KEY"):
        raise CannotStart(
            "FILIFORM_SECRET_KEY is not set. Give it at least 50 random characters and keep them secret; "
            "docs/how-to/run-a-clinic.md says how."
        )
    _require_free(host, port)
    _set_up(_data_dir())
    _run(host, port, WORKERS)


def demo(port: int = 8000) -> None:
    """Serve a demonstration clinic on this machine alone, and say how to sign in to it."""
    host = "127.0.0.1"
    _require_free(host, port)
    folder = _data_dir()
    os.environ.setdefault("FILIFORM_SECRET_KEY", _kept_secret(folder / "secret-key"))
    os.environ["FILIFORM_ALLOWED_HOSTS"] = "localhost,127.0.0.1"
    _set_up(folder)
    from filiform.clinic.demo.clinic import load_once, welcome

    load_once()
    sys.stdout.write(welcome(f"http://localhost:{port}"))
    sys.stdout.flush()
    _run(host, port, workers=1)


def settle() -> None:
    """Read the addresses and the library now, and never again look for garbage among what stays for good.

    Otherwise one page in thirty waited a tenth of a second while Python walked through the library.
    """
    import gc

    from django.urls import get_resolver

    from filiform.clinic.knowledge import library

    library()
    if get_resolver().url_patterns:
        gc.collect()
        gc.freeze()


def verify_audit() -> int:
    """Walk every clinic's chain, say what became of it, and return 0 when all are whole, 1 if not."""
    _set_up(_data_dir(), migrate=False)
    from filiform.clinic.audit.verification import verify_chains

    reports = verify_chains()
    for report in reports:
        state = "whole" if report.whole else f"BROKEN at event {report.broken_at}: {report.fault}"
        sys.stdout.write(f"{report.clinic_id}  {report.events} events  {state}\n")
    if not reports:
        sys.stdout.write("No events yet.\n")
    return 0 if all(report.whole for report in reports) else 1


def _data_dir() -> Path:
    """The folder of the database and the key, made when missing and readable by its owner alone."""
    folder = Path(os.environ.get("FILIFORM_DATA_DIR") or ".filiform").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("# A clinic's data belong in no repository.\n*\n")
    os.environ["FILIFORM_DATA_DIR"] = str(folder)
    return folder


def _kept_secret(file: Path) -> str:
    """The key that was made at the first start; only its owner may read it."""
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as opened:
            opened.write(secrets.token_urlsafe(50))
    return file.read_text().strip()


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} on {host} cannot be used ({error.strerror}). Another program may be using it: "
                f"stop that one, or choose another port, such as PORT={port + 1}."
            ) from error


def _set_up(folder: Path, *, migrate: bool = True) -> None:
    """Django with its database up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filiform.clinic.settings")
    import django
    from django.core.management import call_command

    django.setup()
    if migrate:
        call_command("migrate", verbosity=0, interactive=False)
        if os.environ.get("DATABASE_URL", "").startswith("postgres"):
            return
        for database in folder.glob("filiform.sqlite3*"):
            database.chmod(0o600)


def _run(host: str, port: int, workers: int) -> None:
    """Become the server: this process, which loaded more than serving needs, is replaced by it."""
    command = server_command(host, port, workers)
    os.execv(sys.executable, command)  # noqa: S606  # our own arguments; no shell


def server_command(host: str, port: int, workers: int) -> list[str]:
    """How the server is started, by a clinic as by the tests and the measurements."""
    command = [sys.executable, "-m", "granian", "filiform.clinic.wsgi:application"]
    command += ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    command += ["--workers", str(workers), "--blocking-threads", str(THREADS)]
    return [*command, "--log-level", "warning", "--respawn-failed-workers"]
