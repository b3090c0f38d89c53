"""Where the strokes of a drawing arrive, one or a few at once, and where they are read again: JSON both ways."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.assessment.actions import record_strokes
from filiform.clinic.assessment.queries.drawing import strokes_as_json, strokes_of
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_patient, episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import patient, staff
from filiform.clinical.drawing import UnusableStrokes, read_strokes

MOST_AT_ONCE = 200
LARGEST = 512 * 1024  # bytes; two hundred strokes over the whole body stay below


@patient
@require_http_methods(["GET", "POST"])
def my_strokes(request: Any, episode: UUID, day: str) -> HttpResponse:
    """The strokes of the patient's own drawing."""
    return _exchange(request, episode_for_patient(request, episode), _day(day))


@staff(Permission.RECORD_ASSESSMENT)
@require_http_methods(["GET", "POST"])
def strokes(request: Any, episode: UUID, day: str) -> HttpResponse:
    """The strokes of a drawing in an episode of the clinic."""
    return _exchange(request, episode_for_staff(request, episode), _day(day))


def _exchange(request: Any, episode: Episode, on: date) -> HttpResponse:
    if request.method != "POST":
        return JsonResponse({"strokes": strokes_as_json(strokes_of(episode, on))})
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _faults(
            413, [f"More than {LARGEST // 1024} KB at once; send fewer strokes at a time."]
        )
    try:
        sent = read_strokes(request.body, library(), most=MOST_AT_ONCE)
        record_strokes(episode=episode, on=on, strokes=sent, by=request.user, at=timezone.now())
    except UnusableStrokes as unusable:
        return _faults(422, unusable.faults)
    except Refused as refusal:
        return _faults(409, [refusal.message])
    return JsonResponse({"saved": [str(one.id) for one in sent]})


def _faults(status: int, faults: Iterable[str]) -> HttpResponse:
    """Nothing was saved: what is wrong, one line a fault, so that the sender keeps what it has."""
    return JsonResponse({"faults": list(faults)}, status=status)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
