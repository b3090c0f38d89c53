"""Where does it hurt? Painted on a phone, from a list with the keyboard, without a connection; nothing is lost."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from filiform.clinical.drawing import Stroke, StrokeKind, drawn
from filiform.clinical.findings import PainQuality
from filiform.kernel.side import Side
from tests.journeys import steps
from tests.journeys.service import Service
from tests.journeys.story import PHONE, Story, accessible

SHOULDER = "Front of the shoulder, left"
KEY = "anatomy/regions/shoulder-anterior", "left"


@pytest.fixture
def patient(service: Service, clinician: Page, browser: Browser) -> Iterator[BrowserContext]:
    """A new patient's phone, on which the one-time link was opened."""
    name = f"Journey {random.randrange(10**9)}"
    clinician.goto(re.sub(r"(/clinics/[^/]+/).*", r"\1patients/add/", clinician.url))
    clinician.get_by_label("Family name").fill(name)
    clinician.get_by_label("Birth date").fill("1984-05-01")
    clinician.get_by_label("Number", exact=True).fill(name)
    clinician.get_by_role("button", name="Add the patient").click()
    steps.open_episode(clinician, "Shoulder pain")
    link = steps.link_for_patient(clinician, name)
    context = browser.new_context(
        base_url=service.address, viewport=PHONE, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    steps.open_link(page, link)
    yield context
    context.close()


def test_a_shoulder_painted_on_a_phone_survives_the_end_of_the_tab(
    story: Story, patient: BrowserContext, clinician: Page
) -> None:
    page = patient.pages[0]
    with story.given("the patient is asked where it hurts", page):
        page.get_by_role("link", name="Show where it hurts").click()
        expect(region(page)).to_be_visible()
    with story.when("the shoulder is tapped", page):
        tap(page)
    with story.then("a sheet asks how much and how", page):
        expect(page.get_by_role("heading", name=SHOULDER)).to_be_visible()
    with story.when("the patient says so", page):
        page.get_by_label("7", exact=True).check()
        page.get_by_label("Aching").check()
    with story.when("a stroke is not saved before the tab is killed", page):
        page.route("**/strokes/", lambda route: route.abort())
        page.get_by_label("8", exact=True).check()
        expect(status(page)).to_have_text("Will be saved when you are online again")
    address = page.url
    kill(page)
    page = patient.new_page()
    with story.then("nothing is lost, and now it is saved", page):
        page.goto(address)
        expect(words(page)).to_have_text(f"{SHOULDER}, 8 of 10, aching")
        expect(status(page)).to_have_text("Saved")
    with story.when("the close-ups and another pain are used", page):
        page.get_by_role("button", name="Hands").click()
        page.get_by_role("button", name="Another pain").click()
        tap(page, "anatomy/regions/palm", "left")
        page.get_by_label("Numb").check()
        page.get_by_role("button", name="Done").click()
    with story.then("both pains stand in words", page):
        expect(words(page)).to_have_count(2)
    with story.when("the last stroke is undone twice", page):
        for _ in range(2):
            page.get_by_role("button", name="Undo").click()
    with story.then("only the shoulder is left", page):
        expect(words(page)).to_have_count(1)
        expect(status(page)).to_have_text("Saved")
    clinician.goto(re.sub(r"/patients/.*", "/", clinician.url))
    seen_by_the_clinician(story, clinician, page)


def seen_by_the_clinician(story: Story, clinician: Page, page: Page) -> None:
    """The drawing, with a muscle's referral laid over it."""
    episode = re.search(r"/my/drawing/([0-9a-f-]+)/", page.url)
    assert episode is not None
    with story.when("the clinician looks at the drawing", clinician):
        clinician.goto(f"/clinics/riverside/episodes/{episode[1]}/assessment/drawing/")
    with story.then("it is there, drawn by the patient", clinician):
        expect(clinician.get_by_text("Drawn by the patient")).to_be_visible()
        expect(clinician.get_by_text("Anterior shoulder, left, 8 of 10, aching")).to_be_visible()
    with story.when("the referral of a muscle is laid over it", clinician):
        clinician.get_by_label("Referral of").select_option(label="Infraspinatus")
        clinician.get_by_role("button", name="Show").click()
    with story.then("it is named, and its pictures load", clinician):
        expect(clinician.get_by_text("Infraspinatus, left:")).to_be_visible()
        clinician.wait_for_load_state("networkidle")
        assert clinician.evaluate(
            "[...document.querySelectorAll('main img')].filter(i => !i.complete || !i.naturalWidth).length"
        ) in (0, None)


def test_the_same_drawing_is_made_with_the_keyboard_alone(
    story: Story, patient: BrowserContext
) -> None:
    page = patient.pages[0]
    with story.given("the list is reached with the keyboard", page):
        page.get_by_role("link", name="Show where it hurts").focus()
        page.keyboard.press("Enter")
        expect(region(page)).to_be_visible()
        page.get_by_role("link", name="As a list").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/list/")
    with story.when("an area is opened, a place ticked and rated", page):
        area(page).focus()
        page.keyboard.press("Enter")
        page.get_by_role("checkbox", name=SHOULDER).focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("6")
        page.keyboard.press("Tab")
        page.keyboard.type("Sharp")
        page.keyboard.press("Tab")
        expect(status(page)).to_have_text("Saved")
    with story.then("it stands on the map too", page):
        page.get_by_role("link", name="Draw it on the body instead").focus()
        page.keyboard.press("Enter")
        expect(words(page)).to_have_text(f"{SHOULDER}, 6 of 10, sharp")


def test_what_is_drawn_offline_is_saved_when_the_connection_is_back(
    story: Story, patient: BrowserContext
) -> None:
    page = patient.pages[0]
    with story.given("the map is open", page):
        page.get_by_role("link", name="Show where it hurts").click()
        expect(region(page)).to_be_visible()
    with story.when("the connection is lost and the patient paints", page):
        patient.set_offline(True)
        tap(page)
        page.get_by_label("5", exact=True).check()
    with story.then("the page says that it waits", page):
        expect(status(page)).to_have_text("Will be saved when you are online again")
    with story.when("the connection is back", page):
        patient.set_offline(False)
        expect(status(page)).to_have_text("Saved")
    with story.then("another device sees it", page):
        page.evaluate("localStorage.clear()")
        page.reload()
        expect(words(page)).to_have_text(f"{SHOULDER}, 5 of 10")


def test_the_drawing_needs_no_script(
    story: Story, patient: BrowserContext, browser: Browser, service: Service
) -> None:
    state, map_page = patient.storage_state(), patient.pages[0]
    map_page.get_by_role("link", name="Show where it hurts").click()
    plain = browser.new_context(
        base_url=service.address, viewport=PHONE, storage_state=state, java_script_enabled=False
    )
    page = plain.new_page()
    page.goto(map_page.url)
    page.get_by_role("link", name="Choose from the list").click()
    area(page).click()
    page.get_by_role("checkbox", name=SHOULDER).check(force=True)
    page.get_by_label(f"{SHOULDER}: how much").fill("11")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“11” is not a whole number from 0 to 10")).to_be_visible()
    page.get_by_label(f"{SHOULDER}: how much").fill("4")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label(f"{SHOULDER}: how much")).to_have_value("4")
    plain.close()
    with story.then("it stands on the map", map_page):
        map_page.reload()
        expect(words(map_page)).to_have_text(f"{SHOULDER}, 4 of 10")
        accessible(map_page, "the map")


