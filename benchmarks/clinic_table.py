"""How fast the page at the treatment table answers, in an ordinary session and in the worst one, and the page of stock."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from django.utils import timezone

from benchmarks.measurement import Measurement, Times, timed

_TIMES = 60
_WHOLE_LIFE = ("opened", "inserted", "twitch", "removed", "discarded")
_STAYS_IN = _WHOLE_LIFE[:3]
_REPORTED = 60
Figure = Callable[[str, Times, int], Measurement]
Event = dict[str, str]


def pages_of_a_session(
    clinic: Any, browser: Any, episode: str, figure: Figure
) -> list[Measurement]:
    """A session that was begun on the treated patient's plan: as most are, then with as much against its gates as can be."""
    session = ordinary_session(clinic, browser, episode)
    home = f"/clinics/{clinic.slug}/"
    where = {
        "at the table, ordinary session": session,
        "at the table, ordinary session, live parts": f"{session}live/",
        "if something goes wrong": f"{session}emergencies/",
        "stock": f"{home}supplies/",
    }
    ordinary = [_page(browser, what, address, figure) for what, address in where.items()]
    make_worst(clinic, browser, session)
    worst = f"at the table, {_REPORTED} needles against a gate"
    return [
        *ordinary,
        _page(browser, worst, session, figure),
        _page(browser, f"{worst}, live parts", f"{session}live/", figure),
    ]


def ordinary_session(clinic: Any, browser: Any, episode: str) -> str:
    """Begun and asked; two needles in each of the three muscles, one of them out again; pain before is known."""
    answer = browser.post(f"{episode}needling/start/", {"row": str(uuid4())})
    session = str(_went_on(answer, "a session could not be begun")["Location"].split("#")[0])
    asked = {"row": str(uuid4()), "nothing": "1"}
    _went_on(browser.post(f"{session}answers/", asked), "nothing new could not be said")
    for place in _places(clinic):
        _send_events(browser, session, [*_needle(_STAYS_IN, place), *_needle(_WHOLE_LIFE, place)])
    measure = {"id": str(uuid4()), "when": "before", "pain": 6}
    _sent(browser, f"{session}responses/", {"responses": [measure]})
    return session


def make_worst(clinic: Any, browser: Any, session: str) -> None:
    """Something is new, which closes every muscle; then needles are reported that went in all the same."""
    finding = "screening/findings/pregnancy"
    asked = {"row": str(uuid4()), "new": [finding]}
    _went_on(browser.post(f"{session}answers/", asked), "something new could not be said")
    places = _places(clinic)
    events = [
        event
        for number in range(_REPORTED)
        for event in _needle(_WHOLE_LIFE, places[number % len(places)])
    ]
    _send_events(browser, session, events)


def _places(clinic: Any) -> list[Event]:
    plan = clinic.needling_sessions.order_by("-started_at").first().plan
    return [{"muscle": one.muscle, "side": one.side} for one in plan.muscles.all()]


def _needle(kinds: Iterable[str], place: Event) -> list[Event]:
    """What happened to one needle, as a device tells it."""
    needle, now = str(uuid4()), timezone.now().isoformat()
    of_a_muscle = ("inserted", "twitch", "removed")
    return [
        {"id": str(uuid4()), "at": now, "type": kind, "needle": needle}
        | (place if kind in of_a_muscle else {})
        for kind in kinds
    ]


def _send_events(browser: Any, session: str, events: list[Event]) -> None:
    _sent(browser, f"{session}events/", {"events": events, "asking": False, "wants_count": False})


def _sent(browser: Any, where: str, said: dict[str, Any]) -> None:
    answer = browser.post(where, said, content_type="application/json")
    if any(one["answer"] != "accepted" for one in answer.json()["answers"]):
        raise RuntimeError(f"not everything was accepted: {answer.status_code}")


def _went_on(answer: Any, what_not: str) -> Any:
    if answer.status_code != 302:
        raise RuntimeError(f"{what_not}: {answer.status_code}")
    return answer


def _page(browser: Any, what: str, where: str, figure: Figure) -> Measurement:
    answer = browser.get(where, follow=True)
    if answer.status_code != 200:
        raise RuntimeError(f"{what} answered {answer.status_code}")
    times = timed(lambda: browser.get(where, follow=True), _TIMES, warm_up=5)
    return figure(f"page: {what}", times, len(answer.content) // 1024)
