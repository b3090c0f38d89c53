"""What every journey stands on: one demo clinic, started as a newcomer starts it, and browsers of its people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import records
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


def sign_in(page: Page, service: Service, role: str) -> None:
    """Signs a member of staff in with what the demo printed."""
    email, password = service.sign_in_of(role)
    page.goto("/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").first.click()
    page.wait_for_url("**/clinics/**")
