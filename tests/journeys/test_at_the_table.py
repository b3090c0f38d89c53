"""The treatment table: few taps and no typing, offline, killed in the middle, two devices, everything out now."""

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
from playwright.sync_api import BrowserContext, Page, expect

from filiform.clinical.ledger import NeedleEvent, due_needles, needle_count
from filiform.knowledge.model.needling import NeedlingRuleKind
from tests.journeys import records, steps
from tests.journeys.conftest import killed, sign_in
from tests.journeys.hand import DELTOID, INFRASPINATUS, MUSCLES, TRAPEZIUS, Hand, begin, saved, sign
from tests.journeys.service import Service
from tests.journeys.story import Story

FIRST_SESSION, FROM_THE_LAST = 45, 25
KINDS = (
    "opened opened inserted inserted removed discarded twitch bent broken dropped recovered "
    "retained_escalated emergency_stop void"
).split()


def test_a_session_takes_few_taps_and_nothing_is_typed(
    story: Story, episode: str, tablet: Page
) -> None:
    hand = Hand(tablet)
    with story.given("a first session", tablet):
        begin(hand, episode)
        hand.tap("Pain before: 6")
    for muscle in MUSCLES:
        with story.when(f"two needles go into {muscle}", tablet):
            hand.page.locator("summary", has_text=f"How: {muscle}").click()
            card = tablet.get_by_role("article", name=muscle)
            card.get_by_role("button", name="moved in and out").click()
            card.get_by_role("button", name="in the muscle").click()
            for _ in range(2):
                hand.tap(f"1 needle in: {muscle}")
            hand.tap(f"1 twitch: {muscle}")
            hand.tap(f"Discomfort, {muscle}: 3")
            card.get_by_role("button", name="Yes").click()
            hand.tap(f"All 2 out, into the sharps: {muscle}")
    with story.then("the session is signed", tablet):
        hand.tap("Pain after: 3")
        sign(hand)
    assert hand.taps <= FIRST_SESSION, f"a first session took {hand.taps} taps"
    assert hand.typed == []
    first = hand.taps
    with story.given("the next session, like the last", tablet):
        begin(hand, episode)
        hand.tap("Pain before: 5")
    with story.then("nothing is recorded that was not tapped", tablet):
        expect(
            tablet.get_by_role("button", name=f"As last time, 2 needles: {DELTOID}")
        ).to_be_visible()
        expect(steps.counted(tablet, "In the body")).to_have_text("0")
    for muscle in MUSCLES:
        with story.when(f"{muscle} is needled as last time", tablet):
            hand.tap(f"As last time, 2 needles: {muscle}")
            hand.tap(f"1 twitch: {muscle}")
            hand.tap(f"Discomfort, {muscle}: 2")
            tablet.get_by_role("article", name=muscle).get_by_role("button", name="Yes").click()
            hand.tap(f"All 2 out, into the sharps: {muscle}")
    with story.then("the note says what was tapped", tablet):
        hand.tap("Pain after: 2")
        sign(hand)
        note = tablet.get_by_role("region", name="Note")
        expect(note).to_contain_text("moved in and out")
        expect(note).to_contain_text("6 needles")
    assert hand.taps - first <= FROM_THE_LAST, f"it took {hand.taps - first} taps"
    assert hand.typed == []


def test_ten_minutes_offline_and_a_second_device_come_to_one_session(
    story: Story, hand: Hand, other: Page
) -> None:
    table, table_url = hand.page, hand.page.url
    table.clock.install()
    with story.given("a tablet that lost its connection", table):
        table.context.set_offline(True)
        for _ in range(3):
            hand.tap(f"1 needle in: {TRAPEZIUS}")
        hand.tap(f"1 twitch: {TRAPEZIUS}")
    with story.then("it says what waits, counts it, and does not sign", table):
        expect(table.locator("#outbox")).to_contain_text("4 taps kept on this device")
        expect(steps.counted(table, "In the body")).to_have_text("3")
        expect(table.locator("[data-saved]").first).to_have_text("0 saved")
        table.get_by_role("button", name=re.compile("^Sign")).press("Enter")
        expect(table.locator("#outbox")).to_contain_text("signed when everything is saved")
    with story.when("a colleague's device taps meanwhile", other):
        other.goto(table_url)
        other.locator("[data-do=packet]").first.click()
        steps.tap(other, f"1 needle in: {DELTOID}")
    with story.when("ten minutes later the connection is back", table):
        table.clock.fast_forward("10:00")
        hand.tap(f"1 out, into the sharps: {TRAPEZIUS}")
        table.context.set_offline(False)
        saved(table)
    with story.then("both devices show one session", table):
        table.clock.run_for(20_000)
        other.reload()
        for page in (table, other):
            expect(steps.counted(page, "In the body")).to_have_text("3")
            expect(steps.counted(page, "In the sharps")).to_have_text("1")


