"""The derivative of every rate by every state: written by `make docs` from `equations.py`."""

from typing import Any

from numpy import tanh

from filiform.mechanism.rates import ROUNDING, rise


def rise_slope(x: Any) -> Any:
    """The derivative of `rise`."""
    m = 0.5 * (x + abs(x))
    square = m * m
    room = square + ROUNDING * ROUNDING
    return square * (square + 3 * ROUNDING * ROUNDING) / (room * room)


def slopes(y: Any, p: Any, out: Any) -> None:
    """Write the derivative of each rate by each state into `out[rate, state]`; what is not written is 0."""
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
    wind_up = y[19]
    injury = y[20]
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
    arterial_oxygen = p[83]
    krogh_drop = p[84]
    oxygen_turnover = p[85]
    log_2 = p[86]
    part_0 = 1 - energy
    part_1 = rise(part_0)
    part_2 = 1 / end_plate_time
    part_3 = end_plate_gain * part_2
    part_4 = rise_slope(part_0)
    part_5 = 1 / contracture_time
    part_6 = end_plate - 1
    part_7 = rise_slope(part_6)
    part_8 = 1 / flow_time
    part_9 = compression * contracture + 1
    part_10 = oxygen_half_use + 1
    part_11 = oxygen + oxygen_half_use
    part_12 = 1 / part_11
    part_13 = part_10 * part_12
    part_14 = oxygen * part_13
    part_15 = end_plate_cost * part_7
    part_16 = part_14 * part_15
    part_17 = -arterial_oxygen
    part_18 = 1 / (-krogh_drop - part_17 - 1)
    part_19 = flow * part_18
    part_20 = krogh_drop * part_19
    part_21 = contracture_cost * part_14
    part_22 = contracture * contracture_cost + end_plate_cost * rise(part_6) + 1
    part_23 = part_13 * part_22
    part_24 = krogh_drop * part_23
    part_25 = part_11 ** (-2)
    part_26 = oxygen * part_10 * part_25
    part_27 = energy_rate * (-energy + oxygen * part_10 * part_12)
    part_28 = energy_rate * part_22
    part_29 = -wash_out * (flow - 1) - 1
    part_30 = peptide_clearance * wash_out
    part_31 = part_29 * peptide_clearance
    part_32 = cytokines - 1
    part_33 = rise_slope(part_32)
    part_34 = nociceptor - 1
    part_35 = rise_slope(part_34)
    part_36 = part_35 * peptide_clearance
    part_37 = rise_slope(acidity - 1)
    part_38 = rise_slope(bradykinin - 1)
    part_39 = 1 / cytokine_time
    part_40 = 1 / nociceptor_time
    part_41 = part_40 * peptide_weight
    part_42 = 1 / opioid_time
    part_43 = 1 / spinal_time
    part_44 = -part_43
    part_45 = part_43 * relay_gain
    part_46 = rise(part_34)
    part_47 = direct_gain * part_46 + excitatory - gate_strength * inhibitory - signal_threshold
    part_48 = part_43 * (1 - tanh(rise(part_47)) ** 2) * rise_slope(part_47)
    part_49 = 1 / descending_time
    out[0, 0] = -1 / dysfunction_return
    out[1, 0] = part_3 * (energy_feedback * part_1 + 1)
    out[1, 1] = -part_2
    out[1, 6] = -dysfunction * energy_feedback * part_3 * part_4
    out[2, 1] = contracture_gain * part_5 * part_7
    out[2, 2] = part_5 * (part_1 * release_energy - 1)
    out[2, 6] = -contracture * part_4 * part_5 * release_energy
    out[3, 3] = -1 / vasodilation_time
    out[4, 2] = -compression * part_8 * (vasodilation + 1) / part_9**2
    out[4, 3] = part_8 / part_9
    out[4, 4] = -part_8
    out[5, 1] = oxygen_turnover * (-part_16 * part_20 - part_16)
    out[5, 2] = oxygen_turnover * (-part_20 * part_21 - part_21)
    out[5, 4] = oxygen_turnover * part_18 * (-oxygen * part_24 - oxygen - part_17)
    out[5, 5] = oxygen_turnover * (
        part_19 * (krogh_drop * oxygen * part_10 * part_22 * part_25 - part_24 - 1)
        + part_22 * part_26
        - part_23
    )
    out[6, 1] = part_15 * part_27
    out[6, 2] = contracture_cost * part_27
    out[6, 5] = part_28 * (part_10 * part_12 - part_26)
    out[6, 6] = -part_28
    out[7, 4] = -acid_clearance * acidity * wash_out
    out[7, 6] = -acid_clearance * acid_gain * part_4
    out[7, 7] = acid_clearance * part_29
    out[8, 4] = -part_30 * substance_p
    out[8, 8] = part_31
    out[8, 12] = part_33 * peptide_clearance * substance_p_inflammation
    out[8, 13] = part_36 * substance_p_gain
    out[9, 4] = -cgrp * part_30
    out[9, 9] = part_31
    out[9, 13] = cgrp_gain * part_36
    out[10, 4] = -bradykinin * bradykinin_clearance * wash_out
    out[10, 7] = bradykinin_acid * bradykinin_clearance * part_37
    out[10, 10] = bradykinin_clearance * part_29
    out[10, 20] = bradykinin_clearance * bradykinin_injury
    out[11, 10] = part_38 * prostaglandin_bradykinin * prostaglandin_clearance
    out[11, 11] = -prostaglandin_clearance
    out[11, 20] = prostaglandin_clearance * prostaglandin_injury
    out[12, 12] = -part_39
    out[12, 13] = cytokine_drive * part_35 * part_39
    out[12, 20] = 2 * cytokine_injury * injury * part_39
    out[13, 7] = acid_weight * part_37 * part_40
    out[13, 8] = part_41 * rise_slope(substance_p - 1)
    out[13, 9] = part_41 * rise_slope(cgrp - 1)
    out[13, 10] = bradykinin_weight * part_38 * part_40
    out[13, 11] = part_40 * prostaglandin_weight * rise_slope(prostaglandins - 1)
    out[13, 12] = cytokine_weight * part_33 * part_40
    out[13, 13] = -part_40
    out[14, 12] = (
        -opioid_inflammation * part_33 * part_42 / (opioid_inflammation * rise(part_32) + 1) ** 2
    )
    out[14, 14] = -part_42
    out[15, 15] = part_44
    out[15, 18] = inhibition_gain * part_43
    out[16, 13] = part_35 * part_45 * (wind_up * wind_up_gain + 1)
    out[16, 16] = part_44
    out[16, 19] = part_45 * part_46 * wind_up_gain
    out[17, 13] = direct_gain * part_35 * part_48
    out[17, 15] = -gate_strength * part_48
    out[17, 16] = part_48
    out[17, 17] = part_44
    out[18, 14] = opioid_descending * part_49 * rise_slope(opioid - 1)
    out[18, 17] = descending_gain * part_49
    out[18, 18] = -part_49
    out[19, 17] = wind_up_rate * (1 - wind_up)
    out[19, 19] = -pain_signal * wind_up_rate - 1 / wind_up_time
    out[20, 20] = -1 / repair_time
    out[21, 21] = -log_2 / soreness_half_life
