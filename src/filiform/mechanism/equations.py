"""The equations, written once: the documentation shows them, and `rates.py` is made from them by `make docs`.

Time is in hours. A quantity is 1 in healthy muscle at rest, unless its `rest` says 0. `rise(x)` is x
where x is above 0 and nothing below, rounded at the corner so that it has a slope everywhere. Names
that are no state are parameters (`knowledge/data/mechanism/parameters/`) or stand in `ABBREVIATIONS`.
"""

import re
from dataclasses import dataclass

from filiform.knowledge.model.mechanism import Mechanism


@dataclass(frozen=True, slots=True)
class State:
    """A quantity that changes with time: what it means, what it is at rest, and how fast it changes an hour.

    `most` is the highest value that can be reached, where there is one.
    """

    name: str
    label: str
    meaning: str
    mechanism: Mechanism
    rate: str
    rest: float = 1.0
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A part that several equations share."""

    name: str
    meaning: str
    formula: str


ABBREVIATIONS = (
    Abbreviation(
        "demand",
        "How much oxygen and energy the fibres ask for: more where end plates never rest and fibres stay short.",
        "1 + end_plate_cost * rise(end_plate - 1) + contracture_cost * contracture",
    ),
    Abbreviation(
        "use",
        "The share of that demand which the oxygen there is can serve.",
        "oxygen * (1 + oxygen_half_use) / (oxygen + oxygen_half_use)",
    ),
    Abbreviation(
        "drive",
        "How far nociceptors fire above their rest.",
        "rise(nociceptor - 1)",
    ),
    Abbreviation(
        "washing",
        "How fast substances leave: part of it with the blood.",
        "1 + wash_out * (flow - 1)",
    ),
)

STATES = (
    State(
        "dysfunction",
        "End-plate dysfunction",
        "How much is wrong with the end plates. Needling lowers it; in weeks it comes back to what keeps it up, which this simulation does not explain.",
        Mechanism.CONTRACTURE,
        "(severity - dysfunction) / dysfunction_return",
        rest=0.0,
        most=1.0,
    ),
    State(
        "end_plate",
        "End-plate activity",
        "Leak of acetylcholine, seen as end-plate noise. Too little energy makes it worse: the loop of the energy-crisis theory.",
        Mechanism.CONTRACTURE,
        "(1 + end_plate_gain * dysfunction * (1 + energy_feedback * rise(1 - energy)) - end_plate) / end_plate_time",
    ),
    State(
        "contracture",
        "Contracture",
        "Fibres that stay short without a command. Letting go takes energy.",
        Mechanism.CONTRACTURE,
        "(contracture_gain * rise(end_plate - 1) - (1 - release_energy * rise(1 - energy)) * contracture) / contracture_time",
        rest=0.0,
    ),
    State(
        "vasodilation",
        "Vessels opened by the needle",
        "The axon reflex: a pricked nerve ending opens small vessels around it, for a while.",
        Mechanism.CIRCULATION,
        "-vasodilation / vasodilation_time",
        rest=0.0,
    ),
    State(
        "flow",
        "Blood flow",
        "Flow through the capillaries of the trigger point: squeezed by contracture, opened by the axon reflex.",
        Mechanism.CIRCULATION,
        "((1 + vasodilation) / (1 + compression * contracture) - flow) / flow_time",
    ),
    State(
        "oxygen",
        "Tissue oxygen",
        "What the blood brings less what the fibres use. The Krogh cylinder gives the drop between capillary and tissue.",
        Mechanism.OXYGEN,
        "oxygen_turnover * (flow * (arterial_oxygen - oxygen - krogh_drop * demand * use) / (arterial_oxygen - 1 - krogh_drop) - demand * use)",
    ),
    State(
        "energy",
        "Energy",
        "ATP and phosphocreatine: made as far as oxygen allows, used as demanded.",
        Mechanism.OXYGEN,
        "energy_rate * demand * (use - energy)",
        most=1.5,
    ),
    State(
        "acidity",
        "Acidity",
        "Protons above normal: made where energy is short, washed away by the blood.",
        Mechanism.CHEMISTRY,
        "acid_clearance * (1 + acid_gain * rise(1 - energy) - washing * acidity)",
    ),
    State(
        "substance_p",
        "Substance P",
        "Released by firing nociceptors and in inflammation, carried away by the blood.",
        Mechanism.CHEMISTRY,
        "peptide_clearance * (1 + substance_p_gain * drive + substance_p_inflammation * rise(cytokines - 1) - washing * substance_p)",
    ),
    State(
        "cgrp",
        "CGRP",
        "Calcitonin gene-related peptide, released by the same nerve endings.",
        Mechanism.CHEMISTRY,
        "peptide_clearance * (1 + cgrp_gain * drive - washing * cgrp)",
    ),
    State(
        "bradykinin",
        "Bradykinin",
        "Made in acid and injured tissue, broken down fast.",
        Mechanism.CHEMISTRY,
        "bradykinin_clearance * (1 + bradykinin_acid * rise(acidity - 1) + bradykinin_injury * injury - washing * bradykinin)",
    ),
    State(
        "prostaglandins",
        "Prostaglandins",
        "Made where tissue is injured and where bradykinin is high.",
        Mechanism.CHEMISTRY,
        "prostaglandin_clearance * (1 + prostaglandin_injury * injury + prostaglandin_bradykinin * rise(bradykinin - 1) - prostaglandins)",
    ),
    State(
        "cytokines",
        "Cytokines",
        "TNF-α and its like: slow, and more than doubled by twice the injury.",
        Mechanism.CHEMISTRY,
        "(1 + cytokine_injury * injury ** 2 + cytokine_drive * drive - cytokines) / cytokine_time",
    ),
    State(
        "nociceptor",
        "Nociceptor drive",
        "How strongly pain fibres of the muscle fire: the sum of what sensitises them.",
        Mechanism.CHEMISTRY,
        "(1 + acid_weight * rise(acidity - 1) + bradykinin_weight * rise(bradykinin - 1) + prostaglandin_weight * rise(prostaglandins - 1) + peptide_weight * (rise(substance_p - 1) + rise(cgrp - 1)) + cytokine_weight * rise(cytokines - 1) - nociceptor) / nociceptor_time",
    ),
    State(
        "opioid",
        "Endorphins",
        "The body's own opioids: released by needling and exercise, held down by inflammation.",
        Mechanism.GATE,
        "(1 / (1 + opioid_inflammation * rise(cytokines - 1)) - opioid) / opioid_time",
    ),
    State(
        "inhibitory",
        "Inhibitory cells",
        "Cells of the dorsal horn that close the gate (GABA), driven from the brain stem.",
        Mechanism.GATE,
        "(inhibition_gain * descending - inhibitory) / spinal_time",
        rest=0.0,
    ),
    State(
        "excitatory",
        "Excitatory cells",
        "Cells of the dorsal horn that open it; wind-up makes them answer more.",
        Mechanism.GATE,
        "(relay_gain * drive * (1 + wind_up_gain * wind_up) - excitatory) / spinal_time",
        rest=0.0,
    ),
    State(
        "pain_signal",
        "Signal to the brain",
        "Firing of the transmission (T) cells, from 0 at rest to 1 at most. It is not pain: pain is made by the brain.",
        Mechanism.GATE,
        "(tanh(rise(direct_gain * drive + excitatory - gate_strength * inhibitory - signal_threshold)) - pain_signal) / spinal_time",
        rest=0.0,
        most=1.0,
    ),
    State(
        "descending",
        "Descending control",
        "What the brain stem sends back (serotonin, noradrenaline, opioids), driven by the signal, by endorphins and by expectation.",
        Mechanism.GATE,
        "(descending_gain * pain_signal + opioid_descending * rise(opioid - 1) - descending) / descending_time",
        rest=0.0,
    ),
    State(
        "wind_up",
        "Wind-up",
        "How far the dorsal horn has learnt to answer more, from 0 to 1.",
        Mechanism.GATE,
        "wind_up_rate * pain_signal * (1 - wind_up) - wind_up / wind_up_time",
        rest=0.0,
        most=1.0,
    ),
    State(
        "injury",
        "Micro-injury",
        "Fibres torn by the needle and by twitches, mended in days.",
        Mechanism.TRAUMA,
        "-injury / repair_time",
        rest=0.0,
    ),
    State(
        "soreness",
        "Soreness",
        "From 0 to 100, as on the scale that was used to measure it.",
        Mechanism.TRAUMA,
        "-log_2 * soreness / soreness_half_life",
        rest=0.0,
        most=100.0,
    ),
)


@dataclass(frozen=True, slots=True)
class Observable:
    """A quantity that is worked out from the states of the same moment, because it is what people measure."""

    name: str
    label: str
    meaning: str
    formula: str


OBSERVABLES = (
    Observable(
        "stiff_area",
        "Stiff area (cm²)",
        "The area that vibrates less in sonoelastography.",
        "stiff_area_healthy + stiff_area_gain * contracture",
    ),
    Observable(
        "tenderness",
        "Tenderness",
        "How easily pressure hurts, 1 in healthy muscle: the inverse of the pressure pain threshold.",
        "nociceptor + soreness_tenderness * soreness / 100",
    ),
)

NAMES = tuple(state.name for state in STATES)
LABELS = {one.name: one.label for one in (*STATES, *OBSERVABLES)}
DERIVED = ("arterial_oxygen", "krogh_drop", "oxygen_turnover", "log_2")
"""Numbers that are worked out from parameters once for a run, in `parameters.py`."""


def names_in(formula: str) -> frozenset[str]:
    """Every name that a formula uses: states, parameters, shared parts, functions."""
    return frozenset(re.findall(r"[a-z_][a-z0-9_]*", formula))
