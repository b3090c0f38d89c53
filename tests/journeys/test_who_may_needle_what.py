"""A practitioner without the privilege for the thorax: told why before, beside the muscle, and at the needle."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import records, steps
from tests.journeys.conftest import sign_in
from tests.journeys.service import Service
from tests.journeys.story import LAPTOP, Story

NAME, EMAIL = "Noor Haddad", "noor@riverside.example"
TRAPEZIUS, DELTOID = "Upper trapezius, right", "Middle deltoid, right"
NEW_PASSWORD = "six words that nobody would guess"  # of a person in a test


@pytest.fixture
def lead(service: Service, browser: Browser) -> Iterator[Page]:
    """The clinical lead, signed in, at a laptop."""
    page = browser.new_context(base_url=service.address, viewport=LAPTOP).new_page()
    sign_in(page, service, "Clinical lead")
    yield page
    page.context.close()


def test_without_the_privilege_for_the_thorax_nobody_needles_the_upper_trapezius(
    story: Story, lead: Page, service: Service, browser: Browser
) -> None:
    with story.given("a colleague trained for shoulder and arm, and not for the thorax", lead):
        link = _a_colleague(lead)
        _record_credential(lead)
    with story.then("the lead sees in one table what they may needle", lead):
        lead.goto(re.sub(r"(/clinics/[^/]+/).*", r"\1staff/privileges/", lead.url))
        expect(lead.get_by_role("columnheader", name=NAME)).to_be_visible()
        expect(lead.get_by_role("row", name=re.compile("^Thorax"))).to_contain_text("no")
        expect(lead.get_by_role("row", name=re.compile("^Thigh"))).to_contain_text("no")
    newcomer = browser.new_context(base_url=service.address, viewport=LAPTOP).new_page()
    _set_password(newcomer, link)
    with story.given("a patient whose plan names the upper trapezius and the deltoid", newcomer):
        steps.import_record(newcomer, records.SAMPLES / "tony-reinger.json.gz")
        episode = steps.open_episode(newcomer, "Neck and shoulder")
        newcomer.get_by_role("button", name="Begin the screening").click()
        steps.answer_everything(newcomer)
        newcomer.get_by_role("button", name="Record this decision").click()
        _find_plan_and_consent(newcomer)
    with story.when("they open the needling page", newcomer):
        newcomer.goto(f"{episode}needling/")
    with story.then("it says for which muscle they may not, and why", newcomer):
        main = newcomer.get_by_role("main")
        expect(main).to_contain_text(re.compile("Not for: Upper trapezius", re.I))
        expect(main).to_contain_text("trained for its part of the body")
    with story.when("they begin the session and look at the muscle", newcomer):
        newcomer.get_by_role("button", name="Start the session").click()
        steps.open_needles(newcomer, 1)
    with story.then("no needle can be recorded there, and the reason stands beside it", newcomer):
        card = newcomer.get_by_role("article", name=re.compile("Upper trapezius", re.I))
        expect(card).to_contain_text("No needle may go in here now")
        expect(card).to_contain_text("trained for its part of the body")
        expect(card.get_by_role("button", name=f"1 needle in: {TRAPEZIUS}")).to_be_disabled()
    with story.then("the deltoid is open, and brings its code", newcomer):
        steps.tap(newcomer, f"1 needle in: {DELTOID}")
        expect(newcomer.get_by_role("region", name="Code")).to_contain_text("20560")
    newcomer.context.close()


def _a_colleague(lead: Page) -> str:
    """Adds a clinician who treats patients; returns the link by which they set a password."""
    lead.goto(re.sub(r"(/clinics/[^/]+/).*", r"\1staff/add/", lead.url))
    lead.get_by_label("Name").fill(NAME)
    lead.get_by_label("E-mail address").fill(EMAIL)
    lead.get_by_role("radio", name="Clinician").check(force=True)
    lead.get_by_role("button", name="Add").click()
    lead.get_by_role("button", name="Make a link to set a password").click()
    link = lead.get_by_label("Link to set a password").input_value()
    lead.get_by_role("link", name="Enter as treating patients").click()
    lead.get_by_label("Profession").fill("Physical therapist, DPT")
    lead.get_by_role("button", name="Save").click()
    return re.sub(r"^https?://[^/]+", "", link)


def _record_credential(lead: Page) -> None:
    """Enters a training that suffices in Colorado, for three parts of the body."""
    lead.get_by_role("link", name="Add a credential").click()
    lead.get_by_label("Training or licence").fill("Dry needling, upper limb")
    lead.get_by_label("Hours in all").fill("60")
    lead.get_by_label("Hours in person").fill("45")
    lead.get_by_label("Issued on").fill("2025-01-01")
    for part in ("Head and neck", "Shoulder girdle", "Arm and hand"):
        lead.get_by_role("checkbox", name=part).press("Space")
    lead.get_by_role("button", name="Record the credential").click()
    expect(lead.get_by_role("main")).to_contain_text("Shoulder girdle")


def _set_password(page: Page, link: str) -> None:
    page.goto(link)
    for field in page.locator("main input[type=password]").all():
        field.fill(NEW_PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    page.wait_for_load_state()
    page.goto("/account/login/")
    if page.get_by_label("Email").count():
        page.get_by_label("Email").fill(EMAIL)
        page.get_by_label("Password").fill(NEW_PASSWORD)
        page.get_by_role("button", name="Sign in").first.click()
    page.wait_for_url("**/clinics/**")


def _find_plan_and_consent(page: Page) -> None:
    """A trigger point in each of two muscles, a plan for both, and consent to it."""
    page.get_by_role("link", name="Go on to assessment").click()
    page.get_by_role("button", name="Begin the assessment").click()
    steps.rate_pain(page, now=6, worst=8, average=5)
    signs = ("Taut band", "Hypersensitive spot", "Referred sensation", "Pain recognised")
    for muscle in (TRAPEZIUS, DELTOID):
        steps.palpate(page, muscle.removesuffix(", right"), "Right", *signs)
    page.get_by_role("button", name="Go on to planning").click()
    steps.pick(page.get_by_role("checkbox", name=DELTOID))
    steps.agree_plan(page, "Lift my child again", TRAPEZIUS, "Rotator cuff loading")
    page.get_by_role("link", name="Take consent", exact=True).click()
    steps.sign_consent(page, "Tony Reinger")
