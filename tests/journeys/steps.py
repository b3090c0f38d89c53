"""What people do on the pages, step by step, as one would tell it to somebody on the telephone."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


def import_record(page: Page, record: Path) -> str:
    """Imports a record and returns the name of the patient in it."""
    page.goto(re.sub(r"(/clinics/[^/]+/).*", r"\1records/", page.url))
    page.get_by_label("Health record").set_input_files(record)
    page.get_by_role("button", name="Read the file").click()
    name = page.locator("main h2").first.inner_text()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return name


def open_episode(page: Page, complaint: str) -> str:
    """Opens an episode on the patient's page and returns its address."""
    page.get_by_role("link", name="Open an episode of care").click()
    page.get_by_label("What is it about?").fill(complaint)
    page.get_by_role("button", name="Open the episode").click()
    found = re.search(r"/clinics/\S+?/episodes/[0-9a-f-]+/", page.url)
    assert found is not None, page.url
    return found[0]


def answer_everything(page: Page, *yes: str) -> None:
    """Answers every open question with no, except those whose words contain one of `yes`.

    An answer may open further questions: it goes on until nothing is left to save. Sections may be
    closed: their words are there all the same.
    """
    save = page.get_by_role("button", name="Save the answers")
    while save.count():
        page.evaluate(_ANSWER_ALL, list(yes))
        with page.expect_navigation():
            save.click()


_ANSWER_ALL = """yes => document.querySelectorAll('main fieldset').forEach(group => {
    const value = yes.some(words => group.textContent.includes(words)) ? 'yes' : 'no'
    const radio = group.querySelector(`input[type=radio][value=${value}]`)
    if (radio) { radio.checked = true; radio.dispatchEvent(new Event('change', {bubbles: true})) }
})"""


def choose(page: Page, group: str, answer: str) -> None:
    """Picks one answer in a group of choices."""
    pick(page.get_by_role("group", name=group).get_by_role("radio", name=answer, exact=True))


def rate_pain(page: Page, now: int, worst: int, average: int) -> None:
    """Rates pain on the page of the assessment."""
    for which, value in (("right now", now), ("worst", worst), ("average", average)):
        choose(page, which, str(value))
    page.get_by_role("button", name="Save the pain").click()
    page.wait_for_load_state()


def palpate(page: Page, muscle: str, side: str, *signs: str) -> None:
    """Notes the signs found in a muscle."""
    page.locator("#palpation summary", has_text="Palpate a muscle").click()
    page.get_by_label("Muscle", exact=True).select_option(label=muscle)
    choose(page, "Side", side)
    for sign in signs:
        choose(page, sign, "Yes")
    page.get_by_role("button", name="Save the muscle").click()
    page.wait_for_load_state()


def agree_plan(page: Page, goal: str, muscle: str, programme: str | None) -> None:
    """Fills in the plan and asks for it to be agreed."""
    page.get_by_label("Goal, in the patient").fill(goal)
    pick(page.get_by_role("radio", name="Chronic muscle pain"))
    find_muscle(page, muscle.rsplit(",", 1)[0])
    pick(page.get_by_role("checkbox", name=muscle))
    chosen = page.get_by_role("radio", name=programme or "No exercise programme")
    if not chosen.count():  # it is for another part of the body, and lies behind a summary
        page.locator("summary", has_text="rogrammes").click()
    pick(chosen)
    page.get_by_label("Sessions", exact=True).fill("3")
    page.get_by_label("Days between").fill("7")
    page.get_by_role("button", name="Agree the plan").click()
    page.wait_for_load_state()


def find_muscle(page: Page, name: str) -> None:
    """Looks for a muscle on the plan page, unless it stands there already."""
    if page.get_by_role("group", name=name, exact=True).count() == 0:
        page.get_by_role("searchbox").fill(name)
        expect(page.get_by_role("group", name=name, exact=True)).to_be_visible()


def pick(control: Locator) -> None:
    """Picks a choice or ticks a box, with the keyboard, unless it is so already.

    The page may be writing that part anew just then, or may still be the page before.
    """
    while not control.is_checked():
        control.press("Space")


