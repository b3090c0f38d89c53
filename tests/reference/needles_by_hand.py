"""The needle count by hand: slow and obvious, one needle at a time, beside the fold that the software uses.

Every needle is a slip of paper that is walked through its own events. What does not fit makes the
slip wrong for good; wrong slips, slips that do not end in the sharps container or with somebody by
name, and slips that an emergency stop still waits for keep the session open.
"""

from filiform.clinical.ledger import NeedleEvent, NeedleEventType, Void

LIFE = list(NeedleEventType)
TELLS_OF_THE_MUSCLE = {"adjusted", "bent", "twitch", "discomfort", "sharp_pain", "pain_recognised"}


def may_sign_by_hand(events: list[NeedleEvent]) -> bool:
    """Whether the session may be signed."""
    kept, is_clean = _kept(events)
    slips = [_walk(name, kept, None) for name in _names(kept)]
    return (
        is_clean
        and any(event.type == "inserted" for event in kept)
        and all(is_right and state in ("discarded", "retained") for state, is_right in slips)
        and not _waited_for(kept)
    )


def states_by_hand(events: list[NeedleEvent]) -> dict[str, str]:
    """Where each needle, and each part of one, ends."""
    kept, _ = _kept(events)
    return {name: _walk(name, kept, None)[0] for name in _names(kept)}


def kept_by_hand(events: list[NeedleEvent]) -> list[NeedleEvent]:
    """The events that count, by time."""
    return _kept(events)[0]


def _kept(events: list[NeedleEvent]) -> tuple[list[NeedleEvent], bool]:
    """Each event once, by time, without what was taken back; and whether nothing was odd about that."""
    is_clean, once = True, []
    for event in events:
        if any(other.id == event.id and other != event for other in events):
            is_clean = False
    for event in sorted(events, key=lambda one: (one.at, LIFE.index(one.type), one.id)):
        if all(other.id != event.id for other in once):
            once.append(event)
    taken_back = []
    for void in [event for event in once if isinstance(event, Void)]:
        meant = [event for event in once if event.id == void.voids]
        if not meant or meant[0].type == "void":
            is_clean = False
        elif meant[0].type != "emergency_stop" or _nothing_between(meant[0], void, once):
            taken_back.append(void.voids)
    return [e for e in once if e.type != "void" and e.id not in taken_back], is_clean


def _nothing_between(stop: NeedleEvent, void: NeedleEvent, once: list[NeedleEvent]) -> bool:
    """Whether a stop was taken back before anything was recorded that is neither a stop nor a void of one."""
    first, last = once.index(stop), once.index(void)
    stops = [event.id for event in once if event.type == "emergency_stop"]
    between = once[first + 1 : last]
    return first < last and all(
        event.id in stops or (isinstance(event, Void) and event.voids in stops) for event in between
    )


def _names(kept: list[NeedleEvent]) -> list[str]:
    names = []
    for event in kept:
        parts = [event.left_behind] if event.type == "broken" else []
        names += [name for name in [event.needle, *parts] if name and name not in names]
    return names


def _walk(name: str, kept: list[NeedleEvent], until: NeedleEvent | None) -> tuple[str, bool]:
    """The state of one slip after its events up to one of them, and whether all of them fitted."""
    state, place, is_right = "nowhere", None, True
    for event in kept:
        if event is until:
            break
        if event.type == "broken" and event.left_behind == name:
            whole_place = _place_before(event, kept)
            if state != "nowhere":
                is_right = False
            else:
                state, place = "broken_off", event.place or whole_place
        if event.needle != name:
            continue
        state, fits = _step(state, event)
        fits = fits and (
            event.type == "inserted" or None in (event.place, place) or event.place == place
        )
        if event.place and (event.type == "inserted" or place is None):
            place = event.place if event.type != "opened" or place is None else place
        is_right = is_right and fits
    return state, is_right


def _place_before(until: NeedleEvent, kept: list[NeedleEvent]) -> object:
    place = None
    for event in kept:
        if event is until:
            return place
        if event.needle == until.needle and event.place:
            place = event.place if event.type == "inserted" or place is None else place
    return place


def _step(state: str, event: NeedleEvent) -> tuple[str, bool]:  # a table in words
    kind = event.type.value
    if kind == "opened":
        return ("sterile", True) if state == "nowhere" else (state, False)
    if state in ("nowhere", "unknown"):
        worse = {"inserted": "in_body", "dropped": "lost"}
        return worse.get(kind, "unknown"), False
    if kind in TELLS_OF_THE_MUSCLE:
        return state, kind != "adjusted" or state == "in_body"
    if kind == "inserted":
        return "in_body", state in ("sterile", "out")
    if kind == "dropped":
        return "lost", state in ("sterile", "out", "in_body")
    if kind == "recovered":
        return (state if state in ("sterile", "discarded") else "out"), True
    leads = {
        ("broken", "sterile"): "out", ("broken", "in_body"): "out", ("broken", "out"): "out",
        ("removed", "in_body"): "out", ("removed", "broken_off"): "out",
        ("retained_escalated", "in_body"): "retained",
        ("retained_escalated", "broken_off"): "retained",
        ("retained_escalated", "lost"): "retained",
        ("discarded", "sterile"): "discarded", ("discarded", "out"): "discarded",
        ("discarded", "lost"): "discarded",
    }  # fmt: skip
    return leads.get((kind, state), state), (kind, state) in leads


def _waited_for(kept: list[NeedleEvent]) -> bool:
    """Whether some needle is still to be recovered: walked through from the first stop on."""
    waiting: list[str] = []
    for event in kept:
        if event.type == "emergency_stop":
            for name in _names(kept):
                state, _ = _walk(name, kept, event)
                if state not in ("nowhere", "discarded", "retained") and name not in waiting:
                    waiting.append(name)
        was_waiting = bool(waiting)
        before = _walk(event.needle, kept, event)[0] if event.needle else ""
        handed_on = event.type == "retained_escalated" and _step(before, event)[1]
        if event.type == "recovered" or handed_on:
            waiting = [name for name in waiting if name != event.needle]
        elif was_waiting and event.type in ("opened", "inserted", "broken"):
            parts = [event.left_behind] if event.type == "broken" else []
            waiting += [name for name in [event.needle, *parts] if name not in waiting]
    return bool(waiting)
