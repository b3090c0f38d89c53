"""Sharps containers as pages show them."""

from dataclasses import dataclass

from django.urls import reverse

from filiform.clinic.people.presenters import day
from filiform.clinic.supplies.models import ContainerStep
from filiform.clinic.supplies.queries import ContainerStanding
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


def container_rows(standings: list[ContainerStanding]) -> list[TaskRow]:
    """The containers, those that call for somebody first and those that are gone last."""
    order = ("fill_line", "open", "closed", "collected")
    rows = sorted(standings, key=lambda one: order.index(one.state))
    return [_row(one) for one in rows]


def _row(one: ContainerStanding) -> TaskRow:
    where = {"clinic": one.container.clinic.slug, "container": one.container.pk}
    return TaskRow(
        label=f"{one.container.label}, {one.container.place}",
        status=WORDS[one.state],
        state=SHAPES[one.state],
        url=reverse("supplies:container", kwargs=where),
        hint=f"opened {day(one.container.opened_on)}",
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
