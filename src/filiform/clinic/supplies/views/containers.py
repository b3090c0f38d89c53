"""The pages of sharps containers: opening one, and the steps of its life."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.supplies import actions
from filiform.clinic.supplies.forms import ContainerForm, StepForm
from filiform.clinic.supplies.models import ContainerStep
from filiform.clinic.supplies.presenters.containers import (
    WORDS,
    needles_in,
    needles_words,
    step_lines,
)
from filiform.clinic.supplies.queries import (
    container_standing,
    containers_of,
    needles_by_container,
)
from filiform.knowledge.model.needling import AsepsisPractice

UNPROCESSABLE = 422
SHARPS_BIN = "needling/asepsis/sharps-bin"


@staff(Permission.MANAGE_SUPPLIES)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponse:
    """A container begins to be filled."""
    form = ContainerForm(request.POST or None, initial={"opened_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = actions.open_container(
                clinic=request.clinic,
                row_id=said.pop("row"),
                **said,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("label", refused.message)
        else:
            messages.success(request, f"{made.label} is open.")
            return redirect("supplies:supplies", request.clinic.slug)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "supplies/add_container.html", {"form": form}, status=status)


@staff(Permission.MANAGE_SUPPLIES)
@require_http_methods(["GET", "HEAD", "POST"])
def container(request: Any, container: UUID) -> HttpResponse:
    """One container and what happened to it; posting records the next step."""
    found = get_object_or_404(containers_of(request.clinic), pk=container)
    form = StepForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_container_step(
                container=found,
                row_id=said["row"],
                step=ContainerStep(said["step"]),
                on=said["on"],
                note=said["note"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Noted.")
            return redirect("supplies:container", request.clinic.slug, found.pk)
    standing = container_standing(found)
    context = {
        "container": found,
        "standing": standing,
        "status": WORDS[standing.state],
        "needles": needles_words(needles_in(found, needles_by_container(request.clinic))),
        "steps": step_lines(standing),
        "form": form,
        "rule": library().get(SHARPS_BIN, AsepsisPractice),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "supplies/container.html", context, status=status)
