"""Sharps containers and where each stands."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

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


_NEXT: dict[ContainerState, tuple[ContainerStep, ...]] = {
    "open": (ContainerStep.FILL_LINE, ContainerStep.CLOSED),
    "fill_line": (ContainerStep.CLOSED,),
    "closed": (ContainerStep.COLLECTED,),
    "collected": (),
}


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
    """The containers into which needles may go now, for naming one when a needle is thrown away."""
    standings = (container_standing(one) for one in containers_of(clinic))
    return tuple(one.container for one in standings if one.state in ("open", "fill_line"))
