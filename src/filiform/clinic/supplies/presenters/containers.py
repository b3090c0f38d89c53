"""Sharps containers as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from filiform.clinic.people.presenters import day
from filiform.clinic.supplies.models import ContainerStep, SharpsContainer
from filiform.clinic.supplies.queries import ContainerStanding, NeedlesIn
from filiform.clinic.supplies.queries.containers import ContainerState
from filiform.clinic.ui.parts import TaskRow, TaskState

WORDS: dict[ContainerState, str] = {
    "open": "Open",
    "fill_line": "Full: close it",
    "closed": "Closed: to be collected",
    "collected": "Collected",
}
SHAPES: dict[ContainerState, TaskState] = {
    "open": "doing",
    "fill_line": "blocked",
    "closed": "todo",
    "collected": "done",
}


def container_rows(
    standings: list[ContainerStanding], needles: Mapping[str, NeedlesIn]
) -> list[TaskRow]:
    """The containers, those that call for somebody first and those that are gone last.

    Args:
        needles: how many went into each, by its name in lower case.
    """
    order = ("fill_line", "open", "closed", "collected")
    rows = sorted(standings, key=lambda one: order.index(one.state))
    return [_row(one, needles_in(one.container, needles)) for one in rows]


def needles_in(container: SharpsContainer, needles: Mapping[str, NeedlesIn]) -> NeedlesIn:
    """The needles that went into one container."""
    return needles.get(container.label.casefold(), NeedlesIn())


def needles_words(inside: NeedlesIn) -> str:
    """How many needles went in, as far as the container was named with them, and how many too late."""
    words = "1 needle went in" if inside.needles == 1 else f"{inside.needles:,} needles went in"
    if not inside.too_late:
        return f"{words}."
    return f"{words}, {inside.too_late:,} of them after it was full or closed."


def _row(one: ContainerStanding, inside: NeedlesIn) -> TaskRow:
    where = {"clinic": one.container.clinic.slug, "container": one.container.pk}
    return TaskRow(
        label=f"{one.container.label}, {one.container.place}",
        status=WORDS[one.state],
        state=SHAPES[one.state],
        url=reverse("supplies:container", kwargs=where),
        hint=f"opened {day(one.container.opened_on)}, {inside.needles:,} in",
    )


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that happened to a container."""

    when: str
    what: str
    details: str


def step_lines(one: ContainerStanding) -> tuple[StepLine, ...]:
    """What happened to a container, from the beginning."""
    begun = StepLine(
        day(one.container.opened_on), "Opened", f"Entered by {one.container.recorded_by.name}"
    )
    later = (
        StepLine(
            day(event.on),
            ContainerStep(event.step).label,
            " · ".join(filter(None, (f"Entered by {event.recorded_by.name}", event.note))),
        )
        for event in one.events
    )
    return (begun, *later)
