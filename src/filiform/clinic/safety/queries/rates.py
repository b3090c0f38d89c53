"""How often each kind of adverse event was reported, over the sessions of the clinic."""

from collections import Counter

from django.db.models import Q

from filiform.clinic.people.models import Clinic
from filiform.clinical.event_rate import EventRate, event_rate


def sessions_counted(clinic: Clinic) -> int:
    """The denominator: sessions that were signed, and those in which an event was reported."""
    reported = Q(adverse_events__isnull=False, adverse_events__withdrawal__isnull=True)
    rows = clinic.needling_sessions.filter(Q(signature__isnull=False) | reported)
    return rows.distinct().count()


def rates_of_events(clinic: Clinic) -> dict[str, EventRate]:
    """The rate of each kind that was reported, by its identifier; nothing as long as there is no session."""
    sessions = sessions_counted(clinic)
    kinds = clinic.adverse_events.filter(withdrawal__isnull=True).values_list("event", flat=True)
    rates = {event: event_rate(number, sessions) for event, number in Counter(kinds).items()}
    return {event: rate for event, rate in rates.items() if rate is not None}