def test_a_killed_tab_loses_no_tap(story: Story, hand: Hand) -> None:
    table, address, context = hand.page, hand.page.url, hand.page.context
    with story.given("two needles that could not be sent", table):
        table.route("**/events/", lambda route: route.abort())
        for _ in range(2):
            hand.tap(f"1 needle in: {DELTOID}")
        expect(table.locator("#outbox")).to_contain_text("2 taps kept on this device")
    table.close(run_before_unload=False)
    page = context.new_page()
    with story.then("they are there when the page is opened again, and are saved", page):
        page.goto(address)
        expect(steps.counted(page, "In the body")).to_have_text("2")
        saved(page)
        page.reload()
        expect(steps.counted(page, "In the body")).to_have_text("2")


def test_a_killed_browser_loses_no_tap(
    episode: str, browser_of: Callable[[Path], BrowserContext], profile: Path, service: Service
) -> None:
    context = browser_of(profile)
    page = context.pages[0]
    sign_in(page, service, "Clinician")
    hand = Hand(page)
    begin(hand, episode)
    page.route("**/events/", lambda route: route.abort())
    for _ in range(3):
        hand.tap(f"1 needle in: {INFRASPINATUS}")
    expect(page.locator("#outbox")).to_contain_text("3 taps kept on this device")
    address = page.url
    page = browser_of(killed(profile)).pages[0]
    sign_in(page, service, "Clinician")
    page.goto(address)
    expect(steps.counted(page, "In the body")).to_have_text("3")
    saved(page)
    page.reload()
    expect(steps.counted(page, "In the body")).to_have_text("3")


def test_everything_out_now_and_one_needle_missing(story: Story, hand: Hand) -> None:
    table = hand.page
    with story.given("needles in two muscles", table):
        for muscle in (TRAPEZIUS, TRAPEZIUS, DELTOID):
            hand.tap(f"1 needle in: {muscle}")
    with story.when("everything has to come out", table):
        hand.tap("Everything out now")
    with story.then("the page is a list of what is still in", table):
        panel = table.get_by_role("region", name="Everything out now")
        expect(panel).to_contain_text("2 still in")
        expect(table.get_by_role("article")).to_have_count(0)
    with story.when("they are taken out, and one is missing", table):
        hand.tap(f"All 2 out here: {TRAPEZIUS}")
        panel.locator("summary", has_text="One is missing").last.click()
        hand.tap(f"It fell: {DELTOID}")
        panel.get_by_role("group", name="Seen by").get_by_role("radio").nth(1).check()
        hand.tap(re.compile("2 needles counted again"))
    with story.then("the session cannot be signed", table):
        expect(steps.counted(table, "Missing")).to_have_text("1")
        expect(table.get_by_role("button", name=re.compile("^Sign"))).to_have_count(0)
        saved(table)
        token = table.locator("[name=csrfmiddlewaretoken]").first.input_value()
        answer = table.request.post(
            f"{table.url}sign/",
            form={"csrfmiddlewaretoken": token, "row": str(UUID(int=random.getrandbits(128)))},
            headers={"Referer": table.url},
        )
        assert answer.status == 409
    with story.when("it is found", table):
        hand.tap(re.compile(f"Found, into the sharps: {DELTOID}"))
    with story.then("every needle is accounted for, and the session is signed", table):
        expect(table.locator("[data-slot=state]")).to_have_text("Every needle is accounted for")
        sign(hand)


def test_a_bent_needle_takes_two_taps_and_leads_to_what_to_do(story: Story, hand: Hand) -> None:
    table = hand.page
    with story.given("a needle in", table):
        hand.tap(f"1 needle in: {TRAPEZIUS}")
    before = hand.taps
    with story.when("it bends", table):
        table.locator("summary", has_text=f"Bent, broken or dropped: {TRAPEZIUS}").click()
        hand.tap(f"Bent: {TRAPEZIUS}")
    assert hand.taps - before == 2
    with story.then("the page says what to do first, and leads to the rest", table):
        card = table.get_by_role("article", name=TRAPEZIUS)
        expect(card).to_contain_text("Stop pushing")
        card.get_by_role("link", name="What to do next").click()
        expect(table).to_have_url(re.compile("#bent-needle$"))


