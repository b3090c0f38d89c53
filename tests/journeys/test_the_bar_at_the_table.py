"""The bar at the bottom of the page at the table: what stops everything never moves, and no words are cut."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.hand import DELTOID, TRAPEZIUS, Hand, saved
from tests.journeys.story import Story

SIZES = ({"width": 360, "height": 740}, {"width": 768, "height": 1024})
CUT = """() => [...document.querySelectorAll('#dock button:not([hidden])')]
    .filter(one => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)
    .map(one => one.textContent)"""


def test_everything_out_now_stays_where_it_is(story: Story, hand: Hand) -> None:
    table = hand.page
    with story.given("a session without a needle", table):
        places = seen(table)
    with story.when("the first needle goes in, then others", table):
        for muscle in (TRAPEZIUS, TRAPEZIUS, DELTOID):
            hand.tap(f"1 needle in: {muscle}")
        saved(table)
        assert seen(table) == places
    with story.when("needles are opened and lie unused", table):
        steps.open_needles(table, 2)
        assert seen(table) == places
    with story.when("the connection is lost", table):
        table.context.set_offline(True)
        hand.tap(f"1 out, into the sharps: {TRAPEZIUS}")
        expect(table.locator("#outbox")).to_contain_text("1 tap kept on this device")
        assert seen(table) == places


def test_a_button_says_which_needle_it_means(story: Story, hand: Hand) -> None:
    table = hand.page
    state = table.locator("[data-slot=state]")
    with story.given("two needles, one of which breaks", table):
        hand.tap(f"1 needle in: {TRAPEZIUS}")
        hand.tap(f"1 needle in: {DELTOID}")
        card = table.get_by_role("article", name=DELTOID)
        card.locator("summary", has_text="Bent, broken").click()
        card.get_by_role("button", name="Broken").click()
    with story.then("what is in the hand and what is in the body are told apart", table):
        dock = table.get_by_role("region", name="Needle count")
        expect(dock.get_by_role("button", name="1 in hand, into the sharps")).to_be_visible()
        expect(dock.get_by_role("button", name="Out, into the sharps", exact=True)).to_be_visible()
        expect(state).to_have_text("2 needles and 1 part still to be accounted for")
        saved(table)
        table.reload()
        expect(state).to_have_text("2 needles and 1 part still to be accounted for")


def test_a_refused_signature_leaves_a_page_that_opens_again(story: Story, hand: Hand) -> None:
    table = hand.page
    address = table.url
    with story.when("a session is signed with a needle in the body", table):
        hand.tap(f"1 needle in: {TRAPEZIUS}")
        saved(table)
        hand.tap(re.compile("^Sign"))
        expect(table.get_by_text("The session cannot be signed yet")).to_be_visible()
    with story.then("the tab can be closed, and opened again at its address", table):
        expect(table).to_have_url(address)
        again = table.goto(table.url)
        assert again is not None
        assert again.ok


def seen(page: Page) -> list[dict[str, float] | None]:
    """Where the button is, at each size of the window; every button of the bar shows all of its words."""
    places = []
    for size in SIZES:
        page.set_viewport_size(size)
        page.evaluate("scrollTo(0, 0)")
        stop = page.get_by_role("button", name="Everything out now")
        expect(stop).to_be_in_viewport(ratio=1)
        places.append(stop.bounding_box())
        assert page.evaluate(CUT) == []
    return places
