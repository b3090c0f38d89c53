"""What every journey stands on: one demo clinic, started as a newcomer starts it, and browsers of its people."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.journeys import records, steps
from tests.journeys.hand import MUSCLES, Hand, begin
from tests.journeys.service import Service, free_port
from tests.journeys.story import LAPTOP, PHONE, TABLET, Story


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The demo clinic, running for the whole session of tests."""
    running = Service(tmp_path_factory.mktemp("demo"), free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    """The journey being told, named after its test."""
    return Story(request.node.name)


@pytest.fixture
def clinician(service: Service, browser: Browser) -> Iterator[Page]:
    """A clinician, signed in, at a laptop."""
    page = browser.new_context(base_url=service.address, viewport=LAPTOP).new_page()
    sign_in(page, service, "Clinician")
    yield page
    page.context.close()


@pytest.fixture
def lead(service: Service, browser: Browser) -> Iterator[Page]:
    """The clinical lead, signed in, at a laptop."""
    page = browser.new_context(base_url=service.address, viewport=LAPTOP).new_page()
    sign_in(page, service, "Clinical lead")
    yield page
    page.context.close()


@pytest.fixture
def tablet(clinician: Page, browser: Browser, service: Service) -> Iterator[Page]:
    """The same clinician, at a tablet beside the table."""
    state = clinician.context.storage_state()
    context = browser.new_context(
        base_url=service.address, viewport=TABLET, storage_state=state, has_touch=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(service: Service, browser: Browser) -> Iterator[Page]:
    """Somebody's phone, signed in to nothing."""
    context = browser.new_context(base_url=service.address, viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def record() -> Path:
    """A real record of a living adult on an anticoagulant: of the shared ones, or of the tests' sample."""
    return records.on_an_anticoagulant()


@pytest.fixture
def episode(clinician: Page) -> str:
    """A patient with three muscles planned and consent given."""
    return steps.an_episode_to_needle(clinician, records.SAMPLES / "tony-reinger.json.gz", MUSCLES)


@pytest.fixture
def hand(episode: str, tablet: Page) -> Hand:
    """A hand at a tablet beside the table, the session begun and the needles chosen."""
    begun = Hand(tablet)
    begin(begun, episode)
    return begun


@pytest.fixture
def other(tablet: Page, browser: Browser, service: Service) -> Iterator[Page]:
    """A second device of the same clinician."""
    state = tablet.context.storage_state()
    context = browser.new_context(
        base_url=service.address, viewport=TABLET, storage_state=state, has_touch=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The folder of a browser that keeps what it holds."""
    return tmp_path / "profile"


@pytest.fixture
def browser_of(
    playwright: Playwright, service: Service, browser_type_launch_args: dict[str, object]
) -> Iterator[Callable[[Path], BrowserContext]]:
    """Opens a browser on a profile, as often as it is asked to."""
    opened: list[BrowserContext] = []

    def open_it(profile: Path) -> BrowserContext:
        context = playwright.chromium.launch_persistent_context(
            profile, base_url=service.address, viewport=TABLET, **browser_type_launch_args
        )
        opened.append(context)
        return context

    yield open_it
    for context in opened:
        try:
            context.close()
        except Exception as gone:  # it was killed
            print(gone)


def sign_in(page: Page, service: Service, role: str) -> None:
    """Signs a member of staff in with what the demo printed."""
    email, password = service.sign_in_of(role)
    page.goto("/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").first.click()
    page.wait_for_url("**/clinics/**")


def killed(profile: Path) -> Path:
    """Kills the browser of a profile, and none other, and returns what lay on its disk at that moment."""
    for pid, command in _processes(profile).items():
        if "--type=" not in command:
            os.kill(pid, signal.SIGKILL)
    left = profile.with_name("left")
    shutil.copytree(profile, left, ignore=shutil.ignore_patterns("Singleton*", "LOCK"))
    return left


def _processes(profile: Path) -> dict[int, str]:
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True)
    lines = (line.strip().partition(" ") for line in listed.stdout.splitlines())
    return {
        int(pid): command
        for pid, _, command in lines
        if f"--user-data-dir={profile}" in command and "defunct" not in command
    }
