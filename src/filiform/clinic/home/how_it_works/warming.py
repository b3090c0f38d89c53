"""What the page needs is worked out when a server starts, so that no visitor waits for it."""

import threading

from filiform.clinic.home.how_it_works.choice import choice_of, scenarios
from filiform.clinic.home.how_it_works.curves import simulated
from filiform.clinic.home.how_it_works.words import wrong


def warm() -> threading.Thread:
    """Simulate what the links of the page lead to, beside whatever else the server does."""
    thread = threading.Thread(target=_all, name="how-it-works", daemon=True)
    thread.start()
    return thread


def _all() -> None:
    for one in scenarios().values():
        simulated(choice_of(one.course))
    wrong()
