"""A journey told as given, when, then: each step is checked by axe, and photographed if asked to.

Set FILIFORM_SCREENSHOTS to a folder to keep a picture of every step at its width.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
TABLET = {"width": 820, "height": 1180}
LAPTOP = {"width": 1280, "height": 860}

# A button that changes its colour is judged when it has changed, not half-way between two colours.
_SETTLED = """() => Promise.allSettled(document.getAnimations()
    .filter(one => one instanceof CSSTransition).map(one => one.finished))"""


class Story:
    """Tells one journey on one or more pages, and looks at each page after every step."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._steps = 0

    @contextmanager
    def given(self, what: str, page: Page) -> Iterator[Page]:
        """What is already so."""
        with self._step(f"given {what}", page):
            yield page

    @contextmanager
    def when(self, what: str, page: Page) -> Iterator[Page]:
        """What somebody does."""
        with self._step(f"when {what}", page):
            yield page

    @contextmanager
    def then(self, what: str, page: Page) -> Iterator[Page]:
        """What must be so now."""
        with self._step(f"then {what}", page):
            yield page

    @contextmanager
    def _step(self, sentence: str, page: Page) -> Iterator[None]:
        self._steps += 1
        try:
            yield
        except BaseException:
            self._photograph(page, f"FAILED {sentence}")
            raise
        page.wait_for_load_state()
        self._photograph(page, sentence)
        accessible(page, sentence)

    def _photograph(self, page: Page, sentence: str) -> None:
        folder = os.environ.get("FILIFORM_SCREENSHOTS")
        if not folder:
            return
        name = re.sub(r"[^a-z0-9]+", "-", sentence.lower()).strip("-")[:70]
        width = (page.viewport_size or LAPTOP)["width"]
        path = Path(folder) / self.name / f"{self._steps:02d}-{name}-{width}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)


def accessible(page: Page, where: str) -> None:
    """Fails with axe's own words when the page has any accessibility fault, or scrolls sideways."""
    page.evaluate(_SETTLED)
    results = Axe().run(page)
    assert not results.response["violations"], f"{where}: {results.generate_report()}"
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, f"{where}: the page is {overflow} px wider than the screen"
