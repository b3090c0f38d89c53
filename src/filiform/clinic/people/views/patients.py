"""The list of patients, one patient, and adding one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.people.access import staff
from filiform.clinic.people.actions.patients import add_patient, change_contact
from filiform.clinic.people.forms import ContactForm, PatientForm
from filiform.clinic.people.paging import pager
from filiform.clinic.people.presenters import identity_strip, patient_rows, record_rows
from filiform.clinic.people.queries import find_patients

PATIENTS_A_PAGE = 50


@staff(Permission.VIEW_PATIENT)
@require_safe
def patients(request: Any) -> HttpResponse:
    """Every patient of the clinic, or those whose name or number begins with what was searched for."""
    words = request.GET.get("q", "")[:100]
    page = Paginator(find_patients(request.clinic, words), PATIENTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "words": words,
        "table": patient_rows(page.object_list, timezone.localdate()),
        "pager": pager(page, request.GET),
        "membership": request.membership,
    }
    return render(request, "people/patients.html", context)


@staff(Permission.VIEW_PATIENT)
@require_safe
def patient(request: Any, patient: UUID) -> HttpResponse:
    """One patient: who they are, their episodes, their records, and the way in for them."""
    person = get_object_or_404(request.clinic.patients, pk=patient)
    context = {
        "patient": person,
        "identity": identity_strip(person, on=timezone.localdate()),
        "records": record_rows(person.imported_records.order_by("-recorded_at")),
        "membership": request.membership,
    }
    return render(request, "people/patient.html", context)


@staff(Permission.EDIT_PATIENT)
@require_http_methods(["GET", "POST"])
def add(request: Any) -> HttpResponse:
    """Add a patient by hand."""
    form = PatientForm(request.POST or None)
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            person = add_patient(
                clinic=request.clinic,
                row_id=values.pop("row"),
                **values,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("people:patient", clinic=request.clinic.slug, patient=person.pk)
    return _form(request, "people/add_patient.html", form)


@staff(Permission.EDIT_PATIENT)
@require_http_methods(["GET", "POST"])
def contact(request: Any, patient: UUID) -> HttpResponse:
    """Change how a patient can be reached."""
    person = get_object_or_404(request.clinic.patients, pk=patient)
    form = ContactForm(request.POST or None, initial={"email": person.email, "phone": person.phone})
    if form.is_valid():
        change_contact(patient=person, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The contact details are changed.")
        return redirect("people:patient", clinic=request.clinic.slug, patient=person.pk)
    return _form(request, "people/contact.html", form, patient=person)


def _form(request: HttpRequest, template: str, form: Any, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.errors else 200)
