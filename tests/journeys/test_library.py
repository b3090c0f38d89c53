"""The library: a clinician looks a muscle up by a misspelt name, on a phone, and prints it; and reads why."""

from playwright.sync_api import Page, expect

from tests.journeys.story import Story


def test_a_muscle_is_looked_up_read_and_followed_to_its_sources(story: Story, phone: Page) -> None:
    with story.given("the library, open to everybody", phone):
        phone.goto("/library/")
        expect(phone.get_by_role("heading", level=1)).to_have_text("The knowledge library")
    with story.when("they search by a misspelt name", phone):
        phone.get_by_role("searchbox").fill("infraspinatos")
        phone.get_by_role("searchbox").press("Enter")
    with story.when("they open the first that was found", phone):
        phone.locator("main").get_by_role("link", name="Infraspinatus").first.click()
    with story.then("what a needle must not meet stands there, and where pain is felt", phone):
        expect(phone.get_by_role("heading", name="In the needle’s way")).to_be_visible()
        expect(phone.get_by_role("link", name="Pleura and lung").first).to_be_visible()
        expect(phone.get_by_role("img").first).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    with story.when("they follow a hazard", phone):
        phone.get_by_role("link", name="Pleura and lung").first.click()
    with story.then("it says which muscles name it", phone):
        expect(phone.get_by_role("heading", name="Named in: Muscles")).to_be_visible()


def test_a_statement_leads_to_the_cases_that_prove_it(story: Story, phone: Page) -> None:
    with story.given("a statement of screening", phone):
        phone.goto("/library/screening/precautions/anticoagulant/")
    with story.when("they open the first case", phone):
        phone.locator("details.library-case summary").first.click()
    with story.then("they read what is given and what must follow", phone):
        expect(phone.get_by_role("heading", name="Given").first).to_be_visible()
        expect(phone.locator("details[open]").get_by_text("tests/cases/")).to_be_visible()


def test_a_muscle_prints_without_what_is_only_for_the_screen(story: Story, phone: Page) -> None:
    with story.given("a muscle, as it is printed", phone):
        phone.goto("/library/anatomy/muscles/gluteus-minimus/")
        phone.emulate_media(media="print")
    with story.then("the search is gone and the sources are there", phone):
        expect(phone.get_by_role("searchbox")).to_be_hidden()
        expect(phone.get_by_role("heading", name="Sources")).to_be_visible()
