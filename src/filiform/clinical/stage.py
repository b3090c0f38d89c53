"""The stages of the path, in their order; declared here and nowhere else."""

from enum import StrEnum


class Stage(StrEnum):
    """One of the six stages that an episode of care goes through."""

    SCREENING = "screening"
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    NEEDLING = "needling"
    AFTERCARE = "aftercare"
    OUTCOMES = "outcomes"

    @property
    def position(self) -> int:
        """0 for the first stage."""
        return list(Stage).index(self)
