"""Consent on the clinician's device: read, confirmed and signed by the patient; withdrawn; printed."""

from http import HTTPStatus
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.planning.actions import give_consent, record_download, withdraw_consent
from filiform.clinic.planning.forms import ConsentSigning, Withdrawal
from filiform.clinic.planning.presenters.consent import consent_form
from filiform.clinic.planning.presenters.paper import consent_paper
from filiform.clinic.planning.presenters.plan_page import consent_state, plan_page
from filiform.clinic.planning.queries import current_plan, planned_muscles
from filiform.clinic.screening.presenters import stage_page
from filiform.clinic.ui.paper import printed
from filiform.clinic.ui.paper.response import pdf_response


@staff(Permission.RECORD_CONSENT)
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, episode: UUID) -> HttpResponse:
    """The form of the plan that holds, signed by the patient on this device."""
    owned = episode_for_staff(request, episode)
    where = {"clinic": owned.clinic.slug, "episode": owned.pk}
    plan = current_plan(owned)
    if plan is None:
        return redirect("planning:write", **where)
    text = consent_form(planned_muscles(plan), library())
    form = ConsentSigning(
        request.POST or None, consent=text, initial={"row": uuid4(), "sha256": text.sha256}
    )
    if form.is_valid():
        try:
            give_consent(
                plan=plan,
                row_id=form.cleaned_data["row"],
                given_by=form.cleaned_data["given_by"],
                on_own_device=False,
                confirmed=form.confirmed,
                sha256=form.cleaned_data["sha256"],
                by=request.user,
                at=timezone.now(),
            )
            return redirect("planning:stage", **where)
        except Refused as refusal:
            form.add_error(None, refusal.message)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = stage_page(owned, timezone.localdate(), library()) | {
        "form": form,
        "parts": form.shown_parts(),
        "consent": text,
        "now": consent_state(plan, library()),
    }
    return render(request, "planning/consent.html", context, status=status)


@staff(Permission.RECORD_CONSENT)
@require_POST
def withdraw(request: HttpRequest, episode: UUID) -> HttpResponse:
    """The patient takes consent back and the clinician records it."""
    owned = episode_for_staff(request, episode)
    plan = current_plan(owned)
    form = Withdrawal(request.POST)
    if plan is not None and form.is_valid():
        try:
            withdraw_consent(
                plan=plan,
                row_id=form.cleaned_data["row"],
                given_by=form.cleaned_data["given_by"],
                on_own_device=False,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
    if plan is not None and form.errors:
        context = stage_page(owned, timezone.localdate(), library()) | {
            "page": plan_page(plan, library()),
            "form": form,
        }
        return render(
            request, "planning/plan.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    return redirect("planning:stage", clinic=owned.clinic.slug, episode=owned.pk)


@staff(Permission.VIEW_EPISODE)
@require_GET
def paper(request: HttpRequest, episode: UUID, consent: UUID) -> HttpResponse:
    """The same as a file to keep or to hand over."""
    owned = episode_for_staff(request, episode)
    row = get_object_or_404(owned.consents.select_related("plan"), pk=consent)
    made = printed(consent_paper(row, library()))
    record_download(consent=row, by=request.user, at=timezone.now())
    return pdf_response(made, f"consent-{timezone.localdate(row.given_at).isoformat()}.pdf")


@staff(Permission.VIEW_EPISODE)
@require_GET
def signed(request: HttpRequest, episode: UUID, consent: UUID) -> HttpResponse:
    """A consent as it was given, word for word, to be printed."""
    owned = episode_for_staff(request, episode)
    row = get_object_or_404(owned.consents.select_related("plan"), pk=consent)
    context = stage_page(owned, timezone.localdate(), library()) | {"consent": row}
    return render(request, "planning/signed.html", context)