def test_the_browser_folds_strokes_as_the_server_does(patient: BrowserContext) -> None:
    """Twenty histories of strokes, folded by both; the seed stands here, so that a difference can be told again."""
    page = patient.pages[0]
    page.get_by_role("link", name="Show where it hurts").click()
    script = page.locator("script[src*='body-map.js']").get_attribute("src") or ""
    source = page.evaluate(
        "async (name) => (await (await fetch(name)).text()).match(/['\"]([^'\"]*strokes[^'\"]*js)['\"]/)[1]",
        script,
    )
    fold = page.evaluate(
        "async ([base, name]) => { const at = new URL(name, new URL(base, location)); "
        "const text = await (await fetch(at)).text(); "
        "return new URL(text.match(/['\"]([^'\"]*fold[^'\"]*js)['\"]/)[1], at).href }",
        [script, source],
    )
    chance = random.Random(20261126)
    for _ in range(20):
        strokes = [some_stroke(chance, number) for number in range(30)]
        shown = page.evaluate(
            "async ([fold, strokes]) => (await import(fold)).drawn(strokes)",
            [fold, [as_json(one) for one in strokes]],
        )
        assert [
            (x["pain"], x["region"], x["side"], x["intensity"], x["quality"]) for x in shown
        ] == [(x.pain, x.region, x.side, x.intensity, x.quality) for x in drawn(strokes)]


