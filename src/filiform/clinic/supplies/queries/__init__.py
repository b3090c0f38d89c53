"""What other rooms may ask of the supplies: which lots there are and what is left, what is recalled, the containers."""

from filiform.clinic.supplies.queries.containers import (
    ContainerStanding,
    container_standing,
    containers_of,
    open_containers,
)
from filiform.clinic.supplies.queries.lots import (
    LotStock,
    current_lots,
    lot_like,
    lot_named,
    lot_of_key,
    lots_to_open,
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
)

__all__ = [
    "ContainerStanding",
    "LotStock",
    "container_standing",
    "containers_of",
    "current_lots",
    "lot_like",
    "lot_named",
    "lot_of_key",
    "lots_to_open",
    "movements_of",
    "open_containers",
    "recall_named",
    "recall_of",
    "recalled_lots",
    "recalls_of",
    "stock",
    "stock_of",
    "unknown_lots",
]
