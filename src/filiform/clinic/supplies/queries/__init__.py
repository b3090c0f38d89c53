"""What other rooms may ask of the supplies: which lots there are and what is left, what is recalled, the containers."""

from filiform.clinic.supplies.queries.containers import (
    ContainerStanding,
    container_labelled,
    container_standing,
    containers_of,
    keeps_containers,
    open_containers,
)
from filiform.clinic.supplies.queries.discarded import NeedlesIn, needles_by_container
from filiform.clinic.supplies.queries.listed import Listed, ListedLot, WrittenLot, listed
from filiform.clinic.supplies.queries.lots import (
    LotStock,
    current_lots,
    lot_named,
    lots_like,
    lots_of_key,
    lots_to_open,
    makers_to_tell_apart,
    movements_of,
    stock,
    stock_of,
    unknown_lots,
)
from filiform.clinic.supplies.queries.recalls import (
    recall_named,
    recall_of,
    recalled_lots,
    recalls_of,
    recalls_of_number,
)

__all__ = [
    "ContainerStanding",
    "Listed",
    "ListedLot",
    "LotStock",
    "NeedlesIn",
    "WrittenLot",
    "container_labelled",
    "container_standing",
    "containers_of",
    "current_lots",
    "keeps_containers",
    "listed",
    "lot_named",
    "lots_like",
    "lots_of_key",
    "lots_to_open",
    "makers_to_tell_apart",
    "movements_of",
    "needles_by_container",
    "open_containers",
    "recall_named",
    "recall_of",
    "recalled_lots",
    "recalls_of",
    "recalls_of_number",
    "stock",
    "stock_of",
    "unknown_lots",
]
