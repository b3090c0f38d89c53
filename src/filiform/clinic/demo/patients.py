"""The patients of the demonstration: three by their records, three by hand, each at another stage."""

from datetime import date, datetime, timedelta
from importlib import resources
from io import BytesIO
from uuid import uuid4

from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.demo import steps
from filiform.clinic.episode.actions import change_status, open_episode
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.status import Status
from filiform.clinic.people.actions.patients import add_patient
from filiform.clinic.people.actions.records import confirm_upload, upload_record
from filiform.clinic.people.models import Clinic, Patient
from filiform.clinic.planning.queries import PlanDraft
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.planning import PlannedMuscle
from filiform.kernel.side import Side

TREATED = "RV-1001"
# Number, given name, family name, birth date, sex.
BY_HAND = (
    (TREATED, "Harriet", "Lindqvist", date(1984, 4, 12), "female"),
    ("RV-1002", "Samuel", "Achterberg", date(1961, 9, 30), "male"),
    ("RV-1003", "Noor", "Haddad", date(1972, 1, 8), "female"),
)
ON_WARFARIN = "chuck-osinski.json.gz"

INFRASPINATUS = MuscleSide("anatomy/muscles/infraspinatus", Side.RIGHT)
UPPER_TRAPEZIUS = MuscleSide("anatomy/muscles/upper-trapezius", Side.RIGHT)
DELTOID = MuscleSide("anatomy/muscles/deltoid-middle", Side.RIGHT)
SHOULDER = (INFRASPINATUS, UPPER_TRAPEZIUS, DELTOID)
DEEP = "needling/techniques/deep"
REACH = "Reach the top shelf"
SLEEP = "Sleep on my right side"


def add_patients(clinic: Clinic, therapist: steps.Therapist, now: datetime) -> None:
    """Every patient, and for each what the stages have to show."""
    by, at = therapist.user, now - timedelta(days=40)
    _import_records(clinic, by, now - timedelta(days=3))
    treated, refused, sent_on = (_by_hand(clinic, *one, by=by, at=at) for one in BY_HAND)
    _treat(treated, therapist, now)
    _refuse(refused, by, now - timedelta(days=6))
    _send_on(sent_on, by, now - timedelta(days=1))
    _bring_to_planning(clinic, by, now - timedelta(days=2))


def _treat(patient: Patient, therapist: steps.Therapist, now: datetime) -> None:
    """Three weekly sessions with check-ins and measures; the fourth is due."""
    by, first = therapist.user, now - timedelta(days=28)
    episode = _episode(patient, "Right shoulder pain", by, first)
    steps.screen(episode, by, first)
    steps.assess(
        episode,
        by,
        first,
        pain=(6, 8, 6),
        regions={("anatomy/regions/shoulder-lateral", Side.RIGHT): 7},
        trigger_points=SHOULDER,
    )
    steps.measure(episode, by, first, {REACH: 3, SLEEP: 2})
    steps.plan(episode, _plan_for_shoulder(), by, first)
    for week, (before, after, soreness) in enumerate([(6, 4, 4), (5, 3, 3), (3, 2, 2)]):
        at = first + timedelta(days=1 + 7 * week)
        session = steps.needle(episode, therapist, at, places=SHOULDER, pain=(before, after))
        steps.check_in(session, by, at + timedelta(days=1), soreness=soreness)
        steps.check_in(session, by, at + timedelta(days=3), soreness=max(0, soreness - 3))
        scores = {REACH: 4 + 2 * week, SLEEP: 3 + 2 * week}
        steps.measure(episode, by, at + timedelta(days=6), scores, change=2 + week)


def _plan_for_shoulder() -> PlanDraft:
    return PlanDraft(
        indication="planning/indications/chronic-muscle-pain",
        muscles=tuple(
            PlannedMuscle(muscle=one.muscle, side=one.side, technique=DEEP) for one in SHOULDER
        ),
        protocol="planning/protocols/rotator-cuff",
        goal="Lift my granddaughter without thinking about it",
        sessions=4,
        days_between=7,
    )


def _refuse(patient: Patient, by: User, at: datetime) -> None:
    """Screened, found not suitable, and closed so: the patient does not want needles."""
    episode = _episode(patient, "Tension in the neck", by, at)
    steps.screen(episode, by, at, yes=["unwilling"])
    change_status(
        episode=episode,
        status=Status.DECLINED,
        reason="Does not want needles; exercise and manual therapy instead.",
        by=by,
        at=at + timedelta(minutes=20),
    )


def _send_on(patient: Patient, by: User, at: datetime) -> None:
    """A red flag: sent to a doctor the same day."""
    episode = _episode(patient, "Low back pain", by, at)
    steps.screen(episode, by, at, yes=["saddle-numbness-or-bladder-change"])
    change_status(
        episode=episode,
        status=Status.REFERRED_OUT,
        reason="Red flag at screening; sent to the emergency department.",
        by=by,
        at=at + timedelta(minutes=10),
    )


def _bring_to_planning(clinic: Clinic, by: User, at: datetime) -> None:
    """The patient on warfarin: screened and assessed, the plan comes next and meets the cautions."""
    patient = clinic.patients.filter(imported_records__source_name=ON_WARFARIN).first()
    if patient is None:
        return
    episode = _episode(patient, "Neck and shoulder pain", by, at)
    steps.screen(episode, by, at, yes=["anticoagulant", "diabetes"])
    steps.assess(
        episode,
        by,
        at + timedelta(minutes=20),
        pain=(5, 7, 5),
        regions={
            ("anatomy/regions/neck-posterior-lower", Side.RIGHT): 5,
            ("anatomy/regions/shoulder-lateral", Side.RIGHT): 4,
        },
        trigger_points=(UPPER_TRAPEZIUS, INFRASPINATUS),
    )


def _episode(patient: Patient, title: str, by: User, at: datetime) -> Episode:
    return open_episode(
        patient=patient, title=title, opened_on=timezone.localdate(at), row_id=uuid4(), by=by, at=at
    )


def _by_hand(
    clinic: Clinic,
    number: str,
    given: str,
    family: str,
    born: date,
    sex: str,
    *,
    by: User,
    at: datetime,
) -> Patient:
    return add_patient(
        clinic=clinic,
        family_name=family,
        given_name=given,
        birth_date=born,
        sex=sex,
        identifier=number,
        email="",
        phone="+1 555 010 0142",
        row_id=uuid4(),
        by=by,
        at=at,
    )


def _import_records(clinic: Clinic, by: User, at: datetime) -> None:
    """Every record that ships with the demonstration, through the same door as an uploaded one."""
    folder = resources.files("filiform.clinic.demo") / "records"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".json.gz"):
            continue
        upload = upload_record(
            clinic=clinic,
            content=BytesIO(file.read_bytes()),
            source_name=file.name,
            on=timezone.localdate(at),
            by=by,
            at=at,
        )
        confirm_upload(clinic=clinic, upload_id=upload.pk, by=by, at=at)
