"""How it works: anybody plays with the simulation, on a phone and at a laptop, with JavaScript and without."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.service import Service
from tests.journeys.story import LAPTOP, PHONE, Story


def test_a_visitor_plays_with_needling_on_a_phone(
    story: Story, service: Service, phone: Page
) -> None:
    with story.given("a visitor on the first page", phone):
        phone.goto("/")
    with story.when("they ask how needling works", phone):
        phone.get_by_role("link", name="How may dry needling work?").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("How may dry needling work?")
    with story.when("they press the needle in", phone):
        phone.get_by_role("button", name="Insert the needle").click()
        expect(phone.locator("#curves")).to_have_class(re.compile("is-playing"))
    with story.then("the claims stand below with their grades", phone):
        expect(phone.locator("#claims")).to_contain_text("Unsupported")
        expect(phone.locator("#claims")).to_contain_text("flushes poison")


def test_a_moved_slider_moves_the_curves_at_a_laptop(
    story: Story, service: Service, browser: Browser
) -> None:
    page = browser.new_context(base_url=service.address, viewport=LAPTOP).new_page()
    with story.given("a student at a laptop", page):
        page.goto("/how-it-works/?depth=student")
        expect(page.locator("#curves")).to_contain_text("d(flow)/dt")
    soreness = page.locator("#panel-soreness-description")
    before = soreness.text_content()
    with story.when("they ask for twenty needle moves", page):
        page.get_by_label("Needle moves").fill("20")
        expect(soreness).not_to_have_text(before or "")
    with story.then("switching trauma off takes the soreness away", page):
        page.get_by_text("Switch a part off").click()
        page.get_by_label("Trauma").check()
        expect(soreness).to_contain_text("right after 0,")
    page.context.close()


def test_the_examples_and_the_form_work_without_javascript(
    story: Story, service: Service, browser: Browser
) -> None:
    context = browser.new_context(
        base_url=service.address, viewport=PHONE, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/how-it-works/")
    page.get_by_role("navigation", name="Examples").get_by_role(
        "link", name="Sham needling"
    ).click()
    expect(page.locator("#curves")).to_contain_text("The fake needle")
    page.get_by_text("Change it yourself").click()
    page.get_by_label("Hurts when pressed").check(force=True)
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("muscle=latent"))
    context.close()
