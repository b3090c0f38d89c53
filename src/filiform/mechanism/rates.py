"""How fast every state changes: written by `make docs` from `equations.py` and the library.

`rates` takes `y[state]` and `p[slot]`, whether they are numbers or arrays over many simulations.
"""

from typing import Any

from numpy import tanh

ROUNDING = 0.03
SLOTS = (
    "dysfunction_return",
    "end_plate_gain",
    "energy_feedback",
    "end_plate_time",
    "contracture_gain",
    "release_energy",
    "contracture_time",
    "stiff_area_healthy",
    "stiff_area_gain",
    "compression",
    "flow_time",
    "axon_reflex",
    "axon_reflex_insertions",
    "vasodilation_time",
    "arterial_pressure",
    "tissue_pressure",
    "krogh_coefficient",
    "capillary_radius",
    "tissue_radius",
    "resting_consumption",
    "oxygen_solubility",
    "oxygen_half_use",
    "end_plate_cost",
    "contracture_cost",
    "energy_rate",
    "acid_gain",
    "acid_clearance",
    "wash_out",
    "peptide_clearance",
    "substance_p_gain",
    "substance_p_inflammation",
    "cgrp_gain",
    "needle_release",
    "bradykinin_clearance",
    "bradykinin_acid",
    "bradykinin_injury",
    "prostaglandin_clearance",
    "prostaglandin_injury",
    "prostaglandin_bradykinin",
    "cytokine_time",
    "cytokine_injury",
    "cytokine_drive",
    "acid_weight",
    "bradykinin_weight",
    "prostaglandin_weight",
    "peptide_weight",
    "cytokine_weight",
    "nociceptor_time",
    "soreness_tenderness",
    "direct_gain",
    "relay_gain",
    "signal_threshold",
    "gate_strength",
    "inhibition_gain",
    "descending_gain",
    "spinal_time",
    "descending_time",
    "opioid_descending",
    "opioid_release",
    "opioid_time",
    "opioid_inflammation",
    "wind_up_gain",
    "wind_up_rate",
    "wind_up_time",
    "expectation",
    "exercise_opioid",
    "twitch_probability",
    "twitch_reach",
    "twitch_habituation",
    "twitch_quench",
    "twitch_silencing",
    "twitch_release",
    "twitch_work",
    "insertion_quench",
    "injury_insertion",
    "injury_twitch",
    "repair_time",
    "soreness_insertion",
    "soreness_twitch",
    "soreness_half_life",
    "exercise_relief",
    "exercise_flow",
    "severity",
    "arterial_oxygen",
    "krogh_drop",
    "oxygen_turnover",
    "log_2",
)


def rise(x: Any) -> Any:
    """x where it is above 0, nothing below, with a slope everywhere."""
    m = 0.5 * (x + abs(x))
    return m * m * m / (m * m + ROUNDING * ROUNDING)


