"""An adverse event in two taps; what a lead does when a lot is recalled; and published accidents, met by this software."""

import re
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.hand import DELTOID, TRAPEZIUS, Hand, saved
from tests.journeys.story import Story

TWO_TAPS = 2


def test_an_adverse_event_of_an_open_session_takes_two_taps(
    story: Story, hand: Hand, lead: Page
) -> None:
    tablet, session = hand.page, hand.page.url
    lot = tablet.locator("[data-do=packet]").first.locator("span").first.inner_text()
    with story.given("a session that is going on, with needles in", tablet):
        hand.tap(f"1 needle in: {TRAPEZIUS}")
        hand.tap(f"1 needle in: {DELTOID}")
        saved(tablet)
    before = hand.taps
    with story.when("the patient faints: the first tap", tablet):
        tablet.get_by_role("link", name="Report an adverse event").tap()
        tablet.wait_for_url("**/adverse-events/add/")
    with story.then("the muscle needled last and its needle are filled in", tablet):
        expect(tablet.get_by_role("radio", name=DELTOID)).to_be_checked()
        expect(tablet.get_by_role("main")).to_contain_text(lot)
        assert hand.taps - before <= TWO_TAPS, "the form took too many taps to open"
    with story.when("they say what happened: the second tap", tablet):
        tablet.get_by_role("button", name=re.compile("^Faint")).tap()
        tablet.wait_for_url(re.compile(r"/adverse-events/[0-9a-f-]{36}/$"))
        assert hand.taps - before == TWO_TAPS, f"it took {hand.taps - before} taps"
        assert hand.typed == []
    with story.then("it is reported, with what to do and whom to tell", tablet):
        expect(tablet.get_by_role("heading", level=1)).to_have_text("Faint")
        main = tablet.get_by_role("main")
        expect(main).to_contain_text(DELTOID)
        expect(main).to_contain_text("Tell the clinical lead within 24 hours")
        expect(main).to_contain_text("Significant")
    with story.when("they tell the patient and say so", tablet):
        tablet.get_by_role("button", name="I told the patient now").tap()
        expect(tablet.get_by_role("main")).to_contain_text("Told by Mateo Rossi")
    with story.then("it is done by name", tablet):
        expect(tablet.get_by_role("main")).to_contain_text("Told by Mateo Rossi")
    with story.then("the session is still open, with its needles and what happened", tablet):
        tablet.goto(session)
        expect(steps.counted(tablet, "In the body")).to_have_text("2")
        expect(tablet.get_by_role("region", name="Adverse events")).to_contain_text("Faint")
    with story.then("the lead sees it, with its denominator", lead):
        lead.goto(_clinic(lead, "safety/"))
        expect(lead.get_by_role("table", name="Adverse events")).to_contain_text("Faint")
        rates = lead.get_by_role("table", name="Events per 1,000 sessions")
        expect(rates.get_by_role("row").filter(has_text="Faint")).to_contain_text("1")


def test_a_lot_is_recalled_and_everybody_is_found(story: Story, lead: Page) -> None:
    with story.given("the shelf of the clinic", lead):
        lead.goto(_clinic(lead, "supplies/"))
        expect(lead.get_by_role("link", name=re.compile("FD-2207"))).to_be_visible()
    with story.when("a new lot is scanned", lead):
        lead.get_by_role("link", name="Add a lot").click()
        lead.get_by_label("Code on the packet").fill("01000123456000121728123110ZX-88")
        lead.get_by_label("Code on the packet").press("Enter")
    with story.then("the form is filled from the code", lead):
        expect(lead.get_by_label("Lot", exact=True)).to_have_value("ZX-88")
        expect(lead.get_by_label("Use before")).to_have_value("2028-12-31")
    with story.when("the rest is typed and it is put on the list", lead):
        lead.get_by_label("Maker", exact=True).fill("Example Needles")
        lead.get_by_label("Name of the needles").fill("Fine")
        lead.get_by_label(re.compile("^Length")).fill("25")
        lead.get_by_label("Needles received").fill("100")
        lead.get_by_role("button", name="Put it on the list").click()
        expect(lead.get_by_role("heading", level=1)).to_contain_text("ZX-88")
    with story.when("the lead looks up who was needled with the lot of the sessions", lead):
        lead.goto(_clinic(lead, "safety/lots/"))
        lead.get_by_label("Lot", exact=True).fill("fd 2207")
        lead.get_by_role("button", name="Look it up").click()
    with story.then("every session is there, however the lot was typed", lead):
        heading = lead.get_by_role("heading", name=re.compile(r"in \d+ sessions"))
        sessions = int(re.sub(r".*in (\d+) sessions.*", r"\1", heading.inner_text(), flags=re.S))
        table = lead.get_by_role("table", name="Needled with this lot")
        expect(table.locator("tbody").get_by_role("row")).to_have_count(sessions)
        expect(table.get_by_role("row").filter(has_text="Harriet Lindqvist")).to_have_count(3)
    with story.when("the new lot is recalled", lead):
        lead.goto(_clinic(lead, "supplies/recalls/"))
        lead.get_by_label("Lot", exact=True).fill("zx88")
        lead.get_by_label("Who announced it").fill("the maker, notice 12")
        lead.get_by_label("What is wrong with it").fill("The seal of some packets is open.")
        lead.get_by_role("button", name="Close this lot").click()
    with story.then("it is closed, and nobody was needled with it", lead):
        expect(lead.get_by_role("main")).to_contain_text("This lot is recalled.")
        expect(lead.get_by_role("heading", name="Nobody")).to_be_visible()
        lead.goto(_clinic(lead, "supplies/"))
        expect(lead.get_by_role("listitem").filter(has_text="ZX-88")).to_contain_text("Recalled")


def test_somebody_was_pricked_and_few_read_it(story: Story, clinician: Page, lead: Page) -> None:
    with story.given("what to do stands before the first question", clinician):
        clinician.goto(_clinic(clinician, "safety/needle-sticks/add/"))
        expect(
            clinician.get_by_text("wash the place with soap and warm water").first
        ).to_be_in_viewport()
    with story.when("they write it down", clinician):
        clinician.get_by_role("radio", name="Used", exact=True).check(force=True)
        clinician.get_by_label("How it happened").fill("While putting it into the container")
        clinician.get_by_role("button", name="Keep this report").click()
    with story.then("they see whom to tell", clinician):
        expect(clinician.get_by_role("main")).to_contain_text("Tell the employer at once")
        where = clinician.url
    with story.then("the lead reads it too", lead):
        lead.goto(where)
        expect(lead.get_by_role("main")).to_contain_text("While putting it into the container")


def _clinic(page: Page, rest: str) -> str:
    found = re.search(r"/clinics/[^/]+/", page.url)
    assert found is not None, page.url
    return urljoin(page.url, found[0] + rest)
