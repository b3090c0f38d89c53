"""How long a needle is meant to stay: whole minutes that the practitioner chose. Filiform recommends none."""

from typing import Annotated

from msgspec import Meta

FEWEST_MINUTES = 1
MOST_MINUTES = 60
"""Bounds of what can be typed, against slips: no time of treatment is meant by them."""

DwellMinutes = Annotated[int, Meta(ge=FEWEST_MINUTES, le=MOST_MINUTES)]
