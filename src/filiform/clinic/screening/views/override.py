"""Setting a constraint aside by name: the one page on which somebody overrules screening."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.screening.actions import override_constraint
from filiform.clinic.screening.forms.override import OverrideForm
from filiform.clinic.screening.presenters import (
    constraint_line,
    label_of,
    reason_line,
    stage_page,
)
from filiform.clinic.screening.queries import (
    active_constraints,
    decision_of,
    latest_outcome,
)
from filiform.kernel.decision import Reason, Severity
from filiform.kernel.side import Side


@staff(Permission.OVERRIDE_CONSTRAINT)
@require_http_methods(["GET", "POST"])
def set_aside(request: Any, episode: UUID) -> HttpResponse:
    """Which constraint (`?statement=`), for which muscle, why and until when.

    `?muscle=` and `?side=` fill the form in; `?back=` is a page of the same episode to go back to.
    """
    owned = episode_for_staff(request, episode)
    on = timezone.localdate()
    statement = request.POST.get("statement") or request.GET.get("statement", "")
    reason = _reason(owned, statement)
    back = _way_back(owned, request.POST.get("back") or request.GET.get("back", ""))
    asked = {name: request.GET.get(name, "") for name in ("muscle", "side")}
    form = OverrideForm(
        request.POST or None, on=on, library=library(), initial={"statement": statement, **asked}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _override(request, owned, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{label_of(statement, library())} is set aside.")
            return redirect(back)
    constraints = [one for one in active_constraints(owned, on) if one.statement == statement]
    shown = {
        **stage_page(owned, on, library()),
        "form": form,
        "back": back,
        "name": label_of(statement, library()),
        "reason": reason_line(reason, library()),
        "constraints": [constraint_line(one, library()) for one in constraints],
    }
    status = 422 if form.errors else 200
    return render(request, "screening/clinician/set_aside.html", shown, status=status)


def _way_back(episode: Episode, asked: str) -> str:
    """The page that was asked for if it belongs to this episode, else the screening."""
    stage = reverse("screening:stage", args=(episode.clinic.slug, episode.pk))
    own = stage.removesuffix("screening/")
    return (
        asked if asked.startswith(own) and url_has_allowed_host_and_scheme(asked, None) else stage
    )


def _reason(episode: Episode, statement: str) -> Reason:
    """The reason of the last decision that is to be set aside; 404 when it is none, or a red flag."""
    outcome = latest_outcome(episode)
    reasons = decision_of(outcome).reasons if outcome else ()
    found = next((one for one in reasons if one.statement == statement), None)
    if found is None or found.severity is Severity.RED_FLAG:
        raise Http404
    return found


def _override(request: Any, episode: Episode, form: OverrideForm) -> None:
    said, now = form.cleaned_data, timezone.now()
    override_constraint(
        episode=episode,
        statement=said["statement"],
        muscle=said["muscle"],
        side=Side(said["side"]) if said["side"] and said["muscle"] else None,
        reason=said["reason"],
        expires_on=said["expires_on"],
        on=timezone.localdate(now),
        row_id=said["row"],
        library=library(),
        by=request.user,
        at=now,
    )
