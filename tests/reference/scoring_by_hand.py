"""The slow, obvious twin of scoring: each formula written out as its manual says it, one instrument at a time."""

from collections.abc import Callable
from fractions import Fraction

Given = dict[int, float | None]
Scores = dict[str, float | None]


def _answered(given: Given, numbers: range | list[int]) -> list[Fraction]:
    found = [given.get(number) for number in numbers]
    return [Fraction(value) for value in found if value is not None]


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _percent(given: Given, numbers: range, low: int, high: int, needed: int) -> Fraction | None:
    """What was scored above the lowest, of what could have been, in per cent."""
    values = _answered(given, numbers)
    if len(values) < needed:
        return None
    return Fraction(100) * sum(value - low for value in values) / (len(values) * (high - low))


def _sum(given: Given, numbers: range | list[int], needed: int) -> Fraction | None:
    """The sum; a missing item counts as the mean of the others."""
    values = _answered(given, numbers)
    if len(values) < needed:
        return None
    return Fraction(sum(values), len(values)) * len(numbers)


def neck_disability_index(given: Given) -> Scores:
    return {"percent": _float(_percent(given, range(1, 11), 0, 5, 8))}


def oswestry_disability_index(given: Given) -> Scores:
    return {"percent": _float(_percent(given, range(1, 11), 0, 5, 9))}


def roland_morris(given: Given) -> Scores:
    values = _answered(given, range(1, 25))
    return {"total": float(sum(values)) if values else None}


def quickdash(given: Given) -> Scores:
    values = _answered(given, range(1, 12))
    if len(values) < 10:
        return {"percent": None}
    return {"percent": float((Fraction(sum(values), len(values)) - 1) * 25)}


def shoulder_pain_and_disability_index(given: Given) -> Scores:
    pain = _percent(given, range(1, 6), 0, 10, 3)
    disability = _percent(given, range(6, 14), 0, 10, 6)
    total = None if pain is None or disability is None else (pain + disability) / 2
    return {"total": _float(total), "pain": _float(pain), "disability": _float(disability)}


def patient_rated_tennis_elbow_evaluation(given: Given) -> Scores:
    pain, function = _sum(given, range(1, 6), 4), _sum(given, range(6, 16), 9)
    function = None if function is None else function / 2
    total = None if pain is None or function is None else pain + function
    return {"total": _float(total), "pain": _float(pain), "function": _float(function)}


def grip_strength(given: Given) -> Scores:
    def mean(numbers: range) -> float | None:
        values = _answered(given, numbers)
        return float(Fraction(sum(values), 3)) if len(values) == 3 else None

    return {"left": mean(range(1, 4)), "right": mean(range(4, 7))}


def pressure_pain_threshold(given: Given) -> Scores:
    def mean(numbers: range) -> float | None:
        values = _answered(given, numbers)
        return float(Fraction(sum(values), len(values))) if len(values) >= 2 else None

    return {"left": mean(range(1, 4)), "right": mean(range(4, 7))}


def lower_extremity_functional_scale(given: Given) -> Scores:
    return {"total": _float(_sum(given, range(1, 21), 20))}


def _visa(given: Given) -> Scores:
    return {"total": _float(_sum(given, range(1, 9), 8))}


def foot_and_ankle_ability_measure(given: Given) -> Scores:
    return {
        "adl": _float(_percent(given, range(1, 22), 0, 4, 19)),
        "sport": _float(_percent(given, range(22, 30), 0, 4, 7)),
    }


def knee_injury_and_osteoarthritis_outcome_score(given: Given) -> Scores:
    def part(numbers: range, needed: int) -> float | None:
        values = _answered(given, numbers)
        if len(values) < needed:
            return None
        return float(100 - Fraction(sum(values), len(values)) * 100 / 4)

    return {
        "symptoms": part(range(1, 8), 4),
        "pain": part(range(8, 17), 5),
        "adl": part(range(17, 34), 9),
        "sport": part(range(34, 39), 3),
        "qol": part(range(39, 43), 2),
    }


def pain_catastrophizing_scale(given: Given) -> Scores:
    return {
        "total": _float(_sum(given, range(1, 14), 13)),
        "rumination": _float(_sum(given, [8, 9, 10, 11], 4)),
        "magnification": _float(_sum(given, [6, 7, 13], 3)),
        "helplessness": _float(_sum(given, [1, 2, 3, 4, 5, 12], 6)),
    }


def start_back(given: Given) -> Scores:
    return {
        "total": _float(_sum(given, range(1, 10), 9)),
        "distress": _float(_sum(given, range(5, 10), 5)),
    }


BY_HAND: dict[str, Callable[[Given], Scores]] = {
    "outcomes/instruments/neck-disability-index": neck_disability_index,
    "outcomes/instruments/oswestry-disability-index": oswestry_disability_index,
    "outcomes/instruments/roland-morris": roland_morris,
    "outcomes/instruments/quickdash": quickdash,
    "outcomes/instruments/shoulder-pain-and-disability-index": shoulder_pain_and_disability_index,
    "outcomes/instruments/patient-rated-tennis-elbow-evaluation": patient_rated_tennis_elbow_evaluation,
    "outcomes/instruments/grip-strength": grip_strength,
    "outcomes/instruments/pressure-pain-threshold": pressure_pain_threshold,
    "outcomes/instruments/lower-extremity-functional-scale": lower_extremity_functional_scale,
    "outcomes/instruments/visa-a": _visa,
    "outcomes/instruments/visa-p": _visa,
    "outcomes/instruments/foot-and-ankle-ability-measure": foot_and_ankle_ability_measure,
    "outcomes/instruments/knee-injury-and-osteoarthritis-outcome-score": knee_injury_and_osteoarthritis_outcome_score,
    "outcomes/instruments/pain-catastrophizing-scale": pain_catastrophizing_scale,
    "outcomes/instruments/start-back": start_back,
}
