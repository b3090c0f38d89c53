"""The sharps container that needles go into: the only open one, or the one that was named last in this session."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.queries import open_containers
from filiform.clinical.ledger import Discarded, NeedleEvent, standing


@dataclass(frozen=True, slots=True)
class Into:
    """The open containers by name, and the one that a tap names; empty until one of several was chosen."""

    open: tuple[str, ...]
    chosen: str


def into(clinic: Clinic, events: Iterable[NeedleEvent]) -> Into:
    """What the page offers. Nothing is guessed: of several containers none is named before somebody chose it."""
    labels = tuple(sorted(one.label for one in open_containers(clinic)))
    if len(labels) == 1:
        return Into(labels, labels[0])
    named = [one.container for one in standing(events) if isinstance(one, Discarded)]
    last = next((one for one in reversed(named) if one), "")
    return Into(labels, last if last in labels else "")
