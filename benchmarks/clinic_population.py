"""A clinic of 20,000 made-up patients with an episode each, beside those of the demonstration."""

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filiform.clinic.demo.clinic import load
from filiform.clinic.episode.models import CurrentStatus, Episode, StatusChange
from filiform.clinic.episode.status import STATUS_OF_STAGE
from filiform.clinic.people.models import Clinic, Patient
from filiform.clinical.stage import Stage

_FAMILY = (
    "Smith",
    "Jones",
    "García",
    "Nguyen",
    "Müller",
    "Okafor",
    "Silva",
    "Rossi",
    "Kim",
    "Haddad",
)
_GIVEN = ("Ana", "Ben", "Chloé", "Dmitri", "Emeka", "Fatima", "Grace", "Hiro", "Ines", "Jonas")
_STAGES = list(Stage)
_BATCH = 1_000


def fill(count: int) -> tuple[Clinic, Any]:
    """The demonstration clinic with so many patients more, written in bulk; and its lead."""
    now = timezone.now()
    with transaction.atomic():
        clinic = load(now)
        lead = clinic.memberships.get(role="lead").user
        dice = random.Random(20_000)
        for start in range(0, count, _BATCH):
            _batch(clinic, lead, now, dice, range(start, min(start + _BATCH, count)))
    return clinic, lead


def _batch(clinic: Clinic, lead: Any, now: datetime, dice: random.Random, numbers: range) -> None:
    who = {"clinic": clinic, "recorded_by": lead, "recorded_at": now}
    patients = [_patient(number, dice, who) for number in numbers]
    Patient.objects.bulk_create(patients)
    episodes = [
        Episode(id=_id(dice), patient=one, title="Shoulder pain", opened_on=now.date(), **who)
        for one in patients
    ]
    Episode.objects.bulk_create(episodes)
    changes = [change for one in episodes for change in _log(one, dice, now, who)]
    StatusChange.objects.bulk_create(changes)
    latest = {change.episode_id: change for change in changes}
    CurrentStatus.objects.bulk_create(_current(change) for change in latest.values())


def _current(change: StatusChange) -> CurrentStatus:
    return CurrentStatus(
        episode_id=change.episode_id,
        clinic_id=change.clinic_id,
        status=change.status,
        stage=change.stage,
        is_open=True,
        since=change.recorded_at,
    )


def _patient(number: int, dice: random.Random, who: dict[str, Any]) -> Patient:
    patient = Patient(
        id=_id(dice),
        family_name=f"{dice.choice(_FAMILY)}{number % 97}",
        given_name=dice.choice(_GIVEN),
        birth_date=date(1940, 1, 1) + timedelta(days=dice.randrange(24_000)),
        sex=dice.choice(("female", "male")),
        identifier=f"N{number:06}",
        **who,
    )
    patient.set_search_keys()
    return patient


def _log(
    episode: Episode, dice: random.Random, now: datetime, who: dict[str, Any]
) -> list[StatusChange]:
    """An episode that has come to a stage drawn by chance, one row for each stage before it."""
    reached = dice.randrange(len(_STAGES)) + 1
    since = now - timedelta(days=dice.randrange(1, 400))
    return [
        StatusChange(
            id=_id(dice),
            episode=episode,
            sequence=sequence,
            status=STATUS_OF_STAGE[stage],
            stage=stage,
            **who | {"recorded_at": since + timedelta(hours=sequence)},
        )
        for sequence, stage in enumerate(_STAGES[:reached], start=1)
    ]


def _id(dice: random.Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
