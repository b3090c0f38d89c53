"""Gates that are met while needles are in hand: a blood thinner, a consent taken back, a boil, and the note to take along."""

from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys import records, steps
from tests.journeys.story import Story

SURFACE, DEEP = "Upper trapezius, right", "Infraspinatus, right"
SIGNS = ("Taut band", "Hypersensitive spot", "Referred sensation", "Pain recognised")


def ready(page: Page, record: Path, *yes: str) -> tuple[str, str]:
    """A patient who may be needled in two muscles, with consent; returns the name and the episode."""
    name = steps.import_record(page, record)
    episode = steps.open_episode(page, "Shoulder pain")
    page.get_by_role("button", name="Begin the screening").click()
    steps.answer_everything(page, *yes)
    page.get_by_role("button", name="Record this decision").click()
    page.get_by_role("link", name="Go on to assessment").click()
    page.get_by_role("button", name="Begin the assessment").click()
    steps.rate_pain(page, now=6, worst=8, average=5)
    for muscle in (SURFACE, DEEP):
        steps.palpate(page, muscle.removesuffix(", right"), "Right", *SIGNS)
    page.get_by_role("button", name="Go on to planning").click()
    steps.pick(page.get_by_role("checkbox", name=DEEP))
    steps.agree_plan(page, "Lift my child again", SURFACE, "Rotator cuff loading")
    page.get_by_role("link", name="Take consent", exact=True).click()
    steps.sign_consent(page, name)
    return name, episode


def begin(page: Page, episode: str, needles: int) -> None:
    """Begins a session and opens needles."""
    page.goto(f"{episode}needling/")
    page.get_by_role("button", name="Start the session").click()
    page.wait_for_load_state()
    if page.get_by_role("button", name="Nothing is new").count():
        page.get_by_role("button", name="Nothing is new").click()
    steps.open_needles(page, needles)


def test_a_patient_on_apixaban_is_needled_with_the_care_in_sight(
    story: Story, clinician: Page, tablet: Page, tmp_path: Path
) -> None:
    with story.given("a patient who takes a blood thinner", clinician):
        record = records.SAMPLES / "tony-reinger.json.gz"
        _, episode = ready(clinician, record, "Do you take a blood thinner")
    with story.when("the needle is chosen at the table", tablet):
        begin(tablet, episode, 2)
    with story.then("the care stands in sight beside every muscle", tablet):
        for muscle in (SURFACE, DEEP):
            own = tablet.get_by_role("article", name=muscle).get_by_role("list", name="For this")
            expect(own).to_contain_text("press on the spot, watch for bleeding")
            expect(own).to_be_visible()
    with story.when("both muscles are needled and the session is signed", tablet):
        for muscle in (SURFACE, DEEP):
            steps.tap(tablet, f"1 needle in: {muscle}")
            steps.tap(tablet, f"Out, into the sharps: {muscle}")
        tablet.get_by_role("button", name="15 minutes, Exercise by time").click()
        expect(tablet.get_by_role("main")).to_contain_text("97110: 1 unit for 15 minutes.")
        tablet.get_by_role("button", name="Sign the session").click()
        expect(tablet.get_by_role("region", name="Note")).to_be_visible()
    with story.then(
        "the note is taken along as a tagged file with the caution and its source", tablet
    ):
        with tablet.expect_download() as download:
            tablet.get_by_role("link", name="Download the note (PDF)").click()
        saved = tmp_path / "note.pdf"
        download.value.save_as(saved)
        reader = PdfReader(saved)
        text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert "/StructTreeRoot" in reader.trailer["/Root"]
        assert "Anticoagulant: start with low intensity" in text
        assert "Dry Needling and Antithrombotic Drugs" in text
    with story.then("the aftercare speaks of the blood thinner", clinician):
        clinician.goto(f"{episode}aftercare/")
        expect(clinician.get_by_text("blood thinner").first).to_be_attached()


def test_a_consent_taken_back_with_needles_in_stops_everything_but_taking_them_out(
    story: Story, clinician: Page, tablet: Page, phone: Page
) -> None:
    with story.given("a patient who is being needled", tablet):
        record = records.SAMPLES / "coral-stiedemann.json.gz"
        name, episode = ready(clinician, record)
        link = steps.link_for_patient(clinician, name)
        begin(tablet, episode, 2)
        steps.tap(tablet, f"1 needle in: {SURFACE}")
        steps.tap(tablet, f"1 needle in: {SURFACE}")
    with story.when("the patient takes consent back on the phone", phone):
        steps.open_link(phone, link)
        phone.goto("/my/consent/")
        phone.get_by_role("link", name="Take my consent back").click()
        phone.get_by_role("button", name="Yes, take it back").click()
        phone.wait_for_load_state()
    with story.when("the tablet is looked at again", tablet):
        tablet.reload()
    with story.then("it says how many needles to take out, and no other goes in", tablet):
        expect(tablet.get_by_role("alert").first).to_contain_text("2 needles are still in the body")
        more = tablet.get_by_role("button", name=f"1 needle in: {DEEP}")
        expect(more).to_be_disabled()
    with story.when("they are out", tablet):
        steps.tap(tablet, f"All 2 out, into the sharps: {SURFACE}")
        tablet.get_by_role("button", name="Sign the session").click()
    with story.then("what happened is kept, with the moment of the withdrawal", tablet):
        note = tablet.get_by_role("region", name="Note")
        expect(note).to_contain_text("Consent was taken back by the patient on")
        expect(note).to_contain_text("2 needles in and 2 out")


def test_a_boil_that_is_seen_at_the_table_closes_its_muscle_with_one_tap(
    story: Story, clinician: Page, tablet: Page
) -> None:
    with story.given("a patient on the table", tablet):
        _, episode = ready(clinician, records.SAMPLES / "dane-parisian.json.gz")
        begin(tablet, episode, 1)
    with story.when("a sore spot is seen over one muscle", tablet):
        steps.tap(tablet, f"Infected, inflamed or unhealthy tissue: {DEEP}")
    with story.then("that muscle is closed and says why, and the other is open", tablet):
        card = tablet.get_by_role("article", name=DEEP)
        expect(card).to_contain_text("No needle may go in here now")
        expect(card).to_contain_text("unhealthy tissue is never needled")
        expect(tablet.get_by_role("button", name=f"1 needle in: {DEEP}")).to_be_disabled()
        expect(tablet.get_by_role("button", name=f"1 needle in: {SURFACE}")).to_be_enabled()
