"""A needle that went in after consent was taken back: kept, told by name, signed as what it was, and looked at by the lead."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys import records, steps
from tests.journeys.story import Story
from tests.journeys.test_the_gates_at_the_table import DEEP, SURFACE, begin, ready


def takes_consent_back(phone: Page, link: str) -> None:
    """The patient takes the consent back on their own phone."""
    steps.open_link(phone, link)
    phone.goto("/my/consent/")
    phone.get_by_role("link", name="Take my consent back").click()
    phone.get_by_role("button", name="Yes, take it back").click()
    phone.wait_for_load_state()


def looks_at_it(lead: Page, follows: str) -> Locator:
    """The lead follows the worklist to the deviation, and writes what follows from it."""
    row = lead.get_by_role("listitem").filter(has_text="A needle against a gate").first
    row.get_by_role("link").click()
    against = lead.get_by_role("region", name="Against a gate")
    against.get_by_label("What follows from it").fill(follows)
    against.get_by_role("button", name="I have looked at it").click()
    return against


def test_a_needle_against_a_gate_is_told_and_signed_and_looked_at(
    story: Story, clinician: Page, tablet: Page, phone: Page, lead: Page
) -> None:
    with story.given("a patient who is being needled", tablet):
        name, episode = ready(clinician, records.SAMPLES / "coral-stiedemann.json.gz")
        link = steps.link_for_patient(clinician, name)
        begin(tablet, episode, 2)
        steps.tap(tablet, f"1 needle in: {SURFACE}")
        steps.tap(tablet, f"Out, into the sharps: {SURFACE}")
    with story.when("the patient takes consent back, and the tablet does not know it yet", phone):
        takes_consent_back(phone, link)
    with story.when("a needle is in before anybody says so", tablet):
        tablet.get_by_role("button", name=f"1 needle in: {DEEP}").click()
        refused = tablet.get_by_role("alert").filter(has_text="This was not recorded.")
        expect(refused).to_be_visible()
        refused.get_by_role("button", name="It has happened: record it, to be explained").click()
    with story.when("the session is to be printed with that needle in", tablet):
        tablet.get_by_role("link", name="Draft note, to print").click()
    with story.then("the draft says first where the needle is, and that nobody signed", tablet):
        expect(tablet.get_by_role("main")).to_contain_text("Not signed.")
        expect(tablet.get_by_role("table", name="Needles still to be")).to_contain_text(DEEP)
    with story.when("the needle is out and the session is to be signed", tablet):
        tablet.get_by_role("link", name="Back to the session").click()
        steps.tap(tablet, f"Out, into the sharps: {DEEP}")
        tablet.get_by_role("button", name="Sign the session").click()
    with story.then("it waits until somebody tells what happened", tablet):
        against = tablet.get_by_role("region", name="Against a gate")
        expect(against).to_contain_text(f"1 needle into {DEEP}, although a gate forbade it")
    with story.when("it is told with nothing but blanks", tablet):
        against.get_by_label("What happened, and why").fill("  ")
        against.get_by_label("What was done about it").fill("Taken out at once. The lead knows.")
        against.get_by_role("radio", name="Yes").check()
        against.get_by_role("button", name="Tell it by my name").click()
    with story.then("it says what is missing and loses nothing", tablet):
        expect(against).to_contain_text("Write what happened and why")
        expect(against.get_by_label("What was done about it")).to_have_value(
            "Taken out at once. The lead knows."
        )
    with story.when("it is told by name and the session signed", tablet):
        against.get_by_label("What happened, and why").fill("The tablet had not heard of it yet.")
        against.get_by_role("button", name="Tell it by my name").click()
        expect(against).to_contain_text("The patient was told.")
        tablet.get_by_role("button", name="Sign the session").click()
    with story.then("the note says what it was", tablet):
        note = tablet.get_by_role("region", name="Note")
        expect(note).to_contain_text(f"Deviation: 1 needle into {DEEP}.")
        expect(note).to_contain_text("The tablet had not heard of it yet.")
    with story.when("the lead opens the worklist", lead):
        lead.reload()
        against = looks_at_it(lead, "Tablets ask again before each needle.")
    with story.then("it stands beside the note who looked at it", lead):
        expect(against).to_contain_text("looked at it on")
        expect(against).to_contain_text("Tablets ask again before each needle.")
