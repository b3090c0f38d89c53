"""Needles that are left for a planned time: the timer, the word that they are due, and the way to them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import records, steps
from tests.journeys.hand import INFRASPINATUS, TRAPEZIUS, Hand, begin, saved, sign
from tests.journeys.story import Story
from tests.journeys.test_without_a_connection import needles_in, reopened

STAYS = 10


@pytest.fixture
def episode(clinician: Page) -> str:
    """A plan in which the needles of the first muscle are left for ten minutes, and consent to it."""
    record = records.SAMPLES / "tony-reinger.json.gz"
    return steps.an_episode_to_needle(clinician, record, [TRAPEZIUS, INFRASPINATUS], stays=STAYS)


def timer(page: Page, muscle: str) -> Locator:
    """The timer of a muscle."""
    part = page.locator("[data-place]").filter(has=page.get_by_role("heading", name=muscle))
    return part.locator("[data-slot=dwell]")


def test_needles_left_for_ten_minutes_are_due_then_and_are_taken_out(
    story: Story, hand: Hand
) -> None:
    table = hand.page
    due = table.locator("#due[role=status]")
    with story.given("two needles left for ten minutes as planned, and one without a time", table):
        table.clock.install()
        expect(table.get_by_role("article", name=TRAPEZIUS)).to_contain_text("stays 10 min")
        before = hand.taps
        for muscle in (TRAPEZIUS, TRAPEZIUS, INFRASPINATUS):
            hand.tap(f"1 needle in: {muscle}")
        assert hand.taps - before == 3
        saved(table)
    with story.when("nine minutes pass, without a connection", table):
        table.context.set_offline(True)
        table.clock.fast_forward("09:00")
    with story.then("the timer counts towards the planned time, and nothing is due", table):
        expect(timer(table, TRAPEZIUS)).to_have_text(re.compile(r"^9:\d\d of 10 min$"))
        expect(timer(table, INFRASPINATUS)).to_have_text(re.compile(r"^9:\d\d$"))
        expect(due.get_by_role("button")).to_have_count(0)
    with story.when("the planned time is over", table):
        table.clock.fast_forward("01:30")
    with story.then("both are said to be due, and none has left the count", table):
        expect(due).to_have_text(f"2 needles due: {TRAPEZIUS}")
        card = table.get_by_role("article", name=TRAPEZIUS)
        expect(card.locator("[data-slot=due]")).to_have_text("2 due")
        other = table.get_by_role("article", name=INFRASPINATUS)
        expect(other.locator("[data-slot=due]")).to_be_hidden()
        expect(steps.counted(table, "In the body")).to_have_text("3")
    with story.when("the word that they are due is tapped", table):
        hand.tap(f"2 needles due: {TRAPEZIUS}")
    with story.then("it leads to the needles, and one tap takes one out", table):
        out = table.get_by_role("button", name=f"1 out, into the sharps: {TRAPEZIUS}", exact=True)
        expect(out).to_be_focused()
        expect(out).to_be_in_viewport()
        out.press("Enter")
        expect(due).to_have_text(f"1 needle due: {TRAPEZIUS}")
        hand.tap(f"Out, into the sharps: {TRAPEZIUS}")
        expect(due.get_by_role("button")).to_have_count(0)
        expect(steps.counted(table, "In the sharps")).to_have_text("2")
    with story.then("with the connection back the session is signed as any other", table):
        table.context.set_offline(False)
        hand.tap(f"Out, into the sharps: {INFRASPINATUS}")
        saved(table)
        sign(hand)
        expect(table.get_by_role("region", name="Note")).to_contain_text("(planned 10)")


def test_the_time_is_changed_at_the_table_for_this_session(story: Story, hand: Hand) -> None:
    table = hand.page
    card = table.get_by_role("article", name=TRAPEZIUS)
    with story.when("the needle is to stay longer, and what is no such time is typed", table):
        card.locator("summary", has_text=f"How: {TRAPEZIUS}").click()
        field = card.get_by_label("It stays", exact=True)
        expect(field).to_have_value("10")
        field.fill("61")
    with story.then("the page says what is allowed, and keeps nothing of it", table):
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(card.get_by_text("whole minutes from 1 to 60")).to_be_visible()
    with story.when("it is set right, and a needle goes in", table):
        field.fill("10")
        hand.tap(f"More, it stays: {TRAPEZIUS}")
        expect(card.get_by_text("whole minutes from 1 to 60")).to_be_hidden()
        hand.tap(f"1 needle in: {TRAPEZIUS}")
        saved(table)
    with story.then("it counts towards that time, also when the page is opened again", table):
        expect(timer(table, TRAPEZIUS)).to_contain_text("of 15 min")
        table.reload()
        expect(timer(table, TRAPEZIUS)).to_contain_text("of 15 min")
        expect(card.get_by_text("stays 15 min")).to_be_visible()
    with story.then("a needle that is moved in and out has no such time", table):
        card.locator("summary", has_text=f"How: {TRAPEZIUS}").click()
        card.get_by_role("button", name="moved in and out").click()
        expect(card.locator("[data-slot=how]")).not_to_contain_text("stays")


def test_a_tablet_whose_clock_is_an_hour_ahead_says_how_long_a_needle_has_been_in(
    story: Story, tablet: Page, episode: str
) -> None:
    tablet.clock.install(time=datetime.now(tz=UTC) + timedelta(hours=1))
    hand = Hand(tablet)
    with story.given("a needle that went in just now by a clock that is wrong", tablet):
        begin(hand, episode)
        hand.tap(f"1 needle in: {TRAPEZIUS}")
        saved(tablet)
    with story.then("the timer begins at nothing, here and when the page is opened again", tablet):
        for _ in range(2):
            with tablet.expect_response("**/live/"):
                tablet.reload()
            expect(timer(tablet, TRAPEZIUS)).to_have_text(re.compile(r"^[0-2]:\d\d of 10"))
            expect(tablet.locator("#due button")).to_be_hidden()


def test_a_needle_is_due_where_the_page_of_the_session_cannot_be_had_as_well(
    story: Story, hand: Hand
) -> None:
    address = needles_in(hand, TRAPEZIUS)
    hand.page.context.set_offline(True)
    hand.page.context.clock.install(time=datetime.now(tz=UTC) + timedelta(minutes=STAYS + 1))
    page = reopened(hand.page, address)
    with story.then("the count without a connection says so, and leads to the needle", page):
        expect(page.locator("#due[role=status]")).to_have_text(f"1 needle due: {TRAPEZIUS}")
        page.get_by_role("button", name="1 needle due").click()
        out = page.get_by_role("button", name=f"Out, into the sharps: {TRAPEZIUS}")
        expect(out).to_be_focused()
        expect(timer(page, TRAPEZIUS)).to_contain_text("of 10 min")
        out.press("Enter")
        expect(page.locator("#due button")).to_be_hidden()
        expect(steps.counted(page, "In the sharps")).to_have_text("1")
