"""The findings of an assessment as the science reads them, and the muscles they speak for."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from filiform.clinic.assessment.queries.assessment import Finding, latest_assessment
from filiform.clinic.assessment.queries.examination import Examination, examination_of
from filiform.clinic.episode.models import Episode
from filiform.clinic.screening.queries import decision_of, latest_outcome, verdict_now
from filiform.clinical.examination import nerve_warnings
from filiform.clinical.findings import (
    ContractionResult,
    ExaminedContraction,
    ExaminedMovement,
    Findings,
    MovementResult,
    PalpatedMuscle,
)
from filiform.clinical.ranking.ranking import Ranking, rank
from filiform.kernel.decision import Severity
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.assessment import TriggerPointSign
from filiform.knowledge.model.examination import NerveResult
from filiform.knowledge.model.screening import ScreeningVerdict

SIGNS = {
    TriggerPointSign.TAUT_BAND: "taut_band",
    TriggerPointSign.HYPERSENSITIVE_SPOT: "spot_tenderness",
    TriggerPointSign.REFERRED_SENSATION: "referred_sensation",
    TriggerPointSign.PAIN_RECOGNISED: "recognised",
}


def findings_of(examination: Examination, on: date, library: Library) -> Findings:
    """What was found, each thing once; what the library has lost since is left out."""
    return Findings(
        pain=tuple(one for one in examination.pain if one.region in library),
        movements=tuple(dict.fromkeys(_movements(examination, library))),
        contractions=tuple(_contractions(examination, library)),
        palpation=tuple(_palpation(examination, library)),
        red_flags=_red_flags(examination, on, library),
    )


def ranking_of(examination: Examination, on: date, library: Library) -> Ranking:
    """The muscles that the findings speak for, most likely first, and what to examine next."""
    return _ranked(findings_of(examination, on, library), library)


def likely_muscles(episode: Episode, on: date, library: Library) -> tuple[Finding, ...]:
    """Muscles and sides that something found at the latest assessment speaks for, most likely first."""
    assessment = latest_assessment(episode)
    if assessment is None:
        return ()
    ranking = ranking_of(examination_of(assessment), on, library)
    return tuple((one.muscle, one.side) for one in ranking.muscles if one.is_spoken_for)


def forget_rankings() -> None:
    """Let the next ranking be computed whatever was ranked before; for measuring how long one takes."""
    _ranked.cache_clear()


def nerve_results(examination: Examination, library: Library) -> dict[Finding, NerveResult]:
    """What the neurological screen showed, by test and side."""
    return {
        (name, Side(side)): NerveResult(row.result)
        for (name, side), row in sorted(examination.nerves.now.items())
        if name in library
    }


@lru_cache(maxsize=256)
def _ranked(findings: Findings, library: Library) -> Ranking:
    """A ranking depends on its findings and on nothing else, so that equal ones are ranked once."""
    return rank(findings, library)


def _movements(examination: Examination, library: Library) -> Iterator[ExaminedMovement]:
    """Limited or painful in either mode is abnormal; normal is what was judged and was neither."""
    rows: dict[tuple[str, str], list[tuple[bool | None, bool]]] = {}
    for (name, side, _), row in sorted(examination.movements.now.items()):
        rows.setdefault((name, side), []).append((row.limited, row.painful))
    for (name, side), modes in rows.items():
        if name not in library:
            continue
        limited, painful = any(one for one, _ in modes), any(hurts for _, hurts in modes)
        judged = any(one is not None for one, _ in modes)
        told = {MovementResult.LIMITED: limited, MovementResult.PAINFUL: painful}
        told[MovementResult.NORMAL] = judged and not (limited or painful)
        for result, is_so in told.items():
            if is_so:
                yield ExaminedMovement(movement=name, side=Side(side), finding=result)


def _contractions(examination: Examination, library: Library) -> Iterator[ExaminedContraction]:
    for (name, side), row in sorted(examination.strengths.now.items()):
        if name not in library:
            continue
        told = {ContractionResult.WEAK: bool(row.weak), ContractionResult.PAINFUL: row.painful}
        told[ContractionResult.NORMAL] = row.weak is False and not row.painful
        for result, is_so in told.items():
            if is_so:
                yield ExaminedContraction(movement=name, side=Side(side), finding=result)


def palpated_muscle(
    muscle: str, side: Side, signs: Mapping[TriggerPointSign, bool]
) -> PalpatedMuscle:
    """What was felt in a muscle, as the science reads it; a sign that it does not weigh is left out."""
    weighed = {name: signs[sign] for sign, name in SIGNS.items() if sign in signs}
    return PalpatedMuscle(muscle=muscle, side=side, **weighed)


def _palpation(examination: Examination, library: Library) -> Iterator[PalpatedMuscle]:
    for (name, side), row in sorted(examination.palpations.now.items()):
        palpated = palpated_muscle(name, Side(side), row.signs)
        if name in library and palpated.signs:
            yield palpated


def _red_flags(examination: Examination, on: date, library: Library) -> tuple[str, ...]:
    """What screening and the nerves refer for; a red flag is never ranked away."""
    nerves = nerve_warnings(nerve_results(examination, library), library)
    said = [one.statement for one in nerves if one.refer]
    episode = examination.assessment.episode
    outcome = latest_outcome(episode)
    if outcome and verdict_now(episode, on, library, outcome) is ScreeningVerdict.REFER_NOW:
        reasons = decision_of(outcome).reasons
        said += [one.statement for one in reasons if one.severity is Severity.RED_FLAG]
    return tuple(sorted({name for name in said if name in library}))
