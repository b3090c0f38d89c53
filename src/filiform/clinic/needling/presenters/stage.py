"""The stage's main page: what must be in order, what is needled, and the sessions so far."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec
from django.urls import reverse

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.presenters.gates import Gate, gates
from filiform.clinic.needling.presenters.note_of_needles import counts_of, needles_words
from filiform.clinic.needling.queries import session_events, session_standing, sessions_of
from filiform.clinic.planning.queries import current_plan
from filiform.clinic.screening.presenters import day_words, label_of, moment_words, target_words
from filiform.clinical.ledger import NeedleEventType, needled, standing
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.needling import NeedlingRuleKind


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in the list."""

    url: str
    when: str
    moment: str
    muscles: str
    detail: str
    is_signed: bool


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """The main page of needling. `plan_url` leads to the plan where one is missing."""

    gates: tuple[Gate, ...]
    planned: tuple[str, ...]
    plan_url: str
    has_plan: bool
    may_start: bool
    open_session: SessionLine | None
    signed: tuple[SessionLine, ...]


def sessions_page(episode: Any, practitioner: Any, on: date, library: Library) -> SessionsPage:
    """The page for this person on this day."""
    urls = _urls(episode)
    plan = current_plan(episode)
    lines = tuple(_lines(sessions_of(episode), library))
    shown: tuple[Gate, ...] = ()
    planned: tuple[str, ...] = ()
    if plan is not None and plan.muscles.all():
        prospective = NeedlingSession(
            clinic=episode.clinic, episode=episode, plan=plan, practitioner=practitioner, on=on
        )
        stands = session_standing(prospective, on, library)
        # What is asked on the day is asked in the session itself, before the first needle.
        asked = msgspec.structs.replace(stands.facts, screening_complete=stands.screening.complete)
        stands = replace(stands, facts=asked)
        shown = gates(stands, urls, library)
        planned = tuple(
            f"{target_words(Target(one.place.muscle, one.place.side), library)}, "
            f"{label_of(one.technique, library).lower()}"
            for one in stands.places
        )
    opened = next((line for line in lines if not line.is_signed), None)
    return SessionsPage(
        gates=shown,
        planned=planned,
        plan_url=urls["plan"],
        has_plan=bool(planned),
        may_start=bool(shown) and all(gate.is_open for gate in shown) and opened is None,
        open_session=opened,
        signed=tuple(line for line in lines if line.is_signed),
    )


def _urls(episode: Any) -> dict[str, str]:
    where = {"clinic": episode.clinic.slug, "episode": episode.pk}
    return {
        "plan": reverse("planning:stage", kwargs=where),
        NeedlingRuleKind.SCREENING_IS_CURRENT.value: reverse("screening:stage", kwargs=where),
        NeedlingRuleKind.CONSENT_IS_CURRENT.value: reverse("planning:consent", kwargs=where),
        NeedlingRuleKind.CONSTRAINTS_ARE_KEPT.value: reverse("planning:write", kwargs=where),
    }


def _lines(sessions: Iterable[NeedlingSession], library: Library) -> Iterable[SessionLine]:
    for session in sessions:
        events = session_events(session)
        muscles = (Target(place.muscle, place.side) for place in needled(events))
        signature = getattr(session, "signature", None)
        needles = counts_of(standing(events))[NeedleEventType.INSERTED]
        count = needles_words(needles)
        yield SessionLine(
            url=reverse(
                "needling:session",
                kwargs={
                    "clinic": session.clinic.slug,
                    "episode": session.episode_id,
                    "session": session.pk,
                },
            ),
            when=day_words(session.on),
            moment=session.on.isoformat(),
            muscles="; ".join(target_words(one, library) for one in muscles)
            or "Nothing needled yet",
            detail=f"{count}, signed by {signature.signed_by.display_name} on {moment_words(signature.signed_at)}"
            if signature
            else f"{count} so far, begun by {session.practitioner.display_name}",
            is_signed=signature is not None,
        )