def sign_consent(page: Page, name: str) -> None:
    """Reads and signs the consent, as the patient."""
    for box in page.locator("main").get_by_role("checkbox").all():
        box.check(force=True)
    page.get_by_label(re.compile("name", re.IGNORECASE)).last.fill(name)
    page.get_by_role("button", name="I agree and sign").click()
    page.wait_for_load_state()


def an_episode_to_needle(
    page: Page,
    record: Path,
    muscles: Sequence[str],
    *,
    yes: Sequence[str] = (),
    technique: str = "",
    stays: int | None = None,
) -> str:
    """Everything before the first needle: record, screening, an active point in each muscle, plan and consent.

    Muscles are named with their side; `yes` are words of the screening questions that are answered with yes;
    `technique` is the one planned for the first muscle, where it is not the usual one, and `stays` the
    minutes for which its needles are left.
    """
    name = import_record(page, record)
    episode = open_episode(page, "Neck and shoulder")
    page.get_by_role("button", name="Begin the screening").click()
    answer_everything(page, *yes)
    page.get_by_role("button", name="Record this decision").click()
    page.get_by_role("link", name="Go on to assessment").click()
    page.get_by_role("button", name="Begin the assessment").click()
    rate_pain(page, now=6, worst=8, average=5)
    signs = ("Taut band", "Hypersensitive spot", "Referred sensation", "Pain recognised")
    for muscle in muscles:
        name_of_muscle, side = muscle.rsplit(", ", 1)
        palpate(page, name_of_muscle, side.capitalize(), *signs)
    page.get_by_role("button", name="Go on to planning").click()
    for muscle in muscles[1:]:
        find_muscle(page, muscle.rsplit(", ", 1)[0])
        pick(page.get_by_role("checkbox", name=muscle))
    if technique:
        name_of_muscle = muscles[0].rsplit(", ", 1)[0]
        find_muscle(page, name_of_muscle)
        choice = page.get_by_label(f"Technique for {name_of_muscle}", exact=True)
        choice.select_option(label=technique)
    if stays:
        pick(page.get_by_role("checkbox", name=muscles[0]))
        name_of_muscle = muscles[0].rsplit(", ", 1)[0]
        page.get_by_label(f"Needle stays in {name_of_muscle}", exact=True).fill(str(stays))
    agree_plan(page, "Lift my child again", muscles[0], "Rotator cuff loading")
    page.get_by_role("link", name="Take consent", exact=True).click()
    sign_consent(page, name)
    return episode


def open_needles(page: Page, count: int) -> None:
    """Opens needles of one lot, new to this clinic or not."""
    other = page.locator("summary", has_text="Another packet")
    if other.count() and not page.get_by_label("Lot", exact=True).is_visible():
        other.click()
    page.get_by_label("Lot", exact=True).fill("A1234")
    page.get_by_label("Length").fill("30")
    page.get_by_label("Use before").fill("2030-01-01")
    page.get_by_label("How many", exact=True).fill(str(count))
    page.get_by_role("button", name="Open these needles").click()
    expect(counted(page, "On the tray")).to_have_text(str(count))


def tap(page: Page, name: str) -> None:
    """One tap, waiting until the server has answered it."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name=name, exact=True).click()


def counted(page: Page, what: str) -> Locator:
    """The number that the needle count shows for something."""
    term = (
        page.get_by_role("region", name="Needle count")
        .get_by_role("term")
        .filter(has_text=re.compile(f"^{what}$"))
    )
    return term.locator("xpath=following-sibling::dd[1]/span")


def link_for_patient(page: Page, name: str) -> str:
    """Makes a one-time link on the patient's page and returns its path."""
    page.goto(re.sub(r"(/clinics/[^/]+/).*", r"\1patients/", page.url))
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Link").input_value()
    return re.sub(r"^https?://[^/]+", "", link)


def open_link(page: Page, link: str) -> None:
    """Opens a one-time link on a phone."""
    page.goto(link)
    page.get_by_role("button", name="Open my page").click()
    page.wait_for_url("**/my/")
