"""Who and what is at hand when something goes wrong at the table: people by name, and what to do first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.people.models import Practitioner
from filiform.clinic.screening.presenters import target_words
from filiform.clinical.ledger import Needle, NeedleCount, NeedleState
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.needling import EmergencyProcedure

THE_PATIENT = "The patient"
HANDED_ON_TO = ("Emergency department", "Ambulance crew", "The patient's doctor", "Radiology")
TROUBLES = (
    ("bent", "Bent", "bent-needle"),
    ("broken", "Broken", "broken-needle"),
    ("dropped", "Dropped", "retained-needle"),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What can happen to a needle, what to do first, and where the rest of it stands on the emergency card."""

    kind: str
    label: str
    slug: str
    title: str
    first: str


def troubles(library: Library) -> tuple[Trouble, ...]:
    """Bent, broken, dropped; nothing that the library has no procedure for."""
    return tuple(
        Trouble(kind, label, slug, f"{procedure.label}.", procedure.first)
        for kind, label, slug in TROUBLES
        if (procedure := _procedure(slug, library)) is not None
    )


def _procedure(slug: str, library: Library) -> EmergencyProcedure | None:
    name = f"needling/emergencies/{slug}"
    return library.get(name, EmergencyProcedure) if name in library else None


@dataclass(frozen=True, slots=True)
class NeedleToRecover:
    """One needle that an emergency stop waits for, and the next thing to record about it."""

    needle: str
    row: UUID
    where: str
    state: str
    kind: str
    label: str


def to_recover(count: NeedleCount, library: Library) -> tuple[NeedleToRecover, ...]:
    """The needles an emergency stop waits for: out first, then counted again by two people."""
    needles = {one.id: one for one in count.needles}
    return tuple(_to_recover(needles[name], library) for name in count.to_recover)


def _to_recover(one: Needle, library: Library) -> NeedleToRecover:
    is_in = one.state is NeedleState.IN_BODY
    place = one.place
    return NeedleToRecover(
        needle=one.id,
        row=uuid4(),
        where=target_words(Target(place.muscle, place.side), library) if place else "In no muscle",
        state=one.state.value.replace("_", " "),
        kind="removed" if is_in else "recovered",
        label="Out" if is_in else "Counted again",
    )


def people_at_the_table(
    session: NeedlingSession, colleagues: Iterable[Practitioner]
) -> dict[str, Any]:
    """Who may have counted and who may have seen it, the practitioner first; where one can be handed on to."""
    me = session.practitioner.display_name
    people = tuple(dict.fromkeys((me, *(one.display_name for one in colleagues))))
    where = {"clinic": session.clinic.slug, "episode": session.episode_id, "session": session.pk}
    return {
        "people": people,
        "witnesses": (*people, THE_PATIENT),
        "handed_on_to": HANDED_ON_TO,
        "emergencies_url": reverse("needling:emergencies", kwargs=where),
    }
