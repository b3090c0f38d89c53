"""Laws are dated, say what is uncertain in them, and refuse what makes no sense."""

from datetime import date

import pytest

from filiform.kernel.quantity import Quantity, Unit
from filiform.knowledge.library import load_library
from filiform.knowledge.model.aftercare import Jurisdiction
from filiform.knowledge.model.law import (
    PracticeLaw,
    PracticeRule,
    PracticeRuleKind,
    Profession,
    Requirement,
    RequirementKind,
)

LIBRARY = load_library()
LAWS = LIBRARY.all(PracticeLaw)
SOURCES_CHANGED = {"us-co", "us-va", "us-tn", "us-ga", "us-or"}


@pytest.mark.parametrize("law", LAWS, ids=lambda one: one.id)
def test_a_law_names_its_country_and_the_day_on_which_it_was_seen(law: PracticeLaw) -> None:
    assert LIBRARY.get(law.country, Jurisdiction).id.endswith(law.place.split("-")[0])
    assert date(2026, 1, 1) <= law.as_seen_on
    assert law.valid_from is None or law.valid_from <= law.as_seen_on


def test_what_sources_contradict_each_other_about_is_said_beside_the_law() -> None:
    warned = {
        law.place
        for law in LAWS
        if law.warnings and law.profession is Profession.PHYSICAL_THERAPIST
    }
    assert warned == SOURCES_CHANGED


def test_each_kind_of_practice_rule_stands_in_the_library_once() -> None:
    assert sorted(rule.rule for rule in LIBRARY.all(PracticeRule)) == sorted(PracticeRuleKind)


def test_no_two_laws_of_a_place_and_profession_begin_on_the_same_day() -> None:
    begun = [(law.place, law.profession, law.valid_from) for law in LAWS]
    assert len(begun) == len(set(begun))


def test_a_number_of_hours_that_is_missing_is_noticed() -> None:
    with pytest.raises(ValueError, match="needs an `amount`"):
        Requirement(kind=RequirementKind.TRAINING_HOURS, sentence="Hours.", action="Train.")


def test_a_time_to_complete_belongs_to_the_hours_before_use_alone() -> None:
    years = Quantity(4, Unit.YEAR)
    with pytest.raises(ValueError, match="completed_within"):
        Requirement(
            kind=RequirementKind.CONSENT, sentence="C.", action="A.", completed_within=years
        )
