"""A whole session with the keyboard alone: the focus is always seen, never lost, and what changed is announced."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.hand import TRAPEZIUS, saved
from tests.journeys.story import Story

MOST_STEPS = 400
SESSION = r"/needling/[0-9a-f-]{36}/$"
FOCUSED = """() => {
    const one = document.activeElement
    const style = getComputedStyle(one)
    return {
        name: one === document.body ? '' : (one.getAttribute('aria-label') ?? one.textContent).trim().replace(/\\s+/g, ' '),
        isLost: one === document.body || one.getClientRects().length === 0,
        isSeen: one.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    }
}"""


class Keys:
    """Hands on a keyboard: Tab, Shift and Tab, Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, name: str, *, back: bool = False) -> None:
        """On with Tab until something of that name has the focus, which is seen there."""
        for _ in range(MOST_STEPS):
            if re.search(name, self.focused["name"]):
                break
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        assert re.search(name, self.focused["name"]), f"no {name} is reached with Tab"
        assert self.focused["isSeen"], f"the focus on {name} is not seen"

    def follow(self, name: str, to: str) -> None:
        """Goes there and presses Enter, which opens another page at an address of that form."""
        self.go(name)
        with self.page.expect_navigation(url=re.compile(to)):
            self.page.keyboard.press("Enter")

    def press(self, name: str, *, back: bool = False) -> None:
        """Goes there and presses Enter; the focus is somewhere of use afterwards."""
        self.go(name, back=back)
        self.page.keyboard.press("Enter")
        self.page.evaluate("() => new Promise(requestAnimationFrame)")
        assert not self.focused["isLost"], f"the focus is lost after {name}"

    @property
    def focused(self) -> dict[str, str]:
        """What has the focus now, and whether that is seen."""
        return self.page.evaluate(FOCUSED)


def test_a_session_from_the_episode_to_signature_by_keyboard_alone(
    story: Story, episode: str, tablet: Page
) -> None:
    page, keys, pointed = tablet, Keys(tablet), []
    page.expose_function("pointed", lambda what: pointed.append(what))
    page.add_init_script("addEventListener('pointerdown', one => pointed(one.target.outerHTML))")
    state = page.locator("[data-slot=state]")
    with story.given("the page of the episode", page):
        page.goto(episode)
    with story.when("the session is started; all was asked in the screening of that day", page):
        keys.follow("^Needling", r"/needling/$")
        keys.follow("^Start the session$", SESSION)
    with story.when("the packet is chosen", page):
        keys.press("lot ")
    with story.when("two needles go in", page):
        keys.press(f"^1 needle in: {TRAPEZIUS}")
        assert keys.focused["name"] == f"1 needle in: {TRAPEZIUS}"
        keys.press(f"^1 needle in: {TRAPEZIUS}")
        expect(page.locator("[role=status]", has_text="2 needles still")).to_be_visible()
    with story.when("what was felt is recorded", page):
        keys.press(f"^1 twitch: {TRAPEZIUS}")
        keys.press("^Take one back", back=True)
        keys.press(f"^Discomfort, {TRAPEZIUS}: 3")
        assert keys.focused["name"].startswith(f"Discomfort, {TRAPEZIUS}: 3")
    with story.when("a needle is undone, and one comes out", page):
        keys.press("^Undo: discomfort 3")
        keys.press(f"^1 out, into the sharps: {TRAPEZIUS}", back=True)
        expect(state).to_have_text("1 needle still to be accounted for")
    with story.when("everything has to come out, and that was a slip", page):
        keys.press("^Everything out now")
        assert keys.focused["name"] == "Everything out now"
        keys.press("^It was a slip", back=True)
        expect(page.get_by_role("region", name="Everything out now")).to_have_count(0)
    with story.when("the connection is lost for the last needle", page):
        page.context.set_offline(True)
        keys.press(f"^Out, into the sharps: {TRAPEZIUS}", back=True)
        expect(page.locator("#outbox[role=status]")).to_contain_text("1 tap kept on this device")
        page.context.set_offline(False)
    with story.then("it is announced that everything is saved and accounted for", page):
        saved(page)
        expect(page.locator("#outbox[role=status]")).to_have_text("Everything is saved.")
        expect(state).to_have_text("Every needle is accounted for")
    with story.then("the session is signed", page):
        keys.go("^Sign")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Session of")
    assert pointed == []
