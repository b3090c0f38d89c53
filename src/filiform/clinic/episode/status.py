"""The statuses of an episode, which follows which, and the stage of the path each belongs to."""

from enum import StrEnum

from filiform.clinical.stage import Stage


class Status(StrEnum):
    """Where an episode stands."""

    REFERRED = "referred"
    SCREENING = "screening"
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    TREATMENT = "treatment"
    DISCHARGED = "discharged"
    DECLINED = "declined"
    REFERRED_OUT = "referred_out"

    @property
    def label(self) -> str:
        """The status as pages name it."""
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self not in CLOSED


_LABELS = {
    Status.REFERRED: "Referred",
    Status.SCREENING: "Screening",
    Status.ASSESSMENT: "Assessment",
    Status.PLANNING: "Planning",
    Status.TREATMENT: "In treatment",
    Status.DISCHARGED: "Discharged",
    Status.DECLINED: "Not needled",
    Status.REFERRED_OUT: "Sent to a doctor",
}

CLOSED = frozenset({Status.DISCHARGED, Status.DECLINED, Status.REFERRED_OUT})
_ENDS = (Status.DECLINED, Status.REFERRED_OUT)

# What may follow what. A screening that changes its mind leads back; an end can be taken back by screening anew.
TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.REFERRED: frozenset({Status.SCREENING, *_ENDS}),
    Status.SCREENING: frozenset({Status.ASSESSMENT, *_ENDS}),
    Status.ASSESSMENT: frozenset({Status.SCREENING, Status.PLANNING, *_ENDS}),
    Status.PLANNING: frozenset({Status.SCREENING, Status.ASSESSMENT, Status.TREATMENT, *_ENDS}),
    Status.TREATMENT: frozenset(
        {Status.SCREENING, Status.ASSESSMENT, Status.PLANNING, Status.DISCHARGED, *_ENDS}
    ),
    Status.DISCHARGED: frozenset({Status.SCREENING}),
    Status.DECLINED: frozenset({Status.SCREENING, Status.REFERRED_OUT}),
    Status.REFERRED_OUT: frozenset({Status.SCREENING, Status.DECLINED}),
}

STATUS_OF_STAGE: dict[Stage, Status] = {
    Stage.SCREENING: Status.SCREENING,
    Stage.ASSESSMENT: Status.ASSESSMENT,
    Stage.PLANNING: Status.PLANNING,
    Stage.NEEDLING: Status.TREATMENT,
    Stage.AFTERCARE: Status.TREATMENT,
    Stage.OUTCOMES: Status.TREATMENT,
}


def may_follow(status: Status, after: Status) -> bool:
    """Whether an episode may go from `after` to `status`."""
    return status in TRANSITIONS[after]
