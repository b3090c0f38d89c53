"""The strip on top of each page: short, and true about what binds today."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from filiform.clinic.knowledge import library
from filiform.clinic.people.presenters import identity_strip
from filiform.clinic.screening.actions import decide_screening, override_constraint
from filiform.clinic.screening.presenters import limits
from filiform.clinic.screening.queries import active_constraints
from tests.factories import a_patient
from tests.factories.instants import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(screening, answer, clinician):
    """An episode whose screening forbids something and asks care for something else."""
    answer(lymphoedema="yes", diabetes="yes")
    decide_screening(
        screening=screening, on=TODAY, row_id=uuid4(), library=library(), by=clinician, at=NOW
    )
    return screening.episode


def set_aside(episode, clinician, statement: str, muscle: str = "") -> None:
    override_constraint(
        episode=episode,
        statement=statement,
        muscle=muscle,
        side=None,
        reason="Seen together",
        expires_on=TODAY + timedelta(days=7),
        on=TODAY,
        row_id=uuid4(),
        library=library(),
        by=clinician,
        at=NOW,
    )


def count(words: str) -> int:
    return int(words.split()[0]) if words else 0


def forbidding(episode) -> str:
    return next(
        one.statement for one in active_constraints(episode, TODAY) if one.effect == "forbid"
    )


def test_the_age_is_said_once_and_short(clinic):
    patient = a_patient(clinic, birth_date=date(1984, 4, 12))
    strip = identity_strip(patient, on=date(2026, 11, 23))
    assert strip.age == "42, born 12 Apr 1984"


def test_an_identifier_that_a_machine_made_is_not_shown_as_a_number(clinic):
    for made in (str(uuid4()), f"urn:uuid:{uuid4()}"):
        assert identity_strip(a_patient(clinic, identifier=made), on=TODAY).number == ""
    assert identity_strip(a_patient(clinic, identifier="H-4711"), on=TODAY).number == "H-4711"


def test_what_is_set_aside_no_longer_counts_as_forbidden_until_it_ends(decided, clinician):
    before = count(limits(decided, TODAY, library())["forbids"])
    set_aside(decided, clinician, forbidding(decided))
    assert count(limits(decided, TODAY, library())["forbids"]) == before - 1
    later = TODAY + timedelta(days=7)
    assert count(limits(decided, later, library())["forbids"]) == before


def test_set_aside_for_one_muscle_it_still_counts_for_the_others(decided, clinician):
    before = limits(decided, TODAY, library())["forbids"]
    muscle = "anatomy/muscles/infraspinatus"
    set_aside(decided, clinician, forbidding(decided), muscle)
    assert limits(decided, TODAY, library())["forbids"] == before
