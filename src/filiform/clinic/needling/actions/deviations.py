"""Telling a deviation by name, and looking at one that somebody else told."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions.writing import locked, open_for_writing, row_of
from filiform.clinic.needling.models import DeviationReview, NeedlingSession, StatedDeviation
from filiform.clinic.needling.queries import against_gates, to_be_told


@audited("needling.deviation_told")
def tell_deviation(
    *,
    session: NeedlingSession,
    row_id: UUID,
    events: Collection[str],
    why: str,
    done: str,
    patient_was_told: bool,
    by: Any,
    at: datetime,
) -> StatedDeviation:
    """Tell by name what went in although a gate forbade it. It lets no further needle in.

    Args:
        events: the needle events as the page named them: all that is to be told of one muscle.

    Raises:
        Refused: when it is signed, by anybody but the session's practitioner, or when other needles
            are to be told of by now than the page showed.
    """
    said = {"why": why, "done": done, "patient_was_told": patient_was_told}
    repeat_of(session.deviations, row_id, **said)
    open_for_writing(session)
    if session.practitioner.membership.user_id != by.pk:
        raise Refused(f"Only {session.practitioner.display_name}, whose session it is, tells this.")
    waiting = to_be_told(session, against_gates(session, library()))
    about = next((one for one in waiting if set(one.events) == set(events)), None)
    if about is None:
        raise Refused(
            "Something else is to be told here by now. Nothing was written; look at what the page "
            "shows, and write it again."
        )
    where = {"muscle": about.place.muscle, "side": about.place.side.value} if about.place else {}
    return StatedDeviation.objects.create(
        id=row_id,
        **row_of(session, by, at),
        **where,
        events=list(about.events),
        statements=list(about.statements),
        **said,
    )


@audited("needling.deviation_reviewed")
def review_deviation(
    *, deviation: StatedDeviation, row_id: UUID, follows: str, by: Any, at: datetime
) -> DeviationReview:
    """Look at a deviation and write what follows from it; before the signature or after it.

    Raises:
        Refused: by the one who needled or told it, or when somebody has looked at it already.
    """
    reviews = DeviationReview.objects.filter(deviation=deviation)
    repeat_of(reviews, row_id, follows=follows)
    locked(deviation.session)
    if by.pk in {deviation.session.practitioner.membership.user_id, deviation.recorded_by_id}:
        raise Refused("Nobody looks at a deviation of their own. A colleague does.")
    if (seen := reviews.first()) is not None:
        raise Refused(f"{seen.recorded_by.get_full_name()} has looked at this already.")
    return DeviationReview.objects.create(
        id=row_id,
        clinic_id=deviation.clinic_id,
        deviation=deviation,
        follows=follows,
        recorded_by=by,
        recorded_at=at,
    )
