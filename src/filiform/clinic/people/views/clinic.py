"""What the lead of a clinic sees over everybody: who may needle what, and what the clinic declared."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.people.actions.staff import change_settings
from filiform.clinic.people.forms import ClinicSettingsForm
from filiform.clinic.people.presenters_of_practice import privileges_page, side_question


@staff(Permission.MANAGE_CREDENTIALS)
@require_safe
def privileges(request: Any) -> HttpResponse:
    """Who may needle what, and which credentials end soon."""
    page = privileges_page(request.clinic, timezone.localdate(), library())
    return render(request, "people/privileges.html", {"page": page})


@staff(Permission.MANAGE_CLINIC)
@require_http_methods(["GET", "POST"])
def settings(request: Any) -> HttpResponse:
    """What the clinic declares for itself."""
    given = {"side_counting": request.clinic.side_counting}
    form = ClinicSettingsForm(request.POST or None, initial=given)
    if form.is_valid():
        change_settings(
            clinic=request.clinic, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        messages.success(request, "The settings are saved.")
        return redirect("people:settings", clinic=request.clinic.slug)
    status = 422 if form.errors else 200
    context = {"form": form, "questions": side_question(timezone.localdate(), library())}
    return render(request, "people/settings.html", context, status=status)
