"""Decisions are kept beside the facts they saw; overrides have a name, a reason and an end."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode.queries import current_status
from filiform.clinic.episode.status import Status
from filiform.clinic.knowledge import library
from filiform.clinic.screening.actions import decide_screening, override_constraint
from filiform.clinic.screening.queries import (
    active_constraints,
    decision_of,
    facts_seen,
    latest_outcome,
    overrides,
    verdict_now,
)
from filiform.clinical.screening import screen
from filiform.kernel.decision import Effect
from filiform.kernel.side import Side
from filiform.knowledge.model.screening import ScreeningVerdict
from tests.factories import a_patient, an_administrator, an_episode
from tests.factories.instants import NOW, TODAY

pytestmark = pytest.mark.django_db

ANTICOAGULANT = "screening/precautions/anticoagulant"
PHOBIA = "screening/contraindications/needle-phobia"
INFRASPINATUS = "anatomy/muscles/infraspinatus"


def decide(screening, by, row_id=None):
    return decide_screening(
        screening=screening,
        on=TODAY,
        row_id=row_id or uuid4(),
        library=library(),
        by=by,
        at=NOW,
    )


def set_aside(episode, by, statement=ANTICOAGULANT, **terms):
    given = {
        "muscle": "",
        "side": None,
        "reason": "Agreed with the haematologist",
        "expires_on": TODAY + timedelta(days=30),
        "row_id": uuid4(),
    }
    return override_constraint(
        episode=episode,
        statement=statement,
        on=TODAY,
        library=library(),
        by=by,
        at=NOW,
        **given | terms,
    )


def test_a_decision_replayed_from_its_row_comes_out_the_same(screening, clinician, answer_rest):
    answer_rest()
    row = decide(screening, clinician)
    row.refresh_from_db()
    assert screen(facts_seen(row), library()) == decision_of(row)
    assert row.library_version == library().version


def test_a_decision_leaves_one_audit_event_without_anything_clinical(screening, clinician):
    row = uuid4()
    decide(screening, clinician, row)
    decide(screening, clinician, row)
    event = AuditEvent.objects.get(action="screening.decided")
    assert event.details == {"library_version": library().version, "complete": False}


def test_the_latest_decision_counts(screening, clinician, answer):
    decide(screening, clinician)
    answer(needle_phobia="yes")
    decide(screening, clinician)
    assert latest_outcome(screening.episode).verdict == "not_suitable"
    assert screening.outcomes.count() == 2


def test_nothing_is_constrained_before_the_first_decision(screening):
    assert active_constraints(screening.episode, TODAY) == ()
    assert verdict_now(screening.episode, TODAY, library()) is None


def test_an_anticoagulant_from_the_record_constrains_before_anybody_confirms_it(
    screening, clinician
):
    decide(screening, clinician)
    found = [
        c for c in active_constraints(screening.episode, TODAY) if c.statement == ANTICOAGULANT
    ]
    assert found
    assert all(one.effect is Effect.CAUTION for one in found)


def test_a_complete_decision_in_favour_lets_the_episode_go_on(
    screening, clinician, answer, answer_rest
):
    answer(anticoagulant="yes")
    answer_rest()
    assert decide(screening, clinician).complete
    assert current_status(screening.episode).status is Status.ASSESSMENT


def test_an_incomplete_decision_keeps_the_episode_in_screening(screening, clinician):
    decide(screening, clinician)
    assert current_status(screening.episode).status is Status.SCREENING


def test_a_decision_against_needling_leads_back_to_screening(
    screening, clinician, answer, answer_rest
):
    answer_rest()
    decide(screening, clinician)
    answer(saddle_numbness_or_bladder_change="yes")
    decide(screening, clinician)
    assert current_status(screening.episode).status is Status.SCREENING


def test_an_override_names_who_why_where_and_until_when(screening, clinician):
    decide(screening, clinician)
    set_aside(screening.episode, clinician, muscle=INFRASPINATUS, side=Side.RIGHT)
    (found,) = overrides(screening.episode)
    assert (found.statement, found.by_name, found.reason) == (
        ANTICOAGULANT,
        "Jo Example",
        "Agreed with the haematologist",
    )
    assert (found.muscle, found.side) == (INFRASPINATUS, Side.RIGHT)
    assert found.expires_on == TODAY + timedelta(days=30)


def test_an_override_leaves_the_constraint_on_record(screening, clinician):
    decide(screening, clinician)
    before = active_constraints(screening.episode, TODAY)
    set_aside(screening.episode, clinician)
    assert active_constraints(screening.episode, TODAY) == before


def test_an_override_sent_twice_is_written_once(screening, clinician):
    decide(screening, clinician)
    row = uuid4()
    for _ in range(2):
        set_aside(screening.episode, clinician, row_id=row)
    assert screening.episode.constraint_overrides.count() == 1
    assert AuditEvent.objects.filter(action="screening.constraint_overridden").count() == 1


@pytest.mark.parametrize(
    "terms",
    [
        {"reason": "   "},
        {"expires_on": TODAY},
        {"expires_on": TODAY - timedelta(days=1)},
        {"expires_on": date(TODAY.year + 1, TODAY.month, TODAY.day + 1)},
    ],
    ids=["no reason", "today", "yesterday", "over a year"],
)
def test_an_override_without_a_reason_or_a_sensible_end_is_refused(screening, clinician, terms):
    decide(screening, clinician)
    with pytest.raises(Refused):
        set_aside(screening.episode, clinician, **terms)
    assert not screening.episode.constraint_overrides.exists()


def test_an_override_may_last_a_year_to_the_day(screening, clinician):
    decide(screening, clinician)
    set_aside(screening.episode, clinician, expires_on=TODAY.replace(year=TODAY.year + 1))
    assert len(overrides(screening.episode)) == 1


def test_an_administrator_sets_nothing_aside(screening, clinic, clinician):
    decide(screening, clinician)
    with pytest.raises(Refused, match="clinician or a clinical lead"):
        set_aside(screening.episode, an_administrator(clinic))


def test_a_red_flag_is_never_set_aside(screening, clinician, answer):
    answer(thunderclap_headache="yes")
    decide(screening, clinician)
    with pytest.raises(Refused, match="red flag is not set aside"):
        set_aside(
            screening.episode, clinician, statement="screening/red_flags/thunderclap-headache"
        )


def test_a_statement_that_does_not_apply_cannot_be_set_aside(screening, clinician):
    decide(screening, clinician)
    with pytest.raises(Refused, match="no part of the last decision"):
        set_aside(screening.episode, clinician, statement=PHOBIA)


def test_a_contraindication_set_aside_everywhere_opens_the_way_and_keeps_the_verdict_on_record(
    screening, clinician, answer, answer_rest
):
    answer(needle_phobia="yes", anticoagulant="yes")
    answer_rest()
    decide(screening, clinician)
    set_aside(screening.episode, clinician, statement=PHOBIA)
    assert latest_outcome(screening.episode).verdict == "not_suitable"
    assert (
        verdict_now(screening.episode, TODAY, library())
        is ScreeningVerdict.SUITABLE_WITH_PRECAUTIONS
    )
    assert current_status(screening.episode).status is Status.ASSESSMENT


def test_no_decision_is_taken_from_another_episode(screening, clinician, clinic):
    other = an_episode(a_patient(clinic, by=clinician), by=clinician)
    decide(screening, clinician)
    assert latest_outcome(other) is None
    assert overrides(other) == ()
