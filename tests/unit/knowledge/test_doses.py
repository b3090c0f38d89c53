"""Doses: numbers with units that make one sentence, and that refuse what cannot be a dose."""

from typing import Any

import pytest

from filiform.kernel.quantity import Range, Unit
from filiform.knowledge.dose_words import dose_words, load_words
from filiform.knowledge.library import load_library
from filiform.knowledge.model.care import ManualTechnique, SameDayStep, Stretch
from filiform.knowledge.model.dose import Dose, Load, LoadKind, Tempo
from filiform.knowledge.model.planning import LoadingProtocol
from filiform.knowledge.reading_grade import reading_grade

LIBRARY = load_library()
ONE, SECOND, DAY, MINUTE = Unit.COUNT, Unit.SECOND, Unit.DAY, Unit.MINUTE


def count(low: float, high: float | None = None, unit: Unit = ONE) -> Range:
    return Range(low, low if high is None else high, unit)


def dose(**fields: Any) -> Dose:
    return Dose(**{"sets": count(3), "repetitions": count(15), **fields})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            dose(times_a_day=count(2), days_a_week=count(7)),
            "3 sets of 15, twice a day, every day.",
        ),
        (
            dose(repetitions=count(10, 15), days_a_week=count(3)),
            "3 sets of 10 to 15, 3 days a week.",
        ),
        (dose(every=count(2, unit=DAY)), "3 sets of 15, every other day."),
        (dose(every=count(4, unit=DAY)), "3 sets of 15, every 4 days."),
        (dose(days_a_week=count(1)), "3 sets of 15, once a week."),
        (dose(sets=count(1), repetitions=count(1)), "1 time."),
        (
            dose(sets=count(1), repetitions=count(3), hold=count(30, 45, SECOND)),
            "3 times. Hold each for 30 to 45 seconds.",
        ),
        (
            dose(tempo=Tempo(up=3, held=2, down=3)),
            "3 sets of 15. Take 3 seconds up, 2 seconds at the top, 3 seconds down.",
        ),
        (dose(tempo=Tempo(up=0, held=0, down=4)), "3 sets of 15. Take 4 seconds down."),
        (dose(rest=count(1, unit=MINUTE)), "3 sets of 15. Rest 1 minute between sets."),
        (Dose(repetitions_by_set=(12, 10, 8)), "3 sets of 12, 10 and 8."),
    ],
)
def test_a_dose_is_told_in_one_sentence_made_of_its_fields(given: Dose, said: str) -> None:
    assert dose_words(given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Load(kind=LoadKind.BODY_WEIGHT), "Your own weight."),
        (
            Load(kind=LoadKind.REPETITION_MAXIMUM, amount=count(12)),
            "As much as you can lift 12 times and no more.",
        ),
        (Load(kind=LoadKind.ADDED_WEIGHT, amount=count(1, 2, Unit.KILOGRAM)), "1 to 2 kg."),
        (Load(kind=LoadKind.BAND, words="A light band."), "A light band."),
        (
            Load(kind=LoadKind.PRESSURE, amount=count(22, 30, Unit.MILLIMETRE_OF_MERCURY)),
            "22 to 30 mmHg.",
        ),
        (None, ""),
    ],
)
def test_a_load_is_told_by_its_kind_its_amount_and_its_words(given: Load | None, said: str) -> None:
    assert load_words(given) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"hold": count(30)}, "`hold` is in s, and 1 was given"),
        ({"rest": count(2, unit=DAY)}, "`rest` is in s or min"),
        ({"repetitions_by_set": (3, 2)}, "either `sets` with `repetitions`"),
        ({"sets": None}, "either `sets` with `repetitions`"),
        ({"every": count(2, unit=DAY), "days_a_week": count(3)}, "`every` stands alone"),
    ],
)
def test_what_cannot_be_a_dose_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        dose(**fields)


def test_a_load_says_something() -> None:
    with pytest.raises(ValueError, match="repetition maximum needs its number"):
        Load(kind=LoadKind.REPETITION_MAXIMUM)
    with pytest.raises(ValueError, match="needs an `amount` or `words`"):
        Load(kind=LoadKind.BAND)


def test_every_dose_a_patient_reads_is_at_grade_eight_or_below() -> None:
    doses = [
        *(work.dose for one in LIBRARY.all(LoadingProtocol) for p in one.phases for work in p.work),
        *(one.dose for one in LIBRARY.all(Stretch)),
        *(one.dose for one in LIBRARY.all(SameDayStep) if one.dose),
    ]
    said = [text for one in doses for text in (dose_words(one), load_words(one.load)) if text]
    assert len(said) > 60
    assert not [text for text in said if reading_grade(text) > 8]


def test_stretches_read_at_grade_eight_or_below() -> None:
    lines = [line for one in LIBRARY.all(Stretch) for line in one.instructions]
    assert lines
    assert not [line for line in lines if reading_grade(line) > 8]


@pytest.mark.parametrize("protocol", LIBRARY.all(LoadingProtocol), ids=lambda one: one.id)
def test_the_pain_a_programme_accepts_is_the_number_in_both_of_its_rules(
    protocol: LoadingProtocol,
) -> None:
    most = protocol.most_pain.value
    if f"{most:g} of 10" in protocol.pain_rule:
        assert f"{most:g} out of 10" in protocol.patient_pain_rule
    else:
        assert "of 10" not in protocol.pain_rule
        assert "not hurt" in protocol.patient_pain_rule


@pytest.mark.parametrize("protocol", LIBRARY.all(LoadingProtocol), ids=lambda one: one.id)
def test_the_phases_of_a_programme_follow_each_other(protocol: LoadingProtocol) -> None:
    begins = [phase.weeks.low for phase in protocol.phases]
    assert begins[0] == 1
    assert begins == sorted(begins)


def test_the_nordic_programme_has_the_27_sessions_of_its_trial() -> None:
    programme = LIBRARY.get("planning/protocols/hamstring-nordic", LoadingProtocol)
    sessions = 0.0
    for phase in programme.phases[:-1]:
        days = phase.work[0].dose.days_a_week
        assert days is not None
        sessions += days.low * (phase.weeks.high - phase.weeks.low + 1)
    assert sessions == 27


def test_manual_techniques_say_what_to_take_care_of() -> None:
    assert all(one.care and one.how for one in LIBRARY.all(ManualTechnique))
