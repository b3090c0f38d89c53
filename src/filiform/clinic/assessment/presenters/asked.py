"""What the address of the page asks for, so that the page shows that and no more."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for: a muscle to palpate, a joint, the nerves, something to measure."""

    muscle: str = ""
    side: str = ""
    joint: str = ""
    other_side: str = ""
    tests: bool = False
    nerves: bool = False
    measure: str = ""
    pressure: str = ""

    @classmethod
    def of(cls, query: Any) -> "Asked":
        """Read it from the query of an address."""
        names = ("muscle", "side", "joint", "other_side", "measure", "pressure")
        words = {name: query.get(name, "") for name in names}
        return cls(tests="tests" in query, nerves="nerves" in query, **words)
