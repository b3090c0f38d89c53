"""Every needle with the sharps container it went into: named by itself, chosen once, refused when it is closed."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.hand import DELTOID, Hand, begin, saved
from tests.journeys.story import Story

ROOM = "Needling room 7"


def in_and_out(hand: Hand) -> None:
    """Two taps: a needle in, and out into the sharps."""
    hand.tap(f"1 needle in: {DELTOID}")
    hand.tap(f"Out, into the sharps: {DELTOID}")
    saved(hand.page)


def needles_in(page: Page, supplies: str, name: str) -> int:
    """How many needles went into a container, as its page says."""
    page.goto(supplies)
    page.get_by_role("link", name=re.compile(f"^{name}")).click()
    return int(page.get_by_text(re.compile(r"needles? went in")).inner_text().split()[0])


def test_a_needle_is_put_away_in_a_container_with_a_name(
    story: Story, lead: Page, tablet: Page, episode: str
) -> None:
    supplies = re.sub(r"/episodes/.*", "/supplies/", episode)
    hand, into = Hand(tablet), tablet.locator("#into")
    choice = tablet.get_by_label("Sharps: the container they go into")

    with story.given("one open container", tablet):
        begin(hand, episode)
        expect(into).to_have_text(re.compile("^Sharps: Container 1"))
        expect(choice).to_be_hidden()
    before = needles_in(lead, supplies, "Container 1")
    with story.when("a needle goes in and out", tablet):
        taps = hand.taps
        in_and_out(hand)
        assert hand.taps == taps + 2
    with story.then("it is in that container", lead):
        assert needles_in(lead, supplies, "Container 1") == before + 1
    with story.when("a second one is opened", lead):
        lead.goto(f"{supplies}containers/add/")
        lead.get_by_label("Name").fill(ROOM)
        lead.get_by_label("Where it stands").fill("Room 7")
        lead.get_by_role("button", name="It is open").click()
        tablet.reload()
    with story.then("the one named last in this session stays", tablet):
        expect(choice).to_have_value("Container 1")
    with story.when("the other is chosen, once", tablet):
        choice.select_option(ROOM)
        in_and_out(hand)
        in_and_out(hand)
    with story.then("this device remembers it", tablet):
        tablet.reload()
        expect(choice).to_have_value(ROOM)
        assert needles_in(lead, supplies, ROOM) == 2
    with story.when("it is closed while the page at the table stays open", lead):
        hand.tap(f"1 needle in: {DELTOID}")
        saved(tablet)
        tablet.route("**/live/", lambda look: look.abort())  # it has not heard of it yet
        lead.get_by_role("button", name="Closed").click()
        expect(lead.get_by_text("Noted.")).to_be_visible()
        hand.tap(f"Out, into the sharps: {DELTOID}")
    with story.then("it takes no more, and the needle is not away", tablet):
        expect(tablet.locator("#refused")).to_contain_text(f"{ROOM} is closed.")
        tablet.unroute("**/live/")
        expect(choice).to_be_hidden(timeout=30_000)
        expect(into).to_have_text(re.compile("^Sharps: Container 1"))
        expect(tablet.locator('[data-count="discarded"]').first).to_have_text("3")
    with story.then("one tap puts it into the one that is open", tablet):
        hand.tap(re.compile("1 in hand"))
        saved(tablet)
        expect(tablet.locator('[data-count="discarded"]').first).to_have_text("4")
        assert needles_in(lead, supplies, "Container 1") == before + 2
