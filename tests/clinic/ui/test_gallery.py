"""The gallery: it shows every component, it is documented, and nobody sees it outside DEBUG."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from filiform.clinic import ui

pytestmark = [pytest.mark.django_db, pytest.mark.urls("filiform.clinic.ui.urls")]

TEMPLATES = Path(ui.__file__).parent / "templates"
COMPONENTS = sorted(path.stem.replace("_", "-") for path in (TEMPLATES / "cotton").glob("*.html"))
REFERENCE = Path(__file__).parents[3] / "docs/explanation/design-system.md"
PAGES = ("/", "/patient/", "/workspace/")


def used() -> set[str]:
    """Every component that a template of the design system uses."""
    return {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"<c-([a-z-]+)", path.read_text())
    }


@pytest.mark.parametrize("address", PAGES)
def test_outside_debug_there_is_no_gallery(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_in_debug_every_page_comes_out_whole(client: Client, settings: Any, address: str) -> None:
    settings.DEBUG = True
    answer = client.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<c-" not in html
    assert "{%" not in html
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("address", PAGES)
def test_no_id_stands_twice_in_a_page(client: Client, settings: Any, address: str) -> None:
    settings.DEBUG = True
    ids = re.findall(r'\sid="([^"]+)"', client.get(address).content.decode())
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_stands_in_the_gallery(name: str) -> None:
    assert name in used(), f"show <c-{name}> in templates/ui/gallery"


@pytest.mark.parametrize("name", sorted(set(COMPONENTS) - {"mark", "verdict-mark"}))
def test_every_component_stands_in_the_reference(name: str) -> None:
    assert f"<c-{name}>" in REFERENCE.read_text(), f"describe <c-{name}> in {REFERENCE.name}"


def test_a_page_has_one_primary_action(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    html = client.get("/workspace/").content.decode()
    assert html.count('class="button primary"') == 1
