"""Check-ins that somebody in the clinic must look at: a sign was reported and nobody has dealt with it yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from filiform.clinic.aftercare.models import CheckIn, CheckInHandling, CheckInOutcome
from filiform.clinic.aftercare.queries.check_in import whole
from filiform.clinic.episode.models import Episode
from filiform.clinic.people.models import Clinic
from filiform.knowledge.model.aftercare import Triage


@dataclass(frozen=True, slots=True)
class CheckInAttention:
    """A check-in that waits: how urgent it was at its worst, since when, and the signs by identifier."""

    check_in: CheckIn
    triage: Triage
    since: datetime
    signs: tuple[str, ...]


def check_ins_needing_attention(clinic: Clinic) -> list[CheckInAttention]:
    """Every check-in with a sign that nobody has handled; emergencies first, then the oldest.

    An answer that was taken back stays here until a clinician has looked: what was said was said.
    """
    by_check_in: dict[CheckIn, list[CheckInOutcome]] = {}
    for outcome in unhandled(clinic.check_in_outcomes.all()):
        by_check_in.setdefault(outcome.check_in, []).append(outcome)
    waiting = [_attention(check_in, outcomes) for check_in, outcomes in by_check_in.items()]
    return sorted(waiting, key=lambda one: (one.triage.rank, one.since))


def waiting_check_ins(episode: Episode) -> list[CheckIn]:
    """The check-ins of an episode with a sign that nobody has handled, whole, the latest first."""
    outcomes = episode.clinic.check_in_outcomes.filter(check_in__session__episode=episode)
    waiting = {outcome.check_in_id for outcome in unhandled(outcomes)}
    return list(whole(episode.clinic.check_ins.filter(pk__in=waiting)).order_by("-recorded_at"))


def unhandled(outcomes: QuerySet[CheckInOutcome]) -> QuerySet[CheckInOutcome]:
    """Outcomes that call for somebody, and that no handling of the same check-in has covered."""
    handled = CheckInHandling.objects.filter(
        outcome__check_in=OuterRef("check_in"), outcome__sequence__gte=OuterRef("sequence")
    )
    calling = outcomes.filter(calls_clinic=True).exclude(Exists(handled))
    related = calling.select_related("check_in__session__episode__patient")
    return related.order_by(F("recorded_at").asc(), "sequence")


def _attention(check_in: CheckIn, outcomes: list[CheckInOutcome]) -> CheckInAttention:
    worst = min((Triage(one.triage) for one in outcomes), key=lambda triage: triage.rank)
    signs = dict.fromkeys(
        reason["statement"] for one in outcomes for reason in one.decision["reasons"]
    )
    return CheckInAttention(check_in, worst, outcomes[0].recorded_at, tuple(signs))
