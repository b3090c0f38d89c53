"""How fast the page at the treatment table answers, with needles in a session, and the page of stock."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils import timezone

from benchmarks.measurement import Measurement, Times, timed

_TIMES = 60
_NEEDLES = 12
Figure = Callable[[str, Times, int], Measurement]


def pages_of_a_session(
    clinic: Any, browser: Any, episode: str, figure: Figure
) -> list[Measurement]:
    """A session that was begun on the treated patient's plan, with needles in and out, as its page shows it."""
    began = browser.post(f"{episode}needling/start/", {"row": str(uuid4())})
    if began.status_code != 302:
        raise RuntimeError(f"a session could not be begun: {began.status_code}")
    session = began["Location"].split("#")[0]
    plan = clinic.needling_sessions.order_by("-started_at").first().plan
    muscle = plan.muscles.first()
    _needle(browser, session, {"muscle": muscle.muscle, "side": muscle.side})
    home = f"/clinics/{clinic.slug}/"
    where = {
        "at the table": session,
        "at the table, live parts": f"{session}live/",
        "if something goes wrong": f"{session}emergencies/",
        "stock": f"{home}supplies/",
    }
    return [_page(browser, what, address, figure) for what, address in where.items()]


def _needle(browser: Any, session: str, place: dict[str, str]) -> None:
    """Needles opened, inserted, taken out and thrown away, as a device sends them."""
    events = []
    for _ in range(_NEEDLES):
        needle, now = str(uuid4()), timezone.now().isoformat()
        for kind in ("opened", "inserted", "twitch", "removed", "discarded"):
            where = place if kind in ("inserted", "twitch", "removed") else {}
            events.append({"id": str(uuid4()), "at": now, "type": kind, "needle": needle, **where})
    said = {"events": events, "asking": False, "wants_count": False}
    answer = browser.post(f"{session}events/", said, content_type="application/json")
    if any(one["answer"] != "accepted" for one in answer.json()["answers"]):
        raise RuntimeError(f"not every event was accepted: {answer.status_code}")


def _page(browser: Any, what: str, where: str, figure: Figure) -> Measurement:
    answer = browser.get(where, follow=True)
    if answer.status_code != 200:
        raise RuntimeError(f"{what} answered {answer.status_code}")
    times = timed(lambda: browser.get(where, follow=True), _TIMES, warm_up=5)
    return figure(f"page: {what}", times, len(answer.content) // 1024)
