"""Why the needles of a packet are not opened: their lot is recalled, or it may be of two makers and nobody said whose."""

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.makers import maker_key
from filiform.clinic.supplies.models import LotRecall
from filiform.clinic.supplies.queries import makers_to_tell_apart, recall_of

RECALLED = "Lot {} is recalled. Take it off the shelf, and open needles of another lot."
RECALLED_PERHAPS = (
    "Lot {} of {} is recalled, and nobody said whose this one is. "
    "Look at the packet, and choose it by its maker."
)
WHOSE = "{} have lots of this number. Look at the packet, and choose it by its maker."


class Packets:
    """The packets of one request; each lot and maker is looked up once."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self._found: dict[tuple[str, str], str] = {}

    def against(self, lot: str, maker: str) -> str:
        """What speaks against opening needles of this lot, for whoever holds the packet; nothing mostly."""
        maker = maker if maker_key(maker) else ""
        if (lot, maker) not in self._found:
            self._found[lot, maker] = self._look_up(lot, maker)
        return self._found[lot, maker]

    def _look_up(self, lot: str, maker: str) -> str:
        if (recall := recall_of(self.clinic, lot, maker)) is not None:
            return _recalled(recall, maker)
        makers = () if maker else makers_to_tell_apart(self.clinic, lot)
        return WHOSE.format(" and ".join(makers)) if makers else ""


def _recalled(recall: LotRecall, maker: str) -> str:
    if recall.maker and not maker:
        return RECALLED_PERHAPS.format(recall.lot, recall.maker)
    return RECALLED.format(f"{recall.lot} of {recall.maker}" if recall.maker else recall.lot)
