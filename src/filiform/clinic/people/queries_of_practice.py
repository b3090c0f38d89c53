"""Who may needle what: a practitioner's credentials as the science judges them, and which end soon."""

from datetime import date, timedelta

from django.db.models import QuerySet

from filiform.clinic.people.models import Clinic, Credential, Practitioner
from filiform.clinic.people.queries import credentials_of
from filiform.clinical import credentials
from filiform.clinical.credentials import PractitionerFacts
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area
from filiform.knowledge.model.law import Profession

WARN_BEFORE = timedelta(days=60)


def practitioner_facts(
    practitioner: Practitioner,
    place: str,
    on: date,
    library: Library,
    *,
    is_supervised: bool = False,
) -> PractitionerFacts:
    """Who wants to needle in a place, and what is on record about them.

    Only credentials of that place are read. The one issued last of those that hold says
    under which profession; credentials of another one do not count.
    """
    rows = list(credentials_of(practitioner).filter(jurisdiction=place))
    newest = next((row for row in rows if row.is_valid(on)), None)
    profession = newest.licensed_as if newest else Profession.PHYSICAL_THERAPIST
    rows = [row for row in rows if row.licensed_as == profession]
    held = [row for row in rows if row.is_valid(on)]
    return PractitionerFacts(
        profession=Profession(profession),
        licensed_on=min((row.licensed_on for row in held if row.licensed_on), default=None),
        credentials=tuple(_credential(row, library) for row in rows),
        training_began_on=min(
            (row.training_began_on for row in held if row.training_began_on), default=None
        ),
        supervised_sessions=sum(row.supervised_sessions for row in held),
        is_supervised=is_supervised,
    )


def _credential(row: Credential, library: Library) -> credentials.Credential:
    """A row as the science knows it; one without privileges covers the areas it was entered for."""
    areas: tuple[str, ...] = ()
    if row.privileges is None:
        areas = tuple(row.areas) or tuple(area.id for area in library.all(Area))
    return credentials.Credential(
        place=row.jurisdiction,
        hours=row.hours,
        in_person_hours=row.in_person_hours,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        privileges=tuple(row.privileges or ()),
        techniques=tuple(row.techniques),
        areas=areas,
    )


def practitioners_of(clinic: Clinic) -> QuerySet[Practitioner]:
    """Everybody who treats patients in the clinic now, by name."""
    return (
        Practitioner.objects.filter(membership__clinic=clinic, membership__active=True)
        .select_related("membership__clinic", "membership__user")
        .order_by("display_name", "pk")
    )


def expires_soon(credential: Credential, on: date) -> bool:
    """Whether it holds on that day and ends within the next sixty."""
    ends = credential.expires_on
    return ends is not None and credential.is_valid(on) and ends - on <= WARN_BEFORE


def ending_credentials(
    clinic: Clinic, on: date, *, of: Practitioner | None = None
) -> tuple[Credential, ...]:
    """Credentials of the clinic's place that ended or end within sixty days, and that no later one renews.

    Those of everybody who treats patients there now, or of one of them; in the order of their names.
    """
    rows = clinic.credentials.filter(
        jurisdiction=clinic.jurisdiction,
        replaced_by=None,
        practitioner__membership__active=True,
        **({} if of is None else {"practitioner": of}),
    ).select_related("practitioner")
    held = list(rows.order_by("practitioner__display_name", "expires_on", "pk"))
    return tuple(row for row in held if _is_ending(row, on) and not _is_renewed(row, held))


def _is_ending(row: Credential, on: date) -> bool:
    return row.expires_on is not None and (row.expires_on <= on or expires_soon(row, on))


def _is_renewed(row: Credential, held: list[Credential]) -> bool:
    own = (one for one in held if one.practitioner_id == row.practitioner_id)
    return any(_renews(other, row) for other in own)


def _renews(other: Credential, row: Credential) -> bool:
    """Whether another entry takes over without a gap, for at least the same parts and techniques."""
    assert row.expires_on is not None  # noqa: S101  # asked only of what ends
    goes_on = other.expires_on is None or other.expires_on > row.expires_on
    covers = other.privileges is None or set(row.privileges or ()) <= set(other.privileges)
    techniques = set(row.techniques) <= set(other.techniques) or not other.techniques
    same = other.licensed_as == row.licensed_as
    return same and other.issued_on <= row.expires_on and goes_on and covers and techniques
