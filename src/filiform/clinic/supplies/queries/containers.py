"""Sharps containers and where each stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import QuerySet
from django.utils import timezone

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.models import ContainerEvent, ContainerStep, SharpsContainer

ContainerState = Literal["open", "fill_line", "closed", "collected"]


@dataclass(frozen=True, slots=True)
class ContainerStanding:
    """A container, its latest step, and the steps that can come next."""

    container: SharpsContainer
    state: ContainerState
    events: tuple[ContainerEvent, ...]
    next_steps: tuple[ContainerStep, ...]

    def is_open_at(self, at: datetime) -> bool:
        """Whether needles might go into it at that instant: nothing had ended that, by the day and by when it was recorded."""
        return not any(_had_ended(one, at) for one in self.events)


_NEXT: dict[ContainerState, tuple[ContainerStep, ...]] = {
    "open": (ContainerStep.FILL_LINE, ContainerStep.CLOSED),
    "fill_line": (ContainerStep.CLOSED,),
    "closed": (ContainerStep.COLLECTED,),
    "collected": (),
}


def _had_ended(step: ContainerEvent, at: datetime) -> bool:
    on = timezone.localdate(at)
    return on > step.on or (on == step.on and step.recorded_at <= at)


def containers_of(clinic: Clinic) -> QuerySet[SharpsContainer]:
    """Every container with what happened to it, the newest first."""
    return clinic.sharps_containers.select_related("recorded_by").prefetch_related(
        "events__recorded_by"
    )


def container_standing(container: SharpsContainer) -> ContainerStanding:
    """Where a container stands: the step furthest along counts, in whatever order they were typed."""
    events = tuple(container.events.all())
    done = {one.step for one in events}
    furthest = [step for step in ContainerStep if step.value in done]
    state: ContainerState = furthest[-1].value if furthest else "open"  # type: ignore[assignment]  # its values are these words
    return ContainerStanding(container, state, events, _NEXT[state])


def open_containers(clinic: Clinic) -> tuple[SharpsContainer, ...]:
    """The containers into which needles may go now: those whose fill line is not reached, and that nobody closed."""
    return tuple(clinic.sharps_containers.filter(events__isnull=True))


def keeps_containers(clinic: Clinic) -> bool:
    """Whether the clinic writes its sharps containers down here."""
    return clinic.sharps_containers.exists()


def container_labelled(clinic: Clinic, label: str) -> ContainerStanding | None:
    """A container of the clinic by the name that is written on it, whatever the case."""
    rows = clinic.sharps_containers.filter(label__iexact=label.strip())
    found = rows.prefetch_related("events").first()
    return container_standing(found) if found is not None else None
