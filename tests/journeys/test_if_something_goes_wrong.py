"""Something goes wrong at the table: from the session to what to do first, in two taps, and on paper."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.story import Story

TREATED_FAMILY = "Lindqvist"


def test_from_the_session_to_what_to_do_first_in_two_taps(
    story: Story, clinician: Page, tablet: Page
) -> None:
    with story.given("a clinician beside the table", tablet):
        tablet.goto(a_session(clinician))
    with story.when("something goes wrong and they open the card", tablet):
        tablet.goto(f"{tablet.url}emergencies/")
        expect(tablet.get_by_role("heading", level=1)).to_have_text("If something goes wrong")
    with story.when("they press on what they see", tablet):
        tablet.get_by_role("link", name="Suspected collapsed lung").tap()
    with story.then("what to do first is in sight, with the number to call", tablet):
        lung = tablet.locator("#suspected-pneumothorax")
        expect(lung.locator(".first")).to_be_in_viewport()
        expect(lung.locator(".first")).to_contain_text("Call 911 now")
        call = tablet.locator(".action-bar").get_by_role("link", name="Call 911")
        expect(call).to_be_in_viewport()
        expect(call).to_have_attribute("href", "tel:911")
    with story.then("everything but the ways around it is printed", tablet):
        tablet.emulate_media(media="print")
        expect(tablet.locator(".find")).to_be_hidden()
        assert tablet.locator(".procedure").count() == tablet.locator(".procedure:visible").count()
        tablet.emulate_media(media="screen")


def a_session(page: Page) -> str:
    """The address of the first session of the demo clinic's treated patient, whatever was done there since."""
    page.goto(re.sub(r"(/clinics/[^/]+/).*", rf"\1patients/?q={TREATED_FAMILY}", page.url))
    page.goto(addresses(page, r"/clinics/[^/]+/patients/[0-9a-f-]{36}/")[0])
    episode = addresses(page, r"/clinics/[^/]+/episodes/[0-9a-f-]{36}/")[0]
    page.goto(f"{episode}needling/")
    return addresses(page, rf"{episode}needling/[0-9a-f-]{{36}}/")[-1]


def addresses(page: Page, pattern: str) -> list[str]:
    """The addresses of that form to which the page links, in its order."""
    links = page.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return list(dict.fromkeys(found[0] for link in links if (found := re.match(pattern, link))))
