"""Starting the service: a taken port, a missing key, a key of its own, and an audit trail that is verified."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from filiform.clinic import service

ROOT = Path(__file__).parents[3]


def run(code: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    ours = ("FILIFORM_", "DJANGO_", "DATABASE_URL")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-c", f"from filiform.clinic import service; {code}"],
        env=environment | {"FILIFORM_DATA_DIR": str(folder)} | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_a_taken_port_gets_a_clear_message_and_touches_nothing(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(f"service.demo({port})", tmp_path / "data")
    assert done.returncode == 2
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert f"PORT={port + 1}" in done.stderr
    assert not (tmp_path / "data").exists()


def test_serving_without_a_key_says_how_to_make_one(tmp_path: Path):
    done = run("service.serve()", tmp_path)
    assert done.returncode == 2
    assert "FILIFORM_SECRET_KEY is not set" in done.stderr


def test_a_server_that_is_given_the_application_alone_insists_on_a_key_too(tmp_path: Path):
    done = run("import filiform.clinic.wsgi", tmp_path)
    assert done.returncode != 0
    assert "FILIFORM_SECRET_KEY is not set" in done.stderr


def test_the_demonstrations_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path):
    file = tmp_path / "secret-key"
    first = service._kept_secret(file)
    assert len(first) >= 50
    assert service._kept_secret(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_chain_that_is_whole_verifies_and_a_broken_one_does_not(tmp_path: Path):
    code = (
        "service._set_up(service._data_dir());"
        "from tests.clinic.audit.test_chain import an_event; an_event(); an_event();"
        "raise SystemExit(service.verify_audit())"
    )
    key = {"FILIFORM_SECRET_KEY": "only-for-tests", "PYTHONPATH": str(ROOT)}
    whole = run(code, tmp_path, **key)
    assert (whole.returncode, "2 events  whole" in whole.stdout) == (0, True), whole.stderr
    broken = run(
        "service._set_up(service._data_dir());"
        "from django.db import connection as c; k = c.cursor();"
        "k.execute('DROP TRIGGER audit_auditevent_no_update');"
        "k.execute(\"UPDATE audit_auditevent SET action = 'x' WHERE sequence = 2\");"
        "raise SystemExit(service.verify_audit())",
        tmp_path,
        **key,
    )
    assert (broken.returncode, "BROKEN at event 2" in broken.stdout) == (1, True), broken.stderr


def test_the_data_folder_keeps_itself_out_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FILIFORM_DATA_DIR", str(tmp_path / "data"))
    folder = service._data_dir()
    assert (folder / ".gitignore").read_text().endswith("*\n")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
