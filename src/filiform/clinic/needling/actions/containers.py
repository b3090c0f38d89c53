"""Whether a needle may go into the sharps container that is named with it: one of the clinic's own that is open.

Whoever asks beforehand is told to take another one. What lies in it already is kept, with what
forbade it. It never keeps a session from being signed: the needle is away.
"""

from datetime import datetime

from filiform.clinic.needling.actions.answers import Answer, Verdict
from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.queries import (
    ContainerStanding,
    container_labelled,
    keeps_containers,
    open_containers,
)
from filiform.clinical.ledger import Discarded

SHARPS_BIN = "needling/asepsis/sharps-bin"
FULL = (
    "{} is full. Put the needle into another container, choose that one here, and close this one."
)
CLOSED = "{} is closed. Put the needle into another container, and choose that one here."
UNKNOWN = "The clinic has no sharps container “{}”. {}"
CHOOSE = "Choose one that is open: {}."
NONE_OPEN = "None is open: leave the name out, or open one under “Needles and sharps”."


class Containers:
    """The sharps containers of one request; each name is looked up once."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self._found: dict[str, ContainerStanding | None] = {}

    def against(self, event: Discarded, *, asking: bool, at: datetime) -> Answer | None:
        """What is said of a needle for which the named container was not open; None where nothing is.

        A clinic that keeps no containers here may name them as it likes.
        """
        label = event.container.strip()
        if not label:
            return None
        verdict = Verdict.REFUSED if asking else Verdict.ACCEPTED
        if (container := self._labelled(label)) is not None:
            if container.is_open_at(at if asking else event.at):
                return None
            words = FULL if container.state == "fill_line" else CLOSED
            message = words.format(container.container.label)
            return Answer(event.id, verdict, message, statements=(SHARPS_BIN,))
        if not keeps_containers(self.clinic):
            return None
        named = ", ".join(one.label for one in open_containers(self.clinic))
        allowed = CHOOSE.format(named) if named else NONE_OPEN
        message = UNKNOWN.format(label, allowed)
        return Answer(event.id, verdict, message, field="container", allowed=allowed)

    def _labelled(self, label: str) -> ContainerStanding | None:
        if label not in self._found:
            self._found[label] = container_labelled(self.clinic, label)
        return self._found[label]
