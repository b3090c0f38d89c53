"""How fast muscles are ranked from a drawing with 12 findings, and how fast the next examination is chosen."""

from benchmarks.measurement import Measurement, Times, timed
from filiform.clinical.findings import (
    ContractionResult,
    ExaminedContraction,
    ExaminedMovement,
    Findings,
    MovementResult,
    PainfulRegion,
)
from filiform.clinical.ranking.inference import posterior
from filiform.clinical.ranking.network import network_of
from filiform.clinical.ranking.observations import evidence_of
from filiform.clinical.ranking.ranking import rank
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library

_ROUNDS = 60
_GOAL_RANKING_MS = 20
_GOAL_NEXT_MS = 150
_REGIONS = """
    shoulder-anterior shoulder-lateral arm-anterior arm-lateral scapula neck-lateral neck-posterior-upper
    forearm-radial
""".split()


def measure() -> list[Measurement]:
    """One ranking with 12 findings that hang together, without and with the choice of what to examine next."""
    library = load_library()
    findings = _twelve_findings()
    network = network_of(library)
    evidence = evidence_of(findings, network)
    return [
        _row(
            "rank all muscles, 12 positive findings",
            timed(lambda: posterior(network, evidence), _ROUNDS),
            _GOAL_RANKING_MS,
            f"{len(network.causes)} causes, {len(network.links)} findings",
        ),
        _row(
            "the same with reasons, warnings and what to examine next",
            timed(lambda: rank(findings, library), _ROUNDS),
            _GOAL_NEXT_MS,
            "",
        ),
    ]


def _row(what: str, times: Times, goal_ms: float, beside: str) -> Measurement:
    figure = f"p95 {times.p95_ms:.1f} ms (median {times.median_ms:.1f})"
    return Measurement(what, figure, f"p95 {goal_ms} ms", beside, times.p95_ms <= goal_ms)


def _twelve_findings() -> Findings:
    side = Side.RIGHT
    at = "assessment/movements/"
    return Findings(
        pain=tuple(
            PainfulRegion(region=f"anatomy/regions/{name}", side=side, intensity=5)
            for name in _REGIONS
        ),
        movements=(
            ExaminedMovement(
                movement=f"{at}hand-behind-back", side=side, finding=MovementResult.LIMITED
            ),
            ExaminedMovement(
                movement=f"{at}shoulder-flexion", side=side, finding=MovementResult.LIMITED
            ),
        ),
        contractions=(
            ExaminedContraction(
                movement=f"{at}shoulder-external-rotation",
                side=side,
                finding=ContractionResult.WEAK,
            ),
            ExaminedContraction(
                movement=f"{at}shoulder-abduction", side=side, finding=ContractionResult.WEAK
            ),
        ),
    )