def test_the_browser_counts_needles_as_the_server_does(hand: Hand) -> None:
    table = hand.page
    fold = table.evaluate(
        "document.querySelector('script[src*=\"needling/table\"]').src.replace('table.js', 'fold.js')"
    )
    chance = random.Random(20261126)
    agreed = 0
    for turn in range(60):
        events = [some_event(chance, number) for number in range(40 if turn % 3 else 1)]
        at = datetime(2026, 1, 10, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 4))
        shown = table.evaluate(
            """async ([path, events, at]) => {
                const {slim} = await import(path.replace('fold.js', 'kept.js'))
                const {dueNeedles} = await import(path.replace('fold.js', 'dwell.js'))
                const whole = (await import(path)).fold(events)
                const found = (await import(path)).fold(events.map(slim)) // what a device keeps is enough
                const told = one => JSON.stringify([...one.needles.values()].map(({opened, ...rest}) => rest))
                if (told(whole) !== told(found)) throw new Error(`${told(found)}, but whole ${told(whole)}`)
                return {
                    needles: [...found.needles.values()].map(n => [n.id, n.state, n.muscle, n.side, n.isFragment, n.dwellMinutes]),
                    recover: [...found.toRecover].sort(),
                    agrees: found.agrees && whole.agrees,
                    due: dueNeedles(found.needles.values(), Date.parse(at)).map(n => n.id),
                }
            }""",
            [fold, events, at.isoformat()],
        )
        count = needle_count(msgspec.convert(events, list[NeedleEvent], strict=False))
        told = [
            [
                one.id,
                one.state.value,
                one.place.muscle if one.place else "",
                one.place.side.value if one.place else "",
                one.is_fragment,
                one.dwell_minutes,
            ]
            for one in count.needles
        ]
        assert shown["due"] == [one.id for one in due_needles(count.needles, at)]
        assert sorted(shown["needles"]) == sorted(told)
        assert shown["recover"] == sorted(count.to_recover)
        odd = [one for one in count.findings if one.kind is NeedlingRuleKind.RECORD_AGREES]
        assert shown["agrees"] == (not odd)
        agreed += not odd
    assert 0 < agreed < 60


def some_event(chance: random.Random, number: int) -> dict[str, object]:
    """An event of one of a few needles, possible or not, at one of a few instants."""
    kind = chance.choice(KINDS)
    at = datetime(2026, 1, 10, tzinfo=UTC) + timedelta(milliseconds=chance.randint(0, 30))
    said: dict[str, object] = {"id": f"event-{number:02}", "at": at.isoformat(), "type": kind}
    where = {
        "muscle": f"anatomy/muscles/{chance.choice(['deltoid-middle', 'infraspinatus'])}",
        "side": "right",
    }
    if kind not in ("emergency_stop", "void", "twitch"):
        said["needle"] = f"needle-{chance.randint(1, 5)}"
    if kind in ("inserted", "twitch") or (kind in ("removed", "bent") and chance.random() < 0.5):
        said |= where
    if kind == "inserted" and chance.random() < 0.7:
        said |= {"dwell_minutes": chance.randint(1, 4)}
        said |= {"manipulation": chance.choice(["static", "pistoning"])}
    if kind == "recovered":
        said |= {"by": "Robin", "witnessed_by": "Kim"}
    if kind == "retained_escalated":
        said["to"] = "Emergency department"
    if kind == "void":
        said["voids"] = f"event-{chance.randint(0, 39):02}"
    return said


def test_a_current_is_recorded_with_its_settings_by_taps_alone(
    story: Story, clinician: Page, tablet: Page
) -> None:
    hand = Hand(tablet)
    with story.given("a plan with a current through the needles, and consent to it", clinician):
        episode = steps.an_episode_to_needle(
            clinician,
            records.SAMPLES / "tony-reinger.json.gz",
            [TRAPEZIUS],
            technique="Electrical needling",
        )
        begin(hand, episode)
    with story.when("its settings are tapped and a needle goes in", tablet):
        tablet.locator("summary", has_text=f"How: {TRAPEZIUS}").click()
        for name, taps in (("frequency", 2), ("pulse width", 5), ("intensity", 3), ("time", 4)):
            for _ in range(taps):
                hand.tap(f"More, {name}: {TRAPEZIUS}")
        hand.tap(f"More, intensity: {TRAPEZIUS}")
        hand.tap(f"Less, intensity: {TRAPEZIUS}")
        hand.tap(f"1 needle in: {TRAPEZIUS}")
    with story.then("the timer runs towards the minutes that were set", tablet):
        card = tablet.get_by_role("article", name=TRAPEZIUS)
        expect(card.locator("[data-slot=dwell]")).to_contain_text("of 20 min")
    with story.then("the note says all of it, and nothing was typed", tablet):
        hand.tap(f"Out, into the sharps: {TRAPEZIUS}")
        sign(hand)
        note = tablet.get_by_role("region", name="Note")
        for words in ("2 Hz", "250 µs", "1.5 mA", "20 minutes"):
            expect(note).to_contain_text(words)
    assert hand.typed == []
