"""What a check-in asks, and in which order: every emergency sign first, then soreness, then the rest.

Nothing takes a question away: not the technique, not an earlier answer, not how long ago the session was.
A question that makes no sense yet (is it sore for more than three days?) waits until it does.
"""

from filiform.clinical.aftercare import TreatedSession, is_time_for, red_flags_for
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import AftercareRedFlag, Triage

# The one question that is no red flag: how sore, from 0 to 10.
SORENESS = "soreness"


def asked_flags(
    session: TreatedSession, library: Library, hours_after: float | None = None
) -> tuple[AftercareRedFlag, ...]:
    """The red flags that are asked after this session, the most urgent first.

    Args:
        hours_after: hours since the needling; without it, what is asked sooner or later.
    """
    flags = red_flags_for(session, library)
    due = [flag for flag in flags if hours_after is None or is_time_for(flag, hours_after)]
    return tuple(sorted(due, key=lambda flag: (flag.triage.rank, flag.order)))


def question_order(
    session: TreatedSession, library: Library, hours_after: float | None = None
) -> tuple[str, ...]:
    """Every question in its order: identifiers of red flags, and `soreness` after the emergencies."""
    flags = asked_flags(session, library, hours_after)
    emergencies = [flag.id for flag in flags if flag.triage is Triage.EMERGENCY]
    others = [flag.id for flag in flags if flag.triage is not Triage.EMERGENCY]
    return (*emergencies, SORENESS, *others)


def slug_of(question: str) -> str:
    """How a question stands in an address: the last part of its identifier."""
    return question.rsplit("/", 1)[-1]


def question_with_slug(slug: str, questions: tuple[str, ...]) -> str | None:
    """The question that an address means, if it is one of these."""
    return next((one for one in questions if slug_of(one) == slug), None)
