"""The page that a device keeps for a session that cannot be reached: whole, of one version, and about nobody."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from filiform.clinic.needling.presenters.without_connection import files_needed, shell
from tests.factories import a_clinic, a_lead, staff_client

pytestmark = pytest.mark.django_db

WORKER = "/without-connection/worker.js"


def what_is_kept(client: Client) -> list[str]:
    """The addresses that the worker keeps, as it is told."""
    first = client.get(WORKER).content.decode().partition("\n")[0]
    told = json.loads(first.removeprefix("self.shell = ").removesuffix(";"))
    return [told["page"], *told["files"]]


def test_the_worker_is_asked_for_anew_and_stands_before_pages_of_clinics_alone(client: Client):
    answer = client.get(WORKER)
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/clinics/"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_everything_that_is_kept_is_there_under_the_address_of_its_version(client: Client):
    for address in what_is_kept(client):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert address.startswith(shell().at)
        assert "immutable" in answer.headers["Cache-Control"]


def test_what_is_kept_is_the_same_whoever_asks(client: Client):
    signed_in = staff_client(a_lead(a_clinic()))
    for address in what_is_kept(client):
        one, other = client.get(address), signed_in.get(address)
        assert one.content == other.content, address
        assert not one.cookies, address  # the worker asks as nobody


def test_the_page_names_no_file_outside_of_what_is_kept():
    page, files = shell().page, shell().files
    named = re.findall(r'(?:href|src)="(/[^"]+)"', page)
    assert named
    assert not [one for one in named if one.removeprefix(shell().at) not in files]
    assert "csrf" not in page


def test_what_a_file_imports_is_kept_too():
    files = files_needed(("needling/without_connection/shell.js", "ui/css/tokens.css"))
    assert {"needling/table/fold.js", "ui/js/device.js"} <= set(files)
    assert any(name.endswith(".woff2") for name in files)


def test_a_file_that_is_missing_is_named():
    with pytest.raises(LookupError, match=r"needling/none\.js"):
        files_needed(("needling/none.js",))


@pytest.mark.parametrize(
    "address",
    [
        "/without-connection/another-version/",
        "/without-connection/another-version/ui/css/tokens.css",
        "/without-connection/{version}/ui/js/page.js",
        "/without-connection/{version}/../worker.js",
        "/without-connection/{version}/%2e%2e/%2e%2e/pyproject.toml",
    ],
)
def test_another_version_or_file_is_not_served(client: Client, address: str):
    assert client.get(address.format(version=shell().version)).status_code == 404


def test_a_changed_file_makes_another_version(monkeypatch, tmp_path):
    before = shell().version
    find = finders.find
    changed = tmp_path / "fold.js"
    changed.write_text("// another fold")
    monkeypatch.setattr(
        finders, "find", lambda name: changed if name.endswith("fold.js") else find(name)
    )
    assert shell.__wrapped__().version != before
