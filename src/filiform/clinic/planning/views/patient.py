"""What the patient sees on the phone: my plan with my exercises, and my consent."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import patient
from filiform.clinic.planning.actions import give_consent, record_download, withdraw_consent
from filiform.clinic.planning.forms import ConsentSigning, RowForm
from filiform.clinic.planning.models import Plan
from filiform.clinic.planning.presenters.consent import consent_form
from filiform.clinic.planning.presenters.paper import consent_paper
from filiform.clinic.planning.presenters.plan_page import consent_state, patient_plan_page
from filiform.clinic.planning.queries import (
    consent_in_force,
    current_plan_of_patient,
    plan_of_patient,
    planned_muscles,
)
from filiform.clinic.ui.paper import printed
from filiform.clinic.ui.paper.response import pdf_response


@patient
@require_GET
def my_plan(request: Any) -> HttpResponse:
    """My plan and my exercises in plain words."""
    plan = current_plan_of_patient(request.patient)
    page = patient_plan_page(plan, library()) if plan else None
    return render(request, "planning/my_plan.html", {"page": page})


@patient
@require_GET
def my_consents(request: Any) -> HttpResponse:
    """The way from a short address to the form of the plan that holds."""
    plan = current_plan_of_patient(request.patient)
    if plan is None:
        return redirect("planning:my_plan")
    return redirect("planning:my_consent", plan=plan.pk)


@patient
@require_http_methods(["GET", "POST"])
def my_consent(request: Any, plan: UUID) -> HttpResponse:
    """The form of one plan: read, confirmed part by part, and signed with a typed name."""
    own = _own(request, plan)
    text = consent_form(planned_muscles(own), library())
    form = ConsentSigning(
        request.POST or None, consent=text, initial={"row": uuid4(), "sha256": text.sha256}
    )
    if form.is_valid():
        try:
            give_consent(
                plan=own,
                row_id=form.cleaned_data["row"],
                given_by=form.cleaned_data["given_by"],
                on_own_device=True,
                confirmed=form.confirmed,
                sha256=form.cleaned_data["sha256"],
                by=request.user,
                at=timezone.now(),
            )
            return redirect("planning:my_consent", plan=own.pk)
        except Refused as refusal:
            form.add_error(None, refusal.message)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "planning/my_consent.html", _shown(own, form, text), status=status)


def _shown(own: Plan, form: ConsentSigning, text: object) -> dict[str, object]:
    given = consent_in_force(own)
    return {
        "plan": own,
        "form": form,
        "parts": form.shown_parts(),
        "consent": text,
        "given": given,
        "now": consent_state(own, library()),
        "is_replaced": hasattr(own, "replaced_by"),
    }


@patient
@require_GET
def my_copy(request: Any, plan: UUID) -> HttpResponse:
    """My consent as a file to keep."""
    row = consent_in_force(_own(request, plan))
    if row is None:
        raise Http404
    made = printed(consent_paper(row, library()))
    record_download(consent=row, by=request.user, at=timezone.now())
    return pdf_response(made, "my-consent.pdf")


@patient
@require_http_methods(["GET", "POST"])
def my_withdrawal(request: Any, plan: UUID) -> HttpResponse:
    """Taking my consent back: asked once, done at once."""
    own = _own(request, plan)
    form = RowForm(request.POST or None, initial={"row": uuid4()})
    if form.is_valid():
        try:
            withdraw_consent(
                plan=own,
                row_id=form.cleaned_data["row"],
                given_by=request.patient.name,
                on_own_device=True,
                by=request.user,
                at=timezone.now(),
            )
            return redirect("planning:my_consent", plan=own.pk)
        except Refused as refusal:
            form.add_error(None, refusal.message)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"plan": own, "form": form}
    return render(request, "planning/my_withdrawal.html", context, status=status)


def _own(request: Any, plan: UUID) -> Plan:
    own = plan_of_patient(request.patient, plan)
    if own is None:
        raise Http404
    return own
