"""One patient, all the way: from an imported record to a measured outcome."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.story import Story

MUSCLE = "Upper trapezius, right"


def test_one_patient_goes_from_a_record_to_an_outcome(
    story: Story, clinician: Page, tablet: Page, phone: Page, record: Path
) -> None:
    with story.given("a record is imported", clinician):
        name = steps.import_record(clinician, record)
    with story.when("an episode is opened", clinician):
        episode = steps.open_episode(clinician, "Neck and shoulder pain")
    screening(story, clinician)
    assessment(story, clinician)
    planning(story, clinician, name)
    needling(story, tablet, episode)
    aftercare(story, clinician, phone, episode, name)
    outcomes(story, clinician, phone, episode, name)


def screening(story: Story, clinician: Page) -> None:
    """The record knows of an anticoagulant, the patient confirms it, and the rest is answered no."""
    with story.when("screening begins", clinician):
        clinician.get_by_role("button", name="Begin the screening").click()
    with story.then("what the record says is put as questions", clinician):
        expect(clinician.get_by_role("heading", name="From the record, to confirm")).to_be_visible()
    with story.when("everything is answered and the decision recorded", clinician):
        steps.answer_everything(clinician, "Do you take a blood thinner")
        clinician.get_by_role("button", name="Record this decision").click()
    with story.then("needling is suitable, with the care an anticoagulant asks for", clinician):
        expect(clinician.get_by_role("heading", name="Suitable, with precautions")).to_be_visible()
        expect(clinician.get_by_text("An anticoagulant is no absolute").first).to_be_visible()


def assessment(story: Story, clinician: Page) -> None:
    """An active trigger point is found."""
    with story.when("the assessment begins", clinician):
        clinician.get_by_role("link", name="Go on to assessment").click()
        clinician.get_by_role("button", name="Begin the assessment").click()
        steps.rate_pain(clinician, now=6, worst=8, average=5)
        signs = ("Taut band", "Hypersensitive spot", "Referred sensation", "Pain recognised")
        steps.palpate(clinician, "Upper trapezius", "Right", *signs)
    with story.then("an active trigger point is on record", clinician):
        expect(clinician.get_by_text("Active trigger point")).to_be_visible()


def planning(story: Story, clinician: Page, name: str) -> None:
    """Needling alone is refused; with exercise it is agreed, and consented to."""
    with story.when("a plan of needling alone is proposed", clinician):
        clinician.get_by_role("button", name="Go on to planning").click()
        steps.agree_plan(clinician, "Lift my child again", MUSCLE, programme=None)
    with story.then("it is refused, and nothing typed is lost", clinician):
        goal = clinician.get_by_label("Goal, in the patient")
        expect(goal).to_have_value("Lift my child again")
        expect(clinician.get_by_role("checkbox", name=MUSCLE)).to_be_checked()
    with story.when("an exercise programme joins it", clinician):
        steps.agree_plan(clinician, "Lift my child again", MUSCLE, "Rotator cuff loading")
    with story.then("the plan is agreed, with the care the lung asks for", clinician):
        expect(clinician.get_by_text("Agreed on")).to_be_visible()
        expect(clinician.get_by_text("Rib bracketing does not prove").first).to_be_visible()
        expect(clinician.get_by_text("Anticoagulant: start with low").first).to_be_visible()
    with story.when("the patient consents", clinician):
        clinician.get_by_role("link", name="Take consent", exact=True).click()
        steps.sign_consent(clinician, name)
    with story.then("the consent is in force", clinician):
        expect(clinician.get_by_text("In force", exact=True)).to_be_visible()


def needling(story: Story, tablet: Page, episode: str) -> None:
    """Three needles go in, and the session is not signed before three are out."""
    with story.when("a session starts at the table", tablet):
        tablet.goto(f"{episode}needling/")
        tablet.get_by_role("button", name="Start the session").click()
        steps.open_needles(tablet, 3)
        steps.tap(tablet, "Pain before: 6")
        for _ in range(3):
            steps.tap(tablet, f"1 needle in: {MUSCLE}")
        steps.tap(tablet, f"1 twitch: {MUSCLE}")
        for _ in range(2):
            steps.tap(tablet, f"1 out, into the sharps: {MUSCLE}")
        steps.tap(tablet, "Pain after: 3")
        tablet.get_by_role("button", name="Sign the session").click()
    with story.then("it cannot be signed with a needle in the body", tablet):
        expect(tablet.get_by_role("alert")).to_contain_text("cannot be signed")
        expect(steps.counted(tablet, "In the body")).to_have_text("1")
    with story.when("the last needle is out", tablet):
        steps.tap(tablet, f"Out, into the sharps: {MUSCLE}")
        tablet.get_by_role("button", name="Sign the session").click()
    with story.then("the session is signed and its note has written itself", tablet):
        expect(tablet.get_by_role("region", name="Note")).to_contain_text("3 needles in and 3 out")


def aftercare(story: Story, clinician: Page, phone: Page, episode: str, name: str) -> None:
    """The patient checks in from a phone."""
    with story.then("the aftercare of a needled chest is there", clinician):
        clinician.goto(f"{episode}aftercare/")
        expect(clinician.get_by_text("Treat as a pneumothorax").first).to_be_visible()
        expect(clinician.get_by_text("blood thinner").first).to_be_attached()
    with story.given("the patient has a link on the phone", clinician):
        link = steps.link_for_patient(clinician, name)
    with story.when("the patient opens it", phone):
        steps.open_link(phone, link)
    with story.when("the patient tells how it is", phone):
        phone.get_by_role("link", name="How are you after needling?").click()
        check_in(phone, soreness=4)
    with story.then("it is as expected", phone):
        expect(phone.get_by_role("main")).to_contain_text(re.compile("expected|normal", re.I))


def outcomes(story: Story, clinician: Page, phone: Page, episode: str, name: str) -> None:
    """The outcome is measured, drawn and printed."""
    with story.when("the patient rates the pain a second time", phone):
        phone.goto("/my/outcomes/")
        phone.get_by_role("link", name=re.compile("Answer today")).click()
        answer_questions(phone, pain=2)
    with story.then("the outcome is measured, with its chart", clinician):
        clinician.goto(f"{episode}outcomes/")
        # A rating on the evening of the session does not replace the pain it started from.
        expect(clinician.get_by_role("img", name="Pain now")).to_contain_text("Start 6")
    with story.then("the report prints what happened", clinician):
        clinician.get_by_role("link", name="Print the report").click()
        report = clinician.get_by_role("main")
        for words in (name, "Lift my child again", "Upper trapezius"):
            expect(report).to_contain_text(words)


def check_in(page: Page, soreness: int) -> None:
    """Answers a check-in with no to every sign, and rates soreness."""
    for _ in range(40):
        if page.get_by_role("radio", name="No", exact=True).count():
            page.get_by_role("radio", name="No", exact=True).check(force=True)
        elif page.get_by_role("radio", name=str(soreness), exact=True).count():
            page.get_by_role("radio", name=str(soreness), exact=True).check(force=True)
        else:
            return
        page.locator("main").get_by_role("button").first.click()
        page.wait_for_load_state()
    raise AssertionError("the check-in does not end")


def answer_questions(page: Page, pain: int) -> None:
    """Answers today's questions one by one; an activity is not named this time."""
    for _ in range(12):
        choice = page.get_by_role("radio", name=re.compile(rf"^\+?{pain}\b")).first
        if page.get_by_role("link", name="Go on without").count():
            page.get_by_role("link", name="Go on without").click()
        elif choice.count():
            choice.check(force=True)
            page.get_by_role("button", name="Next").click()
        else:
            return
        page.wait_for_load_state()
    raise AssertionError("the questions do not end")
