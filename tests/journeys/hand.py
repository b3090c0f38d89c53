"""A hand at the treatment table: presses what it is told, and the browser counts how often."""

import re

from playwright.sync_api import Page, expect

MUSCLES = ("Upper trapezius, right", "Infraspinatus, right", "Middle deltoid, right")
TRAPEZIUS, INFRASPINATUS, DELTOID = MUSCLES
WATCH = """() => {
    addEventListener('click', event => event.isTrusted && window.counted('tap'), {capture: true})
    addEventListener('beforeinput', event => window.counted(`typed ${event.inputType}`), {capture: true})
}"""


class Hand:
    """A hand at the table. The browser itself counts every press and everything that is typed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        page.expose_function("counted", lambda what: self.said.append(what))
        page.add_init_script(f"({WATCH})()")

    def tap(self, name: str | re.Pattern[str]) -> None:
        """One press of a button that is in sight or scrolled to."""
        exact = isinstance(name, str)
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    @property
    def taps(self) -> int:
        """How often something was pressed."""
        return self.said.count("tap")

    @property
    def typed(self) -> list[str]:
        """What was typed, of which there is nothing."""
        return [one for one in self.said if one != "tap"]


def begin(hand: Hand, episode: str) -> None:
    """Starts a session, answers what is asked before it, and chooses the packet."""
    hand.page.goto(f"{episode}needling/")
    before = hand.taps
    hand.tap("Start the session")
    hand.page.wait_for_url(re.compile(r"/needling/[0-9a-f-]{36}/$"))
    if hand.page.get_by_role("button", name="Nothing is new").count():
        hand.tap("Nothing is new")
        expect(hand.page.get_by_role("button", name="Nothing is new")).to_have_count(0)
    hand.page.locator("[data-do=packet]").first.click()
    assert hand.taps > before


def saved(page: Page) -> None:
    """Waits until nothing waits on the device any more."""
    expect(page.locator("#outbox")).to_have_attribute("data-state", "saved", timeout=20_000)


def sign(hand: Hand) -> None:
    """Waits until everything is saved, and signs."""
    saved(hand.page)
    hand.tap(re.compile("^Sign"))
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text("Session of")
