"""Sharps containers: opening one, and the steps of its life."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.actions.writing import row_of
from filiform.clinic.supplies.models import ContainerEvent, ContainerStep, SharpsContainer


@audited("supplies.container_opened")
def open_container(
    *,
    clinic: Clinic,
    row_id: UUID,
    label: str,
    place: str,
    opened_on: date,
    by: Any,
    at: datetime,
) -> SharpsContainer:
    """A sharps container begins to be filled.

    Raises:
        Refused: when another container of the clinic has that name.
    """
    columns = {"label": label.strip(), "place": place.strip(), "opened_on": opened_on}
    repeat_of(clinic.sharps_containers, row_id, **columns)
    if clinic.sharps_containers.filter(label__iexact=columns["label"]).exists():
        raise Refused("There is a container of that name. Give each one a name of its own.")
    return SharpsContainer.objects.create(id=row_id, **row_of(clinic, by, at), **columns)


# Which step may come after which: a container is closed at the fill line or before it.
_BEFORE = {
    ContainerStep.FILL_LINE: (),
    ContainerStep.CLOSED: (),
    ContainerStep.COLLECTED: (ContainerStep.CLOSED,),
}


@audited("supplies.container_step_recorded", details=lambda row: {"step": row.step})
def record_container_step(
    *,
    container: SharpsContainer,
    row_id: UUID,
    step: ContainerStep,
    on: date,
    note: str,
    by: Any,
    at: datetime,
) -> ContainerEvent:
    """The fill line was reached, the container was closed, or it was collected.

    Raises:
        Refused: when that was recorded already, a closed one is said to fill, or an open one to be collected.
    """
    columns = {"step": step.value, "on": on, "note": note.strip()}
    repeat_of(container.clinic.container_events, row_id, **columns, container_id=container.pk)
    SharpsContainer.objects.select_for_update().get(pk=container.pk)
    done = {ContainerStep(one.step) for one in container.events.all()}
    if step in done:
        raise Refused("This was recorded already.")
    if step is ContainerStep.FILL_LINE and done:
        raise Refused("The container is closed. Nothing goes into it any more.")
    if not set(_BEFORE[step]) <= done:
        raise Refused("Close the container before it is collected.")
    if on < container.opened_on:
        raise Refused("The day lies before the container was opened.")
    return ContainerEvent.objects.create(
        id=row_id, **row_of(container.clinic, by, at), container=container, **columns
    )
