"""Two who are not needled: one who must be refused, and one who must see a doctor now."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import records, steps
from tests.journeys.story import Story


def test_a_patient_who_must_be_refused_gets_no_plan(story: Story, clinician: Page) -> None:
    with story.given("somebody whose record is imported", clinician):
        steps.import_record(clinician, records.SAMPLES / "odell-pouros.json.gz")
    with story.when("screening finds a fear of needles", clinician):
        episode = steps.open_episode(clinician, "Tennis elbow")
        clinician.get_by_role("button", name="Begin the screening").click()
        steps.answer_everything(clinician, "so afraid of needles")
        clinician.get_by_role("button", name="Record this decision").click()
    with story.then("the answer is no, with its reason and what to do instead", clinician):
        expect(clinician.get_by_role("heading", name="Not suitable").first).to_be_visible()
        expect(clinician.get_by_text("Why, and how sure").first).to_be_visible()
    with story.when("somebody opens the plan all the same", clinician):
        clinician.goto(f"{episode}planning/plan/")
        steps.find_muscle(clinician, "Supinator")
    with story.then("no muscle can be chosen, and each says why", clinician):
        expect(clinician.get_by_role("checkbox", name="Supinator, right")).to_be_disabled()
        expect(clinician.get_by_text("Forbidden: No needling").first).to_be_visible()
    with story.when("they ask for the plan to be agreed", clinician):
        clinician.get_by_label("Goal, in the patient").fill("Play tennis again")
        clinician.get_by_role("radio", name="Tendinopathy").check(force=True)
        clinician.get_by_role("radio", name="Lateral elbow").check(force=True)
        clinician.get_by_role("button", name="Agree the plan").click()
    with story.then("the plan is refused, and the goal is still there", clinician):
        expect(clinician.get_by_text("The plan cannot").first).to_be_visible()
        expect(clinician.get_by_label("Goal, in the patient")).to_have_value("Play tennis again")


def test_a_patient_with_a_red_flag_is_sent_to_a_doctor_now(
    story: Story, clinician: Page, phone: Page
) -> None:
    with story.given("a patient with a link to the questions", clinician):
        name = steps.import_record(clinician, records.SAMPLES / "tony-reinger.json.gz")
        episode = steps.open_episode(clinician, "Low back pain")
        link = steps.link_for_patient(clinician, name)
    with story.when("the patient opens the questions on a phone", phone):
        steps.open_link(phone, link)
        phone.get_by_role("link", name="Questions before needling").click()
        phone.get_by_role("button", name=re.compile("begin|start", re.I)).first.click()
    with story.when("the first answer is a sign of pressed nerves", phone):
        expect(phone.get_by_role("heading", level=1)).to_contain_text("numbness between your legs")
        phone.get_by_role("radio", name="Yes", exact=True).check(force=True)
        phone.get_by_role("button", name="Next").click()
    with story.then("what to do first stands there at once, with the number to call", phone):
        expect(phone.get_by_role("link", name=re.compile("911"))).to_have_attribute(
            "href", "tel:911"
        )
    with story.then("the clinic sees it before anything else", clinician):
        clinician.goto(re.sub(r"episodes/.*", "", episode))
        expect(clinician.get_by_role("main")).to_contain_text(name)
        expect(clinician.get_by_role("main")).to_contain_text(
            re.compile("urgent|doctor|red flag|emergency", re.I)
        )
