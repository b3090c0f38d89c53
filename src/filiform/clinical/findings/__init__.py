"""What was found in an examination: painful regions, movements, contractions, palpated muscles, red flags."""

from filiform.clinical.findings.contradictions import contradicts_itself
from filiform.clinical.findings.model import (
    ContractionResult,
    ExaminedContraction,
    ExaminedMovement,
    Findings,
    MovementResult,
    PainfulRegion,
    PainQuality,
    PalpatedMuscle,
)
from filiform.clinical.findings.reading import UnusableFindings, read_findings

__all__ = [
    "ContractionResult",
    "ExaminedContraction",
    "ExaminedMovement",
    "Findings",
    "MovementResult",
    "PainQuality",
    "PainfulRegion",
    "PalpatedMuscle",
    "UnusableFindings",
    "contradicts_itself",
    "read_findings",
]
