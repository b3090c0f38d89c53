"""Three published accidents, met by this software in a browser: from the needle to whoever must be told.

S1: Mintken 2025, DOI 10.1093/ptj/pzaf078. S2: chest pain two hours after needling of the back.
S5: PMC12354976, a bleed beside the cord taken for a stroke.
"""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.story import Story

RHOMBOIDS, LOWER_TRAPEZIUS = "Rhomboids, left", "Lower trapezius, right"
SPLENIUS = "Splenius capitis, left"


def test_a_sharp_pain_beside_the_shoulder_blade_is_followed_to_the_emergency_page(
    story: Story, clinician: Page, tablet: Page, phone: Page, record: Path
) -> None:
    with story.given("the muscle beside the left shoulder blade is to be needled", clinician):
        episode = steps.an_episode_to_needle(clinician, record, (RHOMBOIDS,))
    with story.when("it hurts unusually as the needle goes in", tablet):
        start(tablet, episode)
        steps.tap(tablet, f"1 needle in: {RHOMBOIDS}")
        steps.tap(tablet, f"Sharp pain as it went in: {RHOMBOIDS}")
    with story.then("it is flagged at once, with what to do", tablet):
        expect(tablet.get_by_text("Examine breathing before the patient leaves")).to_be_visible()
    with story.when("the session is signed", tablet):
        finish(tablet, RHOMBOIDS)
    with story.then("aftercare watches the chest, and knows of the pain", clinician):
        clinician.goto(f"{episode}aftercare/")
        expect(clinician.get_by_text("Flagged at the table").first).to_be_visible()
        expect(clinician.get_by_text("Treat as a pneumothorax").first).to_be_visible()
    with story.when("the patient becomes short of breath", phone):
        tell(clinician, phone, re.compile("short of breath"))
    with story.then("the phone says to get help now, and what was needled", phone):
        expect_help(phone, RHOMBOIDS)


def test_chest_pain_after_needling_of_the_back_is_an_emergency(
    story: Story, clinician: Page, tablet: Page, phone: Page, record: Path
) -> None:
    with story.given("a muscle of the back was needled on the right", tablet):
        episode = steps.an_episode_to_needle(clinician, record, (LOWER_TRAPEZIUS,))
        start(tablet, episode)
        steps.tap(tablet, f"1 needle in: {LOWER_TRAPEZIUS}")
        finish(tablet, LOWER_TRAPEZIUS)
    with story.when("the chest hurts", phone):
        tell(clinician, phone, re.compile("pain in your chest"))
    with story.then("the phone says to get help now", phone):
        expect_help(phone, LOWER_TRAPEZIUS)
    with story.then("the clinic sees it first of all", clinician):
        clinician.goto(re.sub(r"(/clinics/[^/]+/).*", r"\1", clinician.url))
        expect(clinician.get_by_text("A sign after needling was reported").first).to_be_visible()


def test_whoever_comes_for_a_stroke_hears_of_the_needling_and_of_clopidogrel(
    story: Story, clinician: Page, tablet: Page, phone: Page, record: Path
) -> None:
    with story.given("a neck was needled in somebody who takes clopidogrel", tablet):
        episode = steps.an_episode_to_needle(
            clinician, record, (SPLENIUS,), yes=("aspirin or clopidogrel",)
        )
        start(tablet, episode)
        steps.tap(tablet, f"1 needle in: {SPLENIUS}")
    with story.then("the card at the table tells the ambulance both", tablet):
        session = tablet.url
        tablet.get_by_role("link", name="If something goes wrong").click()
        told = tablet.get_by_role("region", name="Tell whoever comes")
        expect(told).to_contain_text(SPLENIUS)
        expect(told).to_contain_text(re.compile("antiplatelet", re.I))
        tablet.goto(session)
    with story.when("the session is signed, and one side becomes weak", phone):
        finish(tablet, SPLENIUS)
        tell(clinician, phone, re.compile("weak"))
    with story.then("the phone tells them too", phone):
        expect_help(phone, SPLENIUS)
        expect(phone.get_by_role("main")).to_contain_text(re.compile("antiplatelet", re.I))


def start(tablet: Page, episode: str) -> None:
    """Begins a session with one needle open."""
    tablet.goto(f"{episode}needling/")
    tablet.get_by_role("button", name="Start the session").click()
    tablet.wait_for_url(re.compile(r"/needling/[0-9a-f-]{36}/$"))
    if tablet.get_by_role("button", name="Nothing is new").count():
        tablet.get_by_role("button", name="Nothing is new").click()
    steps.open_needles(tablet, 1)


def finish(tablet: Page, muscle: str) -> None:
    """Takes the needle out and signs."""
    steps.tap(tablet, f"Out, into the sharps: {muscle}")
    tablet.get_by_role("button", name="Sign the session").click()
    expect(tablet.get_by_role("region", name="Note")).to_contain_text("1 needle in and 1 out")


def tell(clinician: Page, phone: Page, sign: re.Pattern[str]) -> None:
    """The patient opens the check-in on a phone and answers yes to one sign, and no to every other."""
    clinician.goto(re.sub(r"(/episodes/[^/]+/).*", r"\1aftercare/", clinician.url))
    name = clinician.locator(".identity a").first.inner_text()
    steps.open_link(phone, steps.link_for_patient(clinician, name))
    phone.get_by_role("link", name="How are you after needling?").click()
    for _ in range(40):
        phone.wait_for_load_state()
        if phone.get_by_text("Get help now").count():
            return
        asked = phone.get_by_role("main").inner_text()
        answer = "Yes" if sign.search(asked) else "No"
        choice = phone.get_by_role("radio", name=answer, exact=True)
        if choice.count():
            steps.pick(choice)
        phone.get_by_role("main").get_by_role("button").first.click()
    raise AssertionError("the check-in does not end")


def expect_help(phone: Page, muscle: str) -> None:
    """The emergency page, to be read to whoever comes."""
    main = phone.get_by_role("main")
    expect(main).to_contain_text("Get help now")
    expect(main).to_contain_text(muscle)
