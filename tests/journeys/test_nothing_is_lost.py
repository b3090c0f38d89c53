"""What could not be sent stays on the device: the browser killed, two tabs at once, and a shared tablet signed out."""

import random
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import steps
from tests.journeys.conftest import killed, sign_in
from tests.journeys.service import Service

SHOULDER = "anatomy/regions/shoulder-anterior", "left"
DOWN = "Will be saved when you are online again"


def test_a_browser_killed_with_something_unsent_loses_nothing(
    browser_of, profile: Path, service: Service
) -> None:
    context = browser_of(profile)
    page = _drawing(context, service)
    page.route("**/strokes/", lambda route: route.abort())
    _paint(page)
    expect(_status(page)).to_have_text(DOWN)
    address = page.url
    page = browser_of(killed(profile)).pages[0]
    sign_in(page, service, "Clinician")
    page.goto(address)
    expect(_status(page)).to_have_text("Saved")
    page.reload()
    expect(page.locator("[data-words] li")).to_have_count(1)


def test_two_tabs_send_what_waits_once(browser_of, profile: Path, service: Service) -> None:
    context = browser_of(profile)
    first = _drawing(context, service)
    second = context.new_page()
    second.goto(first.url)
    context.set_offline(True)
    _paint(first)
    sent: list[str] = []
    context.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    context.set_offline(False)
    expect(_status(first)).to_have_text("Saved")
    expect(_status(second)).to_have_text("Saved")
    assert len([url for url in sent if url.endswith("/strokes/")]) == 1


def test_signing_out_asks_first_and_then_leaves_nothing(
    browser_of, profile: Path, service: Service
) -> None:
    page = _drawing(browser_of(profile), service)
    page.route("**/strokes/", lambda route: route.abort())
    _paint(page)
    expect(_status(page)).to_have_text(DOWN)
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("alert")).to_contain_text("1 entry on this device is not saved yet")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    page.goto("/account/login/")
    assert page.evaluate(_KEPT) == 0


def _drawing(context: BrowserContext, service: Service) -> Page:
    """A drawing of a new patient, opened by the clinician."""
    page = context.pages[0]
    sign_in(page, service, "Clinician")
    name = f"Journey {random.randrange(10**9)}"
    page.goto("/clinics/riverside/patients/add/")
    page.get_by_label("Family name").fill(name)
    page.get_by_label("Birth date").fill("1984-05-01")
    page.get_by_label("Number", exact=True).fill(name)
    page.get_by_role("button", name="Add the patient").click()
    episode = steps.open_episode(page, "Shoulder pain")
    page.goto(f"{episode}assessment/drawing/draw/")
    expect(_status(page)).to_have_text("Saved")
    return page


def _paint(page: Page) -> None:
    region = page.locator(
        f".figure-region[data-region='{SHOULDER[0]}'][data-side='{SHOULDER[1]}']"
    ).first
    region.click()


def _status(page: Page) -> object:
    return page.locator("[data-map-status]")


_KEPT = """() => new Promise((resolve, reject) => {
    const asked = indexedDB.open('filiform', 1)
    asked.onerror = () => reject(asked.error)
    asked.onupgradeneeded = () => resolve(0)
    asked.onsuccess = () => {
        const count = asked.result.transaction('waiting').objectStore('waiting').count()
        count.onsuccess = () => resolve(count.result)
    }
})"""
