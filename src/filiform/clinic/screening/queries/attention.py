"""Screenings that wait for somebody in the clinic: red flags first, then questionnaires that were sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from filiform.clinic.people.models import Clinic
from filiform.clinic.screening.models import (
    QuestionnaireSubmission,
    Screening,
    ScreeningAnswer,
    ScreeningOutcome,
)
from filiform.clinic.screening.queries.questionnaire import red_flag_findings
from filiform.knowledge.library import Library

Why = Literal["red_flag", "sent"]


@dataclass(frozen=True, slots=True)
class Attention:
    """One screening that somebody must look at, why, since when, and the red flags that were answered yes."""

    screening: Screening
    why: Why
    since: datetime
    findings: tuple[str, ...] = ()


def screenings_needing_attention(clinic: Clinic, library: Library) -> list[Attention]:
    """Red flags that no decision has seen yet, then questionnaires sent since the last decision; oldest first."""
    flagged = _flagged(clinic, library)
    with_flag = {one.screening.pk for one in flagged}
    return flagged + [one for one in _sent(clinic) if one.screening.pk not in with_flag]


def _flagged(clinic: Clinic, library: Library) -> list[Attention]:
    rows = _undecided(
        clinic.screening_answers.filter(
            finding__in=red_flag_findings(library),
            value=ScreeningAnswer.Value.YES,
            replaced_by=None,
        )
    )
    by_screening: dict[Screening, list[ScreeningAnswer]] = {}
    for row in rows:
        by_screening.setdefault(row.screening, []).append(row)
    return [
        Attention(screening, "red_flag", answers[0].recorded_at, tuple(a.finding for a in answers))
        for screening, answers in by_screening.items()
    ]


def _sent(clinic: Clinic) -> list[Attention]:
    rows = _undecided(clinic.questionnaire_submissions.all())
    first = {row.screening: row for row in reversed(list(rows))}
    waiting = sorted(first.values(), key=lambda row: row.recorded_at)
    return [Attention(row.screening, "sent", row.recorded_at) for row in waiting]


def _undecided(
    rows: QuerySet[ScreeningAnswer] | QuerySet[QuestionnaireSubmission],
) -> QuerySet:
    """Rows written after the last decision on their screening."""
    decided_since = ScreeningOutcome.objects.filter(
        Q(screening=OuterRef("screening")) & Q(recorded_at__gte=OuterRef("recorded_at"))
    )
    related = rows.filter(~Exists(decided_since)).select_related("screening__episode__patient")
    return related.order_by("recorded_at", "pk")
