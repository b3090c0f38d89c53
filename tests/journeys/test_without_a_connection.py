"""The session's page cannot be had and its tab is gone: the device still says how many needles are in, and takes them out."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.hand import DELTOID, INFRASPINATUS, TRAPEZIUS, Hand, saved
from tests.journeys.service import Service
from tests.journeys.story import PHONE, Story

TITLE = "The count, without a connection"
NOTHING = "This device knows nothing of this session"
READY = "navigator.serviceWorker.ready.then(one => Boolean(one.active))"
KEPT_BY_WORKERS = """async () => {
    const found = []
    for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const asked of await cache.keys()) found.push([asked.url, await (await cache.match(asked)).text()])
    }
    return found
}"""
SHOWN = """() => new Promise((resolve, reject) => {
    const asked = indexedDB.open('filiform', 1)
    asked.onerror = () => reject(asked.error)
    asked.onsuccess = () => {
        const all = asked.result.transaction('shown').objectStore('shown').getAll()
        all.onsuccess = () => resolve(JSON.stringify(all.result))
    }
})"""


def test_a_lost_tab_without_a_connection_still_counts_and_takes_out(
    story: Story, hand: Hand, other: Page
) -> None:
    address = needles_in(hand, TRAPEZIUS, TRAPEZIUS, DELTOID)
    name = patient_name(hand.page)
    hand.page.context.set_offline(True)
    with story.given("a fourth needle that the clinic has not heard of", hand.page):
        hand.tap(f"1 needle in: {INFRASPINATUS}")
        expect(hand.page.locator("#outbox")).to_contain_text("1 tap kept on this device")
    page = reopened(hand.page, address)
    with story.then("the device says how many needles are in, and where", page):
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
        expect(page.locator(".unaccounted")).to_contain_text("4 needles not accounted for")
        expect(steps.counted(page, "In the body")).to_have_text("4")
        expect(place(page, TRAPEZIUS)).to_contain_text("2 in, the first since")
        expect(page.locator(".knows").last).to_contain_text("Another device may have recorded more")
        expect(page.locator("#outbox")).to_contain_text("1 tap kept on this device")
        assert name.split()[0] not in page.content()
        expect(page.get_by_role("button", name=re.compile("needle in:"))).to_have_count(0)
    with story.when("one is taken out, and one too many taken back", page):
        page.get_by_role("button", name=f"1 out, into the sharps: {TRAPEZIUS}").click()
        page.get_by_role("button", name=f"Out, into the sharps: {DELTOID}").click()
        expect(steps.counted(page, "In the body")).to_have_text("2")
        page.get_by_role("button", name=re.compile("^Undo: .*middle deltoid")).click()
        expect(steps.counted(page, "In the body")).to_have_text("3")
    with story.when("everything has to come out", page):
        page.get_by_role("button", name="Everything out now").click()
        expect(page.get_by_role("heading", name="Everything out now")).to_be_focused()
        page.get_by_role("button", name=f"Out: {INFRASPINATUS}").click()
        expect(place(page, INFRASPINATUS)).to_contain_text("1 out, to be counted again")
        expect(steps.counted(page, "In the body")).to_have_text("2")
    page = reopened(page, address)
    with story.then("it is still so when the tab is lost again", page):
        expect(steps.counted(page, "In the body")).to_have_text("2")
        expect(steps.counted(page, "In the sharps")).to_have_text("1")
        expect(page.get_by_role("heading", name="Everything out now")).to_be_visible()
    with story.when("the connection is back", page):
        page.context.set_offline(False)
        expect(page.locator("#back")).to_contain_text("The connection is back", timeout=20_000)
        page.get_by_role("link", name="To the page of the session").click()
    with story.then("the clinic has everything once, and another device sees it", page):
        expect(page.get_by_role("heading", level=1)).to_have_text("Needling session")
        saved(page)
        other.goto(address)
        for one in (page, other):
            expect(steps.counted(one, "In the body")).to_have_text("2")
            expect(steps.counted(one, "Out, in hand")).to_have_text("1")
            expect(steps.counted(one, "In the sharps")).to_have_text("1")
            expect(one.get_by_role("region", name="Everything out now")).to_contain_text(
                "1 still in"
            )
    ended(story, page)


def ended(story: Story, page: Page) -> None:
    """The session goes on to its signature, after which the device has forgotten it."""
    with story.when("the rest is taken out, counted again and signed", page):
        for muscle in (TRAPEZIUS, DELTOID):
            page.get_by_role("button", name=f"Out: {muscle}").click()
        panel = page.get_by_role("region", name="Everything out now")
        panel.get_by_role("group", name="Seen by").get_by_role("radio").nth(1).check()
        page.get_by_role("button", name=re.compile("3 needles counted again")).click()
        saved(page)
        page.get_by_role("button", name=re.compile("^Sign")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Session of")
    with story.then("nothing of the session stays on the device", page):
        expect(page.get_by_role("region", name="Note")).to_contain_text("4 needles")
        page.wait_for_function("caches.keys().then(names => !names.length)")
        assert " count " not in page.evaluate(SHOWN)


def test_a_server_that_is_gone_is_no_connection_and_one_that_answers_is_heard(
    story: Story, hand: Hand, service: Service
) -> None:
    address = needles_in(hand, TRAPEZIUS)
    service.stop()
    try:
        page = reopened(hand.page, address)
        with story.then("the count is there though the server is dead", page):
            expect(page.locator(".unaccounted")).to_contain_text("1 needle not accounted for")
        for status in (500, 403, 404):
            with answering(service.port, status):
                page.goto(address)
                expect(page.locator("body")).to_have_text(f"The clinic says {status}")
        for status in (502, 503, 504):
            with answering(service.port, status):
                page.goto(address)
                with story.then(f"a proxy with nobody behind it ({status}) is no answer", page):
                    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
                    expect(page.locator("#back")).to_be_hidden()
        with silent(service.port), story.then("who is never answered sees the count too", page):
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    finally:
        service.start()
    with story.then("the page comes back by itself once nothing is touched", page):
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Needling session", timeout=45_000
        )
        expect(steps.counted(page, "In the body")).to_have_text("1")


def test_a_slip_of_the_hand_and_the_keyboard_without_a_connection(story: Story, hand: Hand) -> None:
    address = needles_in(hand, DELTOID, DELTOID)
    hand.page.context.set_offline(True)
    page = reopened(hand.page, address)
    with story.when("a key takes one out", page):
        page.get_by_role("button", name=f"1 out, into the sharps: {DELTOID}").press("Enter")
        expect(
            page.get_by_role("button", name=f"1 out, into the sharps: {DELTOID}")
        ).to_be_focused()
    with story.when("the stop is touched by mistake", page):
        page.get_by_role("button", name="Everything out now").press("Enter")
        page.get_by_role("button", name="It was a slip").press("Enter")
    with story.then("the count stands as before", page):
        expect(page.get_by_role("heading", name="Everything out now")).to_have_count(0)
        expect(steps.counted(page, "In the body")).to_have_text("1")
        expect(page.get_by_role("button", name="Everything out now")).to_be_focused()
    page.close(run_before_unload=False)
    page = hand.page.context.new_page()
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=25))
    page.goto(address)
    with story.then("a day later the device has forgotten it", page):
        expect(page.get_by_role("heading", name=NOTHING)).to_be_visible()


def test_a_hand_that_touches_twice_takes_nothing_else_out(story: Story, hand: Hand) -> None:
    address = needles_in(hand, TRAPEZIUS, INFRASPINATUS, INFRASPINATUS, DELTOID)
    hand.page.context.set_offline(True)
    page = reopened(hand.page, address)
    page.set_viewport_size(PHONE)
    with story.when("one needle is taken out with two touches", page):
        page.get_by_role("button", name=f"Out, into the sharps: {DELTOID}").dblclick()
        expect(steps.counted(page, "In the body")).to_have_text("3")
    with story.when("one of two is taken out with two touches", page):
        page.get_by_role("button", name=f"1 out, into the sharps: {INFRASPINATUS}").dblclick()
        expect(steps.counted(page, "In the body")).to_have_text("2")
    page.set_viewport_size({"width": 1024, "height": 768})
    with story.then("everything is stopped with two touches, and no needle called out", page):
        page.get_by_role("button", name="Everything out now").dblclick()
        expect(page.get_by_role("heading", name="Everything out now")).to_be_visible()
        expect(steps.counted(page, "In the body")).to_have_text("2")


def test_who_signs_out_or_gives_way_to_another_leaves_no_count(
    story: Story, hand: Hand, service: Service
) -> None:
    address = needles_in(hand, TRAPEZIUS)
    page = hand.page
    assert " count " in page.evaluate(SHOWN)
    for text in (text for _, text in page.evaluate(KEPT_BY_WORKERS)):
        assert patient_name(page).split()[0] not in text
    assert {url.split("/")[3] for url, _ in page.evaluate(KEPT_BY_WORKERS)} == {
        "without-connection"
    }
    assert patient_name(page).split()[0] not in page.evaluate(SHOWN)
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    assert " count " not in page.evaluate(SHOWN)
    page.context.set_offline(True)
    page = reopened(page, address)
    with story.then("without a connection the device knows nothing, and says so", page):
        expect(page.get_by_role("heading", name=NOTHING)).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        assert "trapezius" not in page.locator("main").inner_text().lower()
    for elsewhere in (f"{address}emergencies/", "/clinics/riverside/"):
        with pytest.raises(PlaywrightError, match="INTERNET_DISCONNECTED"):
            page.goto(elsewhere)  # the worker stands before the page of the session alone


def test_a_newer_worker_leaves_nothing_of_an_older_one(hand: Hand) -> None:
    needles_in(hand, TRAPEZIUS)
    hand.page.evaluate(
        """async () => {
            const registered = await navigator.serviceWorker.getRegistration(location.href)
            await registered.unregister()
            await caches.open(`without connection older ${registered.scope}`)
        }"""
    )
    hand.page.reload()
    assert hand.page.evaluate(READY)
    hand.page.wait_for_function("caches.keys().then(names => names.length === 1)")
    assert len(hand.page.evaluate(KEPT_BY_WORKERS)) > 1


def test_somebody_else_who_signs_in_finds_no_count(story: Story, hand: Hand, lead: Page) -> None:
    address = needles_in(hand, TRAPEZIUS)
    page = hand.page
    context = page.context
    context.clear_cookies()
    context.add_cookies(lead.context.cookies())  # type: ignore[arg-type]  # what was read is what is written
    page.goto("/start/")
    page.wait_for_function(f"({SHOWN})().then(kept => !kept.includes(' count '))")
    context.set_offline(True)
    page = reopened(page, address)
    with story.then("the device knows nothing of the other's session", page):
        expect(page.get_by_role("heading", name=NOTHING)).to_be_visible()


def needles_in(hand: Hand, *muscles: str) -> str:
    """One needle into each muscle, all of them saved, and the worker ready; the address of the session."""
    for muscle in muscles:
        hand.tap(f"1 needle in: {muscle}")
    saved(hand.page)
    assert hand.page.evaluate(READY)
    return hand.page.url


def reopened(page: Page, address: str) -> Page:
    """The address in another tab of the device, after this one was lost."""
    context = page.context
    page.close(run_before_unload=False)
    fresh = context.new_page()
    fresh.goto(address)
    return fresh


def patient_name(page: Page) -> str:
    """Whose session the page is about."""
    return page.locator(".identity").first.inner_text().strip()


def place(page: Page, muscle: str) -> Any:
    """The needles of one muscle on the page without a connection."""
    return page.get_by_role("listitem").filter(has_text=muscle)


@contextmanager
def answering(port: int, status: int) -> Iterator[None]:
    """Something that answers everything with this status, as a proxy or a broken server would."""

    class Says(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            words = f"<body>The clinic says {status}</body>".encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Says)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def silent(port: int) -> Iterator[None]:
    """Something that takes every connection and never says a word, as a network that is nearly gone."""
    with socket.create_server(("127.0.0.1", port)):
        yield
