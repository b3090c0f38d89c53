"""Two makers with one lot number: the packet shows whose it is, and a recall of one leaves the other's needles in use."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.hand import DELTOID, Hand, begin, saved
from tests.journeys.story import Story

OURS, THEIRS = "Steelneedle", "Silverpoint"


def test_a_recall_names_one_of_two_makers(
    story: Story, lead: Page, tablet: Page, episode: str
) -> None:
    clinic = re.sub(r"/episodes/.*", "/", episode)
    for maker in (OURS, THEIRS):
        with story.given(f"lot TW-55 of {maker} on the list", lead):
            lead.goto(f"{clinic}supplies/lots/add/")
            lead.get_by_label("Maker", exact=True).fill(maker)
            lead.get_by_label("Name of the needles").fill("Plain")
            lead.get_by_label("Lot", exact=True).fill("TW-55")
            lead.get_by_label("Use before").fill("2099-01-31")
            lead.get_by_label(re.compile("^Length")).fill("30")
            lead.get_by_label("Needles received").fill("100")
            lead.get_by_role("button", name="Put it on the list").click()
            expect(lead.get_by_role("heading", level=1)).to_have_text(f"{maker}, lot TW-55")
    hand = Hand(tablet)
    with story.given("a session with both packets at hand", tablet):
        begin(hand, episode)
        for maker in (OURS, THEIRS):
            packet = tablet.get_by_role("button", name=re.compile(f"lot TW-55.*{maker}"))
            expect(packet).to_be_visible()
    with story.when("one tap says whose packet it is, and a needle goes in and out", tablet):
        hand.tap(re.compile(f"lot TW-55.*{THEIRS}"))
        hand.tap(f"1 needle in: {DELTOID}")
        hand.tap(f"Out, into the sharps: {DELTOID}")
        saved(tablet)
    with story.when("the other maker recalls its lot", lead):
        lead.goto(f"{clinic}supplies/recalls/")
        lead.get_by_label("Lot", exact=True).fill("tw 55")
        lead.get_by_label("Maker").fill(OURS)
        lead.get_by_label("Who announced it").fill("the maker, notice 3")
        lead.get_by_label("What is wrong with it").fill("Points may be blunt.")
        lead.get_by_role("button", name="Close this lot").click()
    with story.then("nobody was needled with it, and who was with the other’s is shown", lead):
        expect(lead.get_by_role("heading", name="Nobody")).to_be_visible()
        expect(lead.get_by_role("main")).to_contain_text("This lot is recalled.")
        others = lead.get_by_role("table", name="Same number, another maker")
        expect(others).to_contain_text(f"TW-55 of {THEIRS}")
    with story.then("it is closed on the list, and the other is not", lead):
        lead.goto(f"{clinic}supplies/")
        rows = lead.get_by_role("listitem").filter(has_text="TW-55")
        expect(rows.filter(has_text=OURS)).to_contain_text("Recalled")
        expect(rows.filter(has_text=THEIRS)).to_contain_text("In use")
    with story.then("the table goes on with the other’s packet and offers no recalled one", tablet):
        hand.tap(f"1 needle in: {DELTOID}")
        hand.tap(f"Out, into the sharps: {DELTOID}")
        saved(tablet)
        expect(tablet.locator("#refused")).to_be_hidden()
        tablet.reload()
        offered = tablet.get_by_role("button", name=re.compile("lot TW-55"))
        expect(offered).to_have_count(1)
        expect(offered).to_contain_text(THEIRS)
