"""Trigger points as they were found, and how far palpation can be trusted."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from filiform.clinic.assessment.models import TriggerPoint
from filiform.clinic.assessment.queries import decision_of
from filiform.clinic.screening.presenters import label_of, side_words, source_line
from filiform.clinic.ui.parts import SourceLine
from filiform.clinical.assessment import TriggerPointStatus
from filiform.knowledge.library import Library
from filiform.knowledge.model.assessment import TriggerPointCriterion, TriggerPointRule

STATUS = {
    TriggerPointStatus.ACTIVE: ("amber", "Active trigger point"),
    TriggerPointStatus.LATENT: ("teal", "Latent trigger point"),
    TriggerPointStatus.NOT_ESTABLISHED: ("plain", "Not established"),
}


@dataclass(frozen=True, slots=True)
class PalpationLine:
    """One muscle that was palpated, with what was found and what was not looked for."""

    muscle: str
    side: str
    status: str
    tone: str
    found: str
    absent: str
    not_looked_for: str
    last: str
    correct_url: str
    plan_url: str


@dataclass(frozen=True, slots=True)
class SignLine:
    """One sign: what it means, and how well two examiners agree on it."""

    label: str
    statement: str
    reliability: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    review: str


@dataclass(frozen=True, slots=True)
class Trust:
    """How far palpation can be trusted: the rule, and every sign."""

    statement: str
    sources: tuple[SourceLine, ...]
    review: str
    signs: tuple[SignLine, ...]


def palpation_line(
    row: TriggerPoint, before: TriggerPoint | None, correct_url: str, library: Library
) -> PalpationLine:
    """One palpation; `before` is what the same muscle was at an earlier assessment."""
    tone, status = STATUS[TriggerPointStatus(row.classification)]
    labels = {one.sign.value: one.label.lower() for one in library.all(TriggerPointCriterion)}
    open_signs = (question.text.lower() for question in decision_of(row).questions)
    return PalpationLine(
        muscle=label_of(row.muscle, library),
        side=side_words(row.side),
        status=status,
        tone=tone,
        found=_signs(row, labels, there=True),
        absent=_signs(row, labels, there=False),
        not_looked_for=", ".join(open_signs),
        last=STATUS[TriggerPointStatus(before.classification)][1].lower() if before else "",
        correct_url=correct_url,
        plan_url=_plan(row) if row.classification == TriggerPointStatus.ACTIVE else "",
    )


def _plan(row: TriggerPoint) -> str:
    """The plan with this muscle ticked: a confirmed trigger point is one tap from being treated."""
    episode = row.assessment.episode
    address = reverse("planning:write", args=[episode.clinic.slug, episode.pk])
    return f"{address}?{urlencode({'add': f'{row.muscle}:{row.side}'})}"


def trust(library: Library) -> Trust:
    """What the library says of the criteria and of how reliable each sign is."""
    rule = library.all(TriggerPointRule)[0]
    return Trust(
        statement=rule.statement,
        sources=tuple(source_line(one, library) for one in rule.citations),
        review=rule.review.status.value,
        signs=tuple(_sign(one, library) for one in library.all(TriggerPointCriterion)),
    )


def _sign(criterion: TriggerPointCriterion, library: Library) -> SignLine:
    return SignLine(
        label=criterion.label,
        statement=criterion.statement,
        reliability=tuple(f"κ {one.kappa}: {one.population}" for one in criterion.reliability),
        sources=tuple(source_line(one, library) for one in criterion.citations),
        review=criterion.review.status.value,
    )


def _signs(row: TriggerPoint, labels: dict[str, str], *, there: bool) -> str:
    return ", ".join(labels.get(sign, sign) for sign, found in row.signs.items() if found is there)
