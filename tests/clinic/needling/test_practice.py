"""Law and training at the table: who is refused, why, who watches, and what the session comes to."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import (
    TapKind,
    co_sign_session,
    name_supervisor,
    start_session,
)
from filiform.clinic.needling.models import CoSignature
from filiform.clinic.needling.queries import decision_of, stored_facts
from filiform.clinical.gates import GateVerdict
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.needling import may_sign
from filiform.kernel.side import Side
from tests.factories import a_clinic, staff_client
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    UPPER_TRAPEZIUS,
    a_session,
    a_signed_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    needle,
    sign,
    user_of,
)
from tests.factories.instants import NOW
from tests.factories.people import a_clinician, a_credential, a_practitioner

pytestmark = pytest.mark.django_db
WITHOUT_THORAX = [
    "needling/privileges/shoulder-girdle",
    "needling/privileges/head-and-neck",
    "needling/privileges/arm-and-hand",
]
LEFT_DELTOID = MuscleSide(DELTOID.muscle, Side.LEFT)


def someone(place="us", **credential):
    """A practitioner in a clinic of that place with one credential of their own making."""
    clinic = a_clinic(jurisdiction=place)
    practitioner = a_practitioner(a_clinician(clinic), clinic)
    a_credential(practitioner, **credential)
    return practitioner


def refused(practitioner, place=DELTOID, at=NOW):
    """The sentences with which a needle is refused; none when it went in."""
    session = a_session(an_episode_to_needle(practitioner, at=at), by=practitioner, at=at)
    try:
        an_event(session, TapKind.INSERTED, place, at=at)
    except Refused as refusal:
        stops = ("contraindication", "red_flag")
        return [one.sentence for one in refusal.decision.reasons if one.severity.value in stops]
    return []


def test_without_the_privilege_for_the_thorax_the_upper_trapezius_stays_closed():
    practitioner = someone(privileges=WITHOUT_THORAX)
    assert refused(practitioner, UPPER_TRAPEZIUS) == [
        "A muscle is needled only by someone trained for its part of the body."
    ]


def test_without_the_privilege_for_the_thorax_the_deltoid_is_open():
    assert refused(someone(privileges=WITHOUT_THORAX)) == []


def test_a_credential_that_expired_at_midnight_refuses_the_first_needle_after_it():
    assert refused(someone(expires_on=NOW.date() + timedelta(days=1))) == []
    assert refused(someone(expires_on=NOW.date())) == [
        "Whoever needles holds a credential for this place that has begun and has not expired."
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"hours": 49, "in_person_hours": 40}, "At least 50 hours of training in dry needling."),
        ({"hours": 60, "in_person_hours": 39}, "At least 40 of the hours in person."),
        ({"hours": 60, "in_person_hours": 40}, None),
        ({"hours": 30, "in_person_hours": 10, "training_began_on": date(2025, 1, 1)}, None),
        (
            {"hours": 29, "in_person_hours": 10, "training_began_on": date(2025, 1, 1)},
            "At least 30 hours before needling patients; the rest within four years.",
        ),
    ],
)
def test_missing_hours_refuse_in_the_words_of_the_law_unless_it_lets_them_be_completed(
    fields, said
):
    found = refused(someone("us-co", **fields))
    assert (said in found) if said else (found == [])


@pytest.mark.parametrize(
    ("licensed_on", "is_refused"),
    [(None, True), (NOW.date() - timedelta(days=300), True), (date(2020, 1, 1), False)],
)
def test_in_the_first_year_of_a_licence_delaware_refuses(licensed_on, is_refused):
    found = refused(someone("us-de", licensed_on=licensed_on))
    assert ("Licensed for at least two years." in found) is is_refused


def test_where_the_law_does_not_permit_it_no_training_helps():
    assert any("California" in one for one in refused(someone("us-ca")))


def test_of_two_clinicians_each_needles_by_their_own_credential():
    one = someone(privileges=WITHOUT_THORAX)
    other = a_therapist(one.membership.clinic)
    assert refused(one, UPPER_TRAPEZIUS)
    assert refused(other, UPPER_TRAPEZIUS) == []


def test_nobody_begins_a_session_for_another_or_for_another_clinic():
    mine = a_therapist()
    episode = an_episode_to_needle(mine)
    for forged in (a_therapist(mine.membership.clinic), a_therapist()):
        with pytest.raises(Refused, match="begun by the practitioner"):
            start_session(
                episode=episode, practitioner=forged, row_id=uuid4(), by=user_of(mine), at=NOW
            )


def test_whoever_was_shut_out_meanwhile_begins_no_session():
    mine = a_therapist()
    episode = an_episode_to_needle(mine)
    mine.membership.active = False
    mine.membership.save()
    with pytest.raises(Refused, match="begun by the practitioner"):
        start_session(episode=episode, practitioner=mine, row_id=uuid4(), by=user_of(mine), at=NOW)


def test_what_was_signed_comes_out_the_same_from_the_facts_that_were_kept():
    signature = a_signed_session().signature
    facts = stored_facts(signature)
    assert facts.practitioner is not None
    assert may_sign(facts, library()) == decision_of(signature)


# Supervision


@pytest.fixture
def trainee():
    """Somebody in Florida with the hours, and none of the 25 supervised sessions."""
    return someone("us-fl", licensed_on=date(2020, 1, 1))


@pytest.fixture
def supervisor(trainee):
    clinic = trainee.membership.clinic
    practitioner = a_practitioner(a_clinician(clinic), clinic)
    a_credential(
        practitioner,
        licensed_on=date(2015, 1, 1),
        supervised_sessions=25,
        supervision_signed_by="Lena Brandt",
    )
    return practitioner


def watch(session, supervisor, by=None):
    return name_supervisor(
        session=session,
        row_id=uuid4(),
        supervisor=supervisor,
        by=user_of(by or session.practitioner),
        at=NOW,
    )


def co_sign(session, by, at=NOW):
    return co_sign_session(session=session, row_id=uuid4(), by=user_of(by), at=at)


def test_without_supervised_sessions_a_needle_goes_in_only_while_a_colleague_watches(
    trainee, supervisor
):
    session = a_session(an_episode_to_needle(trainee), by=trainee)
    with pytest.raises(Refused):
        an_event(session, TapKind.INSERTED, DELTOID)
    an_event(session, TapKind.DISCARDED_UNUSED)
    watch(session, supervisor)
    needle(session, {DELTOID: 1})
    with pytest.raises(Refused, match="co-signs it first"):
        sign(session)
    co_sign(session, supervisor)
    signature = sign(session)
    assert f"Supervised by {supervisor.display_name}" in signature.note
    assert decision_of(signature).verdict is GateVerdict.MAY_WITH_CAUTION


def test_what_is_recorded_after_the_co_signature_asks_for_it_again(trainee, supervisor):
    session = a_session(an_episode_to_needle(trainee), by=trainee)
    watch(session, supervisor)
    needle(session, {DELTOID: 1})
    co_sign(session, supervisor)
    later = NOW + timedelta(minutes=1)
    an_event(session, TapKind.TWITCH, DELTOID, at=later)
    with pytest.raises(Refused, match="co-signs it first"):
        sign(session, at=later)
    co_sign(session, supervisor, at=later)
    assert sign(session, at=later).pk
    assert CoSignature.objects.filter(session=session).count() == 2


def test_only_the_supervisor_co_signs_and_only_before_the_signature(trainee, supervisor):
    session = a_session(an_episode_to_needle(trainee), by=trainee)
    with pytest.raises(Refused, match="Nobody was named"):
        co_sign(session, supervisor)
    watch(session, supervisor)
    with pytest.raises(Refused, match="Only"):
        co_sign(session, trainee)
    needle(session, {DELTOID: 1})
    co_sign(session, supervisor)
    sign(session)
    with pytest.raises(Refused, match="Already signed"):
        co_sign(session, supervisor)


def test_a_supervisor_is_a_colleague_here_who_could_needle_it_without_supervision(
    trainee, supervisor
):
    session = a_session(an_episode_to_needle(trainee), by=trainee)
    with pytest.raises(Refused, match="Nobody supervises themselves"):
        watch(session, trainee)
    with pytest.raises(Refused, match="of this clinic"):
        watch(session, a_therapist())
    with pytest.raises(Refused, match="Only"):
        watch(session, supervisor, by=supervisor)
    another = a_practitioner(a_clinician(session.clinic), session.clinic)
    a_credential(another, licensed_on=date(2020, 1, 1))
    with pytest.raises(Refused, match="cannot supervise it"):
        watch(session, another)


def test_supervision_is_named_and_co_signed_on_the_page(supervisor, trainee):
    now = timezone.now()
    session = a_session(an_episode_to_needle(trainee, at=now), by=trainee, at=now)
    where = f"/clinics/{session.clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/"
    mine, theirs = staff_client(user_of(trainee)), staff_client(user_of(supervisor))
    page = mine.get(where).content.decode()
    assert "Name the colleague who watches" in page
    assert "25 sessions under supervision" in " ".join(page.split())
    row = {"row": str(uuid4()), "supervisor": str(supervisor.pk)}
    assert mine.post(f"{where}supervisor/", row).status_code == 302
    forged = row | {"row": str(uuid4()), "supervisor": str(a_therapist().pk)}
    assert mine.post(f"{where}supervisor/", forged).status_code == 422
    assert "Co-sign as" not in mine.get(where).content.decode()
    assert "Co-sign as" in theirs.get(where).content.decode()
    assert mine.post(f"{where}co-sign/", {"row": str(uuid4())}).status_code == 409
    assert theirs.post(f"{where}co-sign/", {"row": str(uuid4())}).status_code == 302
    assert "co-signed on" in mine.get(where).content.decode()


# The code


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([INFRASPINATUS, DELTOID], "Code 20560 for 2 muscles"),
        ([INFRASPINATUS, DELTOID, UPPER_TRAPEZIUS], "Code 20561 for 3 muscles"),
        ([DELTOID, LEFT_DELTOID, INFRASPINATUS], "The code is open."),
    ],
)
def test_the_note_names_the_code_with_its_muscles_or_says_that_it_is_open(places, said):
    note = a_signed_session(a_therapist(), places).signature.note
    assert said in note
    assert "2055" not in note


@pytest.mark.parametrize(
    ("counting", "said"),
    [("one_muscle", "Code 20560 for 2 muscles"), ("two_muscles", "Code 20561 for 3 muscles")],
)
def test_once_the_clinic_has_declared_how_two_sides_count_the_code_follows(counting, said):
    therapist = a_therapist(a_clinic(side_counting=counting))
    note = a_signed_session(therapist, [DELTOID, LEFT_DELTOID, INFRASPINATUS]).signature.note
    assert said in note


def test_where_no_rule_of_the_country_is_known_no_code_is_named():
    assert "ode" not in a_signed_session(a_therapist(a_clinic(jurisdiction="nl"))).signature.note


def test_the_session_page_shows_the_code_as_it_stands_after_each_needle():
    therapist, now = a_therapist(), timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    where = f"/clinics/{session.clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/"
    browser = staff_client(user_of(therapist))
    assert "20560" not in browser.get(where).content.decode()
    an_event(session, TapKind.OPENED, at=now)
    an_event(session, TapKind.INSERTED, DELTOID, at=now)
    assert "20560" in browser.get(where).content.decode()
