"""The design system in a real browser: what only a browser can tell about its look, its drafts and its buttons."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.service import configure

configure()

pytestmark = pytest.mark.urls("filiform.clinic.ui.urls")

PAGES = ("/", "/patient/", "/workspace/")
WIDTHS = (360, 768, 1280)
LEAST_TARGET = 44


@dataclass
class Gallery:
    """The gallery in a browser, and everything that the browser complained of."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def visit(self, path: str, width: int = 1280) -> Page:
        """Open a page of the gallery at a width."""
        self.page.set_viewport_size({"width": width, "height": 760})
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """The clinic without a database: the gallery asks for none."""
    running = LiveServer("127.0.0.1")
    yield running
    running.stop()


@pytest.fixture
def gallery(page: Page, server: LiveServer, settings: Any) -> Iterator[Gallery]:
    """A gallery that fails its test when a script breaks or the browser refuses something inline."""
    settings.DEBUG = True
    shown = Gallery(page, server.url)
    page.on("pageerror", lambda error: shown.faults.append(str(error)))
    page.on("console", lambda said: shown.faults.append(said.text))
    yield shown
    assert not [fault for fault in shown.faults if "Security Policy" in fault or "Error:" in fault]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(gallery: Gallery, path: str, width: int) -> None:
    page = gallery.visit(path, width)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_has_nothing_to_say(gallery: Gallery, path: str, width: int) -> None:
    page = gallery.visit(path, width)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_buttons_choices_and_fields_are_as_high_as_a_thumb(gallery: Gallery, path: str) -> None:
    page = gallery.visit(path, 360)
    small = page.evaluate(
        """least => [...document.querySelectorAll(".button, summary, .choice, .step label, select, textarea, .turn button, .wordmark")]
            .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < least - 0.5)
            .map(each => each.outerHTML.slice(0, 120))""",
        LEAST_TARGET,
    )
    assert not small


def test_the_typeface_is_ours(gallery: Gallery) -> None:
    page = gallery.visit("/")
    assert page.evaluate(
        """document.fonts.ready.then(() => document.fonts.check('600 18px "Source Sans 3"'))"""
    )


def test_a_draft_saves_itself_and_says_when(gallery: Gallery) -> None:
    page = gallery.visit("/patient/", 360)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_label("No", exact=True).check()
    assert sent.value.headers["x-filiform-draft"] == "1"
    expect(page.get_by_text("Saved ")).to_be_visible()
    assert (
        page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('draft:'))") == []
    )


def test_what_could_not_be_saved_is_said_kept_in_the_tab_and_sent_later(gallery: Gallery) -> None:
    page = gallery.visit("/patient/", 360)
    page.route(
        "**/patient/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_label("Yes").check()
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.unroute("**/patient/")
    page.reload()
    expect(page.get_by_label("Yes")).to_be_checked()
    expect(page.get_by_text("Saved ")).to_be_visible()


def test_a_form_pressed_three_times_is_sent_once(gallery: Gallery) -> None:
    page = gallery.visit("/patient/", 360)
    page.get_by_label("Yes").check()
    expect(page.get_by_text("Saved ")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    with page.expect_navigation():
        page.evaluate("for (const _ of '123') document.querySelector('.button.primary').click()")
    assert len(sent) == 1


def test_a_stepper_counts_between_its_ends(gallery: Gallery) -> None:
    page = gallery.visit("/", 360)
    needles = page.get_by_label("Needles inserted", exact=True)
    page.get_by_label("One more: Needles inserted").click()
    expect(needles).to_have_value("4")
    page.get_by_label("One fewer: Needles inserted").click(click_count=6)
    expect(needles).to_have_value("0")


def test_an_error_summary_takes_the_focus_and_leads_to_the_field(gallery: Gallery) -> None:
    page = gallery.visit("/")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary").get_by_role("link", name="Depth").click()
    expect(page.locator("#id_wrong-depth")).to_be_focused()


def test_the_first_tab_offers_to_skip_to_the_main_part(gallery: Gallery) -> None:
    page = gallery.visit("/patient/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the main part")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_on_paper_there_is_no_navigation_and_every_source_is_written_out(gallery: Gallery) -> None:
    page = gallery.visit("/workspace/")
    page.emulate_media(media="print")
    expect(page.locator(".pathway")).to_be_hidden()
    expect(page.locator(".action-bar")).to_be_hidden()
    expect(page.get_by_text("What the source says, in our own words.").first).to_be_visible()


def test_without_javascript_nothing_shows_that_would_need_it(
    browser: Any, gallery: Gallery
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(gallery.address + "/")
    expect(plain.locator("[data-step]").first).to_be_hidden()
    expect(plain.locator("#id_inserted")).to_be_visible()
    context.close()