def rates(y: Any, p: Any, out: Any) -> None:
    """Write how fast each state changes, an hour, into `out[state]`."""
    dysfunction = y[0]
    end_plate = y[1]
    contracture = y[2]
    vasodilation = y[3]
    flow = y[4]
    oxygen = y[5]
    energy = y[6]
    acidity = y[7]
    substance_p = y[8]
    cgrp = y[9]
    bradykinin = y[10]
    prostaglandins = y[11]
    cytokines = y[12]
    nociceptor = y[13]
    opioid = y[14]
    inhibitory = y[15]
    excitatory = y[16]
    pain_signal = y[17]
    descending = y[18]
    wind_up = y[19]
    injury = y[20]
    soreness = y[21]
    dysfunction_return = p[0]
    end_plate_gain = p[1]
    energy_feedback = p[2]
    end_plate_time = p[3]
    contracture_gain = p[4]
    release_energy = p[5]
    contracture_time = p[6]
    compression = p[9]
    flow_time = p[10]
    vasodilation_time = p[13]
    oxygen_half_use = p[21]
    end_plate_cost = p[22]
    contracture_cost = p[23]
    energy_rate = p[24]
    acid_gain = p[25]
    acid_clearance = p[26]
    wash_out = p[27]
    peptide_clearance = p[28]
    substance_p_gain = p[29]
    substance_p_inflammation = p[30]
    cgrp_gain = p[31]
    bradykinin_clearance = p[33]
    bradykinin_acid = p[34]
    bradykinin_injury = p[35]
    prostaglandin_clearance = p[36]
    prostaglandin_injury = p[37]
    prostaglandin_bradykinin = p[38]
    cytokine_time = p[39]
    cytokine_injury = p[40]
    cytokine_drive = p[41]
    acid_weight = p[42]
    bradykinin_weight = p[43]
    prostaglandin_weight = p[44]
    peptide_weight = p[45]
    cytokine_weight = p[46]
    nociceptor_time = p[47]
    direct_gain = p[49]
    relay_gain = p[50]
    signal_threshold = p[51]
    gate_strength = p[52]
    inhibition_gain = p[53]
    descending_gain = p[54]
    spinal_time = p[55]
    descending_time = p[56]
    opioid_descending = p[57]
    opioid_time = p[59]
    opioid_inflammation = p[60]
    wind_up_gain = p[61]
    wind_up_rate = p[62]
    wind_up_time = p[63]
    repair_time = p[76]
    soreness_half_life = p[79]
    severity = p[82]
    arterial_oxygen = p[83]
    krogh_drop = p[84]
    oxygen_turnover = p[85]
    log_2 = p[86]
    part_0 = rise(1 - energy)
    part_1 = rise(end_plate - 1)
    part_2 = contracture * contracture_cost + end_plate_cost * part_1 + 1
    part_3 = oxygen_half_use + 1
    part_4 = 1 / (oxygen + oxygen_half_use)
    part_5 = oxygen * part_2 * part_3 * part_4
    part_6 = -arterial_oxygen
    part_7 = wash_out * (flow - 1) + 1
    part_8 = rise(nociceptor - 1)
    part_9 = rise(cytokines - 1)
    part_10 = rise(acidity - 1)
    part_11 = rise(bradykinin - 1)
    part_12 = 1 / spinal_time
    out[0] = (-dysfunction + severity) / dysfunction_return
    out[1] = (
        dysfunction * end_plate_gain * (energy_feedback * part_0 + 1) - end_plate + 1
    ) / end_plate_time
    out[2] = (
        -contracture * (-part_0 * release_energy + 1) + contracture_gain * part_1
    ) / contracture_time
    out[3] = -vasodilation / vasodilation_time
    out[4] = (-flow + (vasodilation + 1) / (compression * contracture + 1)) / flow_time
    out[5] = oxygen_turnover * (
        flow * (-krogh_drop * part_5 - oxygen - part_6) / (-krogh_drop - part_6 - 1) - part_5
    )
    out[6] = energy_rate * part_2 * (-energy + oxygen * part_3 * part_4)
    out[7] = acid_clearance * (acid_gain * part_0 - acidity * part_7 + 1)
    out[8] = peptide_clearance * (
        -part_7 * substance_p + part_8 * substance_p_gain + part_9 * substance_p_inflammation + 1
    )
    out[9] = peptide_clearance * (-cgrp * part_7 + cgrp_gain * part_8 + 1)
    out[10] = bradykinin_clearance * (
        -bradykinin * part_7 + bradykinin_acid * part_10 + bradykinin_injury * injury + 1
    )
    out[11] = prostaglandin_clearance * (
        injury * prostaglandin_injury + part_11 * prostaglandin_bradykinin - prostaglandins + 1
    )
    out[12] = (
        cytokine_drive * part_8 + cytokine_injury * injury**2 - cytokines + 1
    ) / cytokine_time
    out[13] = (
        acid_weight * part_10
        + bradykinin_weight * part_11
        + cytokine_weight * part_9
        - nociceptor
        + peptide_weight * (rise(cgrp - 1) + rise(substance_p - 1))
        + prostaglandin_weight * rise(prostaglandins - 1)
        + 1
    ) / nociceptor_time
    out[14] = (-opioid + 1 / (opioid_inflammation * part_9 + 1)) / opioid_time
    out[15] = part_12 * (descending * inhibition_gain - inhibitory)
    out[16] = part_12 * (-excitatory + part_8 * relay_gain * (wind_up * wind_up_gain + 1))
    out[17] = part_12 * (
        -pain_signal
        + tanh(
            rise(direct_gain * part_8 + excitatory - gate_strength * inhibitory - signal_threshold)
        )
    )
    out[18] = (
        -descending + descending_gain * pain_signal + opioid_descending * rise(opioid - 1)
    ) / descending_time
    out[19] = pain_signal * wind_up_rate * (1 - wind_up) - wind_up / wind_up_time
    out[20] = -injury / repair_time
    out[21] = -log_2 * soreness / soreness_half_life


def observables(y: Any, p: Any, out: Any) -> None:
    """Write what people measure into `out[observable]`."""
    contracture = y[2]
    nociceptor = y[13]
    soreness = y[21]
    stiff_area_healthy = p[7]
    stiff_area_gain = p[8]
    soreness_tenderness = p[48]
    out[0] = contracture * stiff_area_gain + stiff_area_healthy
    out[1] = nociceptor + (1 / 100) * soreness * soreness_tenderness