def some_stroke(chance: random.Random, number: int) -> Stroke:
    """A stroke of one of a few devices: it may undo what came before or after, or something unheard of."""
    kind = chance.choice([*StrokeKind, StrokeKind.PAINT, StrokeKind.PAINT])
    places = [
        (f"anatomy/regions/{name}", side)
        for name in ("acromion", "shoulder-top")
        for side in ("left", "right")
    ]
    said = kind in (StrokeKind.PAINT, StrokeKind.CHANGE)
    touches = kind in (StrokeKind.PAINT, StrokeKind.CHANGE, StrokeKind.ERASE)
    return Stroke(
        id=UUID(int=number + 1),
        sequence=chance.randint(1, 12),
        made_at=datetime(2026, 1, 10, tzinfo=UTC) + timedelta(milliseconds=chance.randint(0, 2)),
        kind=kind,
        pain=chance.choice("12"),
        places=tuple((region, Side(side)) for region, side in chance.sample(places, 2))
        if touches
        else (),
        intensity=chance.choice([None, *range(11)]) if said else None,
        quality=chance.choice([None, *PainQuality]) if said else None,
        undoes=UUID(int=chance.randint(1, 31)) if kind is StrokeKind.UNDO else None,
    )


def as_json(stroke: Stroke) -> dict[str, object]:
    """A stroke as a page holds it."""
    said: dict[str, object] = {
        "id": str(stroke.id),
        "sequence": stroke.sequence,
        "made_at": stroke.made_at.isoformat(),
        "kind": stroke.kind.value,
        "pain": stroke.pain,
        "places": [{"region": region, "side": side.value} for region, side in stroke.places],
    }
    optional = {"intensity": stroke.intensity, "quality": stroke.quality}
    undoes = {"undoes": str(stroke.undoes)} if stroke.undoes else {}
    return said | {name: value for name, value in optional.items() if value is not None} | undoes


def region(page: Page, name: str = KEY[0], side: str = KEY[1]) -> Locator:
    """A region on the map."""
    return page.locator(f".figure-region[data-region='{name}'][data-side='{side}']")


def area(page: Page) -> Locator:
    """The area of the shoulder in the list."""
    return page.locator("summary").filter(has=page.get_by_text("Shoulder", exact=True))


def tap(page: Page, name: str = KEY[0], side: str = KEY[1]) -> None:
    """Taps a region with a finger."""
    box = region(page, name, side).bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def status(page: Page) -> Locator:
    """What the page says about saving."""
    return page.locator("[data-map-status]")


def words(page: Page) -> Locator:
    """The drawing in words."""
    return page.locator("[data-words] li")


def kill(page: Page) -> None:
    """Ends the tab without letting it do anything more."""
    page.close(run_before_unload=False)
