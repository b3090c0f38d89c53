"""What happens at once when needles go in, or when the muscle is exercised: jumps of the states.

A twitch lasts a fraction of a second and an insertion a few seconds: beside hours, both are moments.
"""

import numpy as np

from filiform.knowledge.model.mechanism import Needling
from filiform.mechanism.equations import NAMES
from filiform.mechanism.parameters import SLOT, Array

ROW = {name: place for place, name in enumerate(NAMES)}


class _States:
    """States and numbers by name, so that a jump reads as a sentence."""

    def __init__(self, y: Array, p: Array) -> None:
        self._y, self._p = y.copy(), p

    def __getitem__(self, name: str) -> Array:
        return np.asarray(self._y[ROW[name]] if name in ROW else self._p[SLOT[name]])

    def __setitem__(self, name: str, value: Array) -> None:
        self._y[ROW[name]] = value

    def all(self) -> Array:
        return self._y


def needled(y: Array, p: Array, needling: Needling) -> tuple[Array, Array]:
    """The states after a needling, and how many twitches it brought to each member.

    The first insertions find most: each twitch makes the next less likely. Every person who is
    needled, or believes to be, expects something; no insertion at all is a sham.
    """
    now = _States(y, p)
    now["descending"] = now["descending"] + now["expectation"]
    if not needling.insertions:
        return now.all(), np.zeros(y.shape[1])
    twitches = _twitches(now, needling)
    _at_the_end_plates(now, twitches, needling.insertions * _placement(now, needling))
    _around_the_needle(now, needling.insertions)
    _the_price(now, twitches, needling.insertions)
    return now.all(), twitches


def _placement(now: _States, needling: Needling) -> Array:
    """1 at the trigger point, falling with the distance from it."""
    return np.exp(-((needling.offset_mm / now["twitch_reach"]) ** 2))


def _twitches(now: _States, needling: Needling) -> Array:
    """Twitches that were counted, or those to be expected: insertion by insertion."""
    if needling.twitches is not None:
        return np.full(now["dysfunction"].shape, needling.twitches)
    found = np.zeros_like(now["dysfunction"])
    chance = now["twitch_probability"] * now["dysfunction"] * _placement(now, needling)
    for _ in range(needling.insertions):
        found = found + chance * now["twitch_habituation"] ** found
    return found


def _at_the_end_plates(now: _States, twitches: Array, well_placed: Array) -> None:
    """Twitches take away dysfunction, leak and contracture, and use energy; insertions do a little."""
    left = (1 - now["twitch_quench"]) ** twitches * (1 - now["insertion_quench"]) ** well_placed
    now["dysfunction"] = now["dysfunction"] * left
    silenced = (1 - now["twitch_silencing"]) ** twitches
    now["end_plate"] = 1 + (now["end_plate"] - 1) * silenced
    now["contracture"] = now["contracture"] * (1 - now["twitch_release"]) ** twitches
    now["energy"] = now["energy"] * (1 - now["twitch_work"]) ** twitches


def _around_the_needle(now: _States, insertions: int) -> None:
    """Vessels open, nerve endings let peptides go, endorphins rise: more insertions, less more of it."""
    share = 1 - np.exp(-insertions / now["axon_reflex_insertions"])
    now["vasodilation"] = now["vasodilation"] + now["axon_reflex"] * share
    now["substance_p"] = now["substance_p"] + now["needle_release"] * share
    now["cgrp"] = now["cgrp"] + now["needle_release"] * share
    now["opioid"] = now["opioid"] + now["opioid_release"] * share


def _the_price(now: _States, twitches: Array, insertions: int) -> None:
    """Fibres are torn, and the muscle gets sore; soreness fills the room there is up to 100."""
    torn = now["injury_insertion"] * insertions + now["injury_twitch"] * twitches
    now["injury"] = now["injury"] + torn
    sore = now["soreness_insertion"] * insertions + now["soreness_twitch"] * twitches
    now["soreness"] = now["soreness"] + (100 - now["soreness"]) * (1 - np.exp(-sore))


def exercised(y: Array, p: Array) -> Array:
    """The states after a bout of light exercise: less soreness, more flow, some endorphins."""
    now = _States(y, p)
    now["soreness"] = now["soreness"] * (1 - now["exercise_relief"])
    now["vasodilation"] = now["vasodilation"] + now["exercise_flow"]
    now["opioid"] = now["opioid"] + now["exercise_opioid"]
    return now.all()
