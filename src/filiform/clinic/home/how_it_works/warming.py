"""What the page needs is worked out once a server has answered for the first time, so that no visitor waits for it."""

import threading
from typing import Any

from django.core.signals import request_finished

from filiform.clinic.home.how_it_works.choice import choice_of, scenarios
from filiform.clinic.home.how_it_works.curves import simulated
from filiform.clinic.home.how_it_works.words import wrong


def warm_after_the_first_answer() -> None:
    """Not while the server starts: the first page would be answered a second or two later."""
    request_finished.connect(_first_answered)


def warm() -> threading.Thread:
    """Simulate what the links of the page lead to, beside whatever else the server does."""
    thread = threading.Thread(target=_all, name="how-it-works", daemon=True)
    thread.start()
    return thread


def _first_answered(**signal: Any) -> None:
    if request_finished.disconnect(_first_answered):
        warm()


def _all() -> None:
    for one in scenarios().values():
        simulated(choice_of(one.course))
    wrong()
