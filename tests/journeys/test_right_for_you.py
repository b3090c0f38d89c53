"""The public page: an honest answer without an account, on a phone, and nothing is kept."""

import re
import sqlite3

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.service import Service
from tests.journeys.story import PHONE, Story


def rows(service: Service) -> dict[str, int]:
    """How many rows each table of the service's database holds."""
    with sqlite3.connect(service.folder / "filiform.sqlite3") as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in tables
        }


def answer_all_pages(page: Page, *yes: str) -> int:
    """Goes through every page with no, except where the words match; returns the pages seen."""
    for number in range(60):
        groups = page.locator("main fieldset")
        if groups.count() == 0:
            return number
        for index in range(groups.count()):
            group = groups.nth(index)
            wanted = "yes" if any(words in group.inner_text() for words in yes) else "no"
            radio = group.locator(f"input[type=radio][value={wanted}]")
            if radio.count():
                radio.first.check(force=True)
        page.locator("main").get_by_role("button", name=re.compile("Next|answer", re.I)).click()
        page.wait_for_load_state()
    raise AssertionError("the questions do not end")


def test_a_stranger_gets_an_honest_answer_and_nothing_is_kept(
    story: Story, service: Service, phone: Page
) -> None:
    before = rows(service)
    with story.given("a stranger on a phone", phone):
        phone.goto("/")
    with story.when("they ask whether needling is right for them", phone):
        phone.get_by_role("link", name="Is dry needling right for you?").click()
        phone.get_by_role("button", name="Start").click()
    with story.when("they answer, and take a blood thinner", phone):
        seen = answer_all_pages(phone, "Do you take a blood thinner", "pain in a muscle")
    with story.then("they learn that more care is needed, and why", phone):
        assert seen > 3
        expect(phone.get_by_role("main")).to_contain_text("Do not stop your blood thinner")
    with story.then("nothing of it was kept", phone):
        assert rows(service) == before
        names = {cookie["name"] for cookie in phone.context.cookies()}
        assert not any("session" in name for name in names), names


@pytest.mark.parametrize("javascript", [False])
def test_the_questions_work_without_javascript(
    story: Story, service: Service, browser: Browser, javascript: bool
) -> None:
    context = browser.new_context(
        base_url=service.address, viewport=PHONE, java_script_enabled=javascript
    )
    page = context.new_page()
    page.goto("/right-for-you/")
    page.get_by_role("button", name="Start").click()
    answer_all_pages(page, "so afraid of needles")
    expect(page.get_by_role("main")).to_contain_text(re.compile("needle", re.I))
    context.close()
