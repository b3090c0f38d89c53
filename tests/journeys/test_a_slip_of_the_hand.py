"""What was tapped by mistake at the table: an emergency stop taken back, and the undo of this device alone."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.hand import DELTOID, TRAPEZIUS, Hand, saved, sign
from tests.journeys.story import Story

SLIP = "It was a slip: nothing was taken out"


def test_everything_out_now_by_mistake_costs_no_recount(story: Story, hand: Hand) -> None:
    table = hand.page
    with story.given("two needles in", table):
        for _ in range(2):
            hand.tap(f"1 needle in: {TRAPEZIUS}")
    with story.when("the stop is touched by mistake", table):
        hand.tap("Everything out now")
        expect(table.get_by_role("region", name="Everything out now")).to_be_visible()
    with story.then("one tap takes it back, and both needles are still counted in", table):
        hand.tap(SLIP)
        expect(table.get_by_role("region", name="Everything out now")).to_have_count(0)
        expect(table.get_by_role("button", name=SLIP)).to_have_count(0)
        expect(steps.counted(table, "In the body")).to_have_text("2")
        expect(table.get_by_role("button", name="Everything out now")).to_be_focused()
    with story.then("the session goes on, and the note tells of it", table):
        saved(table)
        table.reload()
        expect(steps.counted(table, "In the body")).to_have_text("2")
        hand.tap(f"All 2 out, into the sharps: {TRAPEZIUS}")
        sign(hand)
        note = table.get_by_role("region", name="Note")
        expect(note).to_contain_text("was a slip of the hand: nothing was taken out for it")
        expect(note).not_to_contain_text("Emergency stop")


def test_a_stop_is_no_slip_once_a_needle_is_out_or_some_seconds_have_passed(
    story: Story, hand: Hand
) -> None:
    table = hand.page
    table.clock.install()
    with story.given("a stop, and a needle taken out for it", table):
        for _ in range(2):
            hand.tap(f"1 needle in: {TRAPEZIUS}")
        hand.tap("Everything out now")
        expect(table.get_by_role("button", name=SLIP)).to_be_visible()
        hand.tap(f"1 out: {TRAPEZIUS}")
    with story.then("it is not offered as a slip any more, and the recount waits", table):
        expect(table.get_by_role("button", name=SLIP)).to_have_count(0)
        hand.tap(f"Out: {TRAPEZIUS}")
        panel = table.get_by_role("region", name="Everything out now")
        panel.get_by_role("group", name="Seen by").get_by_role("radio").nth(1).check()
        hand.tap(re.compile("2 needles counted again"))
        expect(panel).to_have_count(0)
    with story.when("another stop is left for a while", table):
        hand.tap(f"1 needle in: {DELTOID}")
        hand.tap("Everything out now")
        expect(table.get_by_role("button", name=SLIP)).to_be_visible()
        table.clock.run_for(25_000)
    with story.then("it stands", table):
        expect(table.get_by_role("button", name=SLIP)).to_have_count(0)
        expect(table.get_by_role("region", name="Everything out now")).to_be_visible()


def test_undo_says_what_it_takes_back_and_leaves_other_devices_alone(
    story: Story, hand: Hand, other: Page
) -> None:
    table = hand.page
    with story.given("two needles by this device and a later one by another", table):
        for _ in range(2):
            hand.tap(f"1 needle in: {TRAPEZIUS}")
        saved(table)
        other.goto(table.url)
        expect(other.get_by_role("button", name=re.compile("^Undo"))).to_have_count(0)
        other.locator("[data-do=packet]").first.click()
        steps.tap(other, f"1 needle in: {DELTOID}")
        saved(other)
        table.reload()
        expect(steps.counted(table, "In the body")).to_have_text("3")
    with story.when("this device undoes", table):
        hand.tap("Undo: needle 2 into right upper trapezius")
    with story.then("its own needle is taken back, and the other's is not", table):
        expect(table.get_by_role("article", name=DELTOID)).to_contain_text("1 in")
        expect(table.get_by_role("article", name=TRAPEZIUS)).to_contain_text("1 in")
        expect(
            table.get_by_role("button", name="Undo: needle 1 into right upper trapezius")
        ).to_be_visible()
        saved(table)
    with story.then("the other device can undo its own", other):
        steps.tap(other, "Undo: needle 1 into right middle deltoid")
        expect(steps.counted(other, "In the body")).to_have_text("1")
