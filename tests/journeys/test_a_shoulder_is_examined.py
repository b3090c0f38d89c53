"""A painful shoulder, examined beside the table: in at most 40 taps, and by the keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.service import Service
from tests.journeys.story import PHONE, Story

MOST_TAPS = 40
MOST_KEYS = 900
MOST_PIXELS = 5_000  # of a new assessment on the narrowest phone


class Hand:
    """A finger on a tablet that counts its taps, and waits until each was answered."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: Locator) -> None:
        """One tap."""
        what.tap()
        self.taps += 1

    def follow(self, what: Locator) -> None:
        """One tap on what leads to another page, until that page is there."""
        with self.page.expect_navigation():
            self.tap(what)

    def press(self, name: str) -> None:
        """One tap on a button of a result, and what it says must stand there afterwards."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.tap(self.page.locator(f"#{name}"))
        expect(self.page.locator(f"#{name}")).to_have_attribute("aria-pressed", "true")


@pytest.fixture
def address(clinician: Page) -> str:
    """The address of the assessment of a new episode."""
    clinician.goto(re.sub(r"(/clinics/[^/]+/).*", r"\1patients/", clinician.url))
    clinician.locator("main a[href*='/patients/']").first.click()
    episode = steps.open_episode(clinician, "Pain in the right shoulder")
    return f"{episode}assessment/"


def begin(page: Page, address: str) -> None:
    """Opens the page of the assessment and begins one."""
    page.goto(address)
    page.get_by_role("button", name="Begin the assessment").click()
    expect(page.locator("#ranking")).to_be_attached()


def test_a_shoulder_is_examined_in_at_most_forty_taps(
    story: Story, tablet: Page, address: str
) -> None:
    page, hand = tablet, Hand(tablet)
    begin(page, address)
    with story.when("the patient rates the pain and says where it hurts", page):
        for which, value in (("right now", "4"), ("worst", "7"), ("average", "5")):
            group = page.get_by_role("group", name=re.compile(which))
            hand.tap(group.get_by_role("radio", name=value, exact=True))
        hand.tap(page.get_by_text("Shoulder", exact=True).first)
        hand.tap(page.locator("label[for=region_shoulder-anterior_right]"))
        hand.tap(page.get_by_text("Upper arm", exact=True).first)
        with page.expect_response(re.compile("/parts/")):
            hand.tap(page.locator("label[for=region_arm-lateral_right]"))
    with story.then("the muscles are ranked, and the joints near the pain stand there", page):
        expect(page.locator("#ranking")).to_contain_text("Infraspinatus")
        expect(page.locator("#joint-shoulder")).to_be_visible()
        expect(page.locator("#joint-knee")).to_have_count(0)
    with story.when("six movements and four contractions are tested", page):
        for movement, found in (
            ("flexion", "normal"),
            ("abduction", "painful"),
            ("external-rotation", "normal"),
            ("internal-rotation", "limited"),
            ("horizontal-adduction", "painful"),
        ):
            hand.press(f"movement-shoulder-{movement}-right-{found}")
        hand.press("movement-hand-behind-back-right-both")
        for movement, found in (
            ("flexion", "normal"),
            ("abduction", "normal"),
            ("external-rotation", "painful"),
            ("internal-rotation", "normal"),
        ):
            hand.press(f"strength-shoulder-{movement}-right-{found}")
    with story.then("the ranking has followed, and says why", page):
        first = page.locator(".ranked").first
        expect(first).to_contain_text("Infraspinatus")
        hand.tap(first.locator("summary"))
        expect(first).to_contain_text("Shoulder external rotation hurts against resistance")
    with story.when("the suggested muscle is palpated", page):
        hand.follow(page.locator(".next-palpation", has_text="infraspinatus"))
        for sign in ("Taut band", "Hypersensitive spot", "Referred sensation", "Pain recognised"):
            group = page.locator("#palpate").get_by_role("group", name=sign)
            hand.tap(group.get_by_text("Yes", exact=True))
        hand.follow(page.get_by_role("button", name="Save the muscle"))
    with story.then("it is an active trigger point, and goes into the plan by one tap", page):
        expect(page.locator("#palpation")).to_contain_text("Active trigger point")
        hand.follow(page.get_by_role("link", name=re.compile("Put into the plan")))
        expect(page.get_by_role("checkbox", name="Infraspinatus, right")).to_be_checked()
    assert hand.taps <= MOST_TAPS, f"{hand.taps} taps for one shoulder"


def test_a_shoulder_is_examined_by_the_keyboard_alone(
    story: Story, clinician: Page, address: str
) -> None:
    page = clinician
    with story.given("a begun assessment", page):
        begin(page, address)
    with story.when("where it hurts is chosen from the list", page):
        _reach(page, "Shoulder")
        page.keyboard.press("Enter")
        with page.expect_response(re.compile("/parts/")):
            _reach(page, "region_shoulder-anterior_right")
            page.keyboard.press("Space")
    with story.when("a movement is pressed", page):
        _reach(page, "movement-shoulder-abduction-right-limited")
        with page.expect_response(re.compile("/movement/")):
            page.keyboard.press("Enter")
    with story.then("it is recorded, and the focus has stayed on the button", page):
        button = page.locator("#movement-shoulder-abduction-right-limited")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_be_focused()
    with story.when("the first suggestion of palpation is followed", page):
        _reach(page, "Palpate a muscle")  # the folded form, passed on the way
        _reach(page, "Palpate")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    with story.when("the signs are chosen with the arrows, and saved", page):
        for sign in ("taut_band", "hypersensitive_spot", "referred_sensation", "pain_recognised"):
            _reach(page, f"id_sign-{sign}_2")
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowLeft")
        _reach(page, "Save the muscle")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    with story.then("an active trigger point stands there, and goes into the plan", page):
        expect(page.locator("#palpation")).to_contain_text("Active trigger point")
        _reach(page, "Put into the plan")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("input[name=muscles]:checked")).to_have_count(1)


def test_a_folded_part_opens_for_a_link_and_the_sections_count_what_is_recorded(
    story: Story, tablet: Page, address: str
) -> None:
    page = tablet
    page.set_viewport_size(PHONE)
    with story.given("a new assessment on a phone", page):
        begin(page, address)
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= MOST_PIXELS, f"{height} px for a new assessment"
    with story.when("a link leads to the folded form of palpation", page):
        page.goto(f"{address}#palpate")
    with story.then("it is open", page):
        expect(page.locator("#palpate")).to_be_visible()
    with story.when("a movement is pressed", page):
        page.goto(f"{address}?joint=shoulder")
        page.locator("#movement-shoulder-abduction-right-limited").click()
    with story.then("the way to the movements says that one is recorded", page):
        way = page.locator("#sections").get_by_role("link", name="Movement and strength")
        expect(way).to_contain_text("1 recorded")


def test_without_javascript_a_press_is_saved_all_the_same(
    clinician: Page, service: Service, address: str
) -> None:
    browser, state = clinician.context.browser, clinician.context.storage_state()
    assert browser is not None
    plain = browser.new_context(
        base_url=service.address, storage_state=state, java_script_enabled=False
    ).new_page()
    begin(plain, address)
    plain.get_by_role("link", name="Shoulder", exact=True).click()
    plain.locator("#movement-shoulder-abduction-left-limited").click()
    pressed = plain.locator("#movement-shoulder-abduction-left-limited")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    plain.context.close()


def test_the_examination_fits_the_narrowest_phone(story: Story, tablet: Page, address: str) -> None:
    page = tablet
    page.set_viewport_size(PHONE)
    with story.given("a shoulder on a phone, with the nerves opened", page):
        begin(page, address)
        page.goto(f"{address}?joint=shoulder&nerves=1")
    for button in page.locator(".segments button:visible").all()[:60]:
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 43.5, button.text_content()


def _reach(page: Page, target: str) -> None:
    """Tabs forward until what has the focus has that id, or begins with those words."""
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        reached = page.evaluate(
            "target => { const e = document.activeElement;"
            " return e.id === target || e.textContent.trim().startsWith(target) }",
            target,
        )
        if reached:
            return
    raise AssertionError(f"{target} was not reached in {MOST_KEYS} steps")
