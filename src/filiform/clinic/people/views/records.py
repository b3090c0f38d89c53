"""Importing a health record: choose a file, look at what was read, confirm."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.people.access import staff
from filiform.clinic.people.actions.records import confirm_upload, discard_upload, upload_record
from filiform.clinic.people.forms import RecordForm
from filiform.clinic.people.models import RecordUpload
from filiform.clinic.people.presenters_of_uploads import upload_page


@staff(Permission.IMPORT_RECORD)
@require_http_methods(["GET", "POST"])
def upload(request: Any) -> HttpResponse:
    """Choose a file; it is read and shown on the next page, and nothing is imported yet."""
    form = RecordForm(request.POST or None, request.FILES or None)
    if getattr(request, "upload_too_large", False):
        form = RecordForm({})
        form.errors.clear()
        form.add_error(
            "record",
            f"The file is larger than {settings.UPLOAD_LIMIT_MB} MB, and nothing of it was kept. "
            "Send it gzipped or in parts; whole populations are read by the command line.",
        )
    elif request.method == "POST" and form.is_valid():
        try:
            read = upload_record(
                clinic=request.clinic,
                content=form.cleaned_data["record"].file,
                source_name=form.cleaned_data["record"].name,
                on=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("record", refusal.message)
        else:
            return redirect("people:confirm_record", clinic=request.clinic.slug, upload=read.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "limit_mb": settings.UPLOAD_LIMIT_MB}
    return render(request, "people/upload.html", context, status=status)


@staff(Permission.IMPORT_RECORD)
@require_http_methods(["GET", "POST"])
def confirm(request: Any, upload: UUID) -> HttpResponse:
    """What was read and what was rejected; confirming makes patients of it, discarding forgets it."""
    if request.method == "POST":
        return _decide(request, upload)
    found = get_object_or_404(request.clinic.record_uploads, pk=upload)
    return render(request, "people/confirm_record.html", upload_page(found))


def _decide(request: Any, upload: UUID) -> HttpResponse:
    action = discard_upload if "discard" in request.POST else confirm_upload
    try:
        done = action(clinic=request.clinic, upload_id=upload, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("people:patients", clinic=request.clinic.slug)
    return _after(request, done, imported=action is confirm_upload)


def _after(request: Any, done: RecordUpload, *, imported: bool) -> HttpResponse:
    if not imported:
        messages.info(request, "The file was discarded; nothing of it was kept.")
        return redirect("people:import_record", clinic=request.clinic.slug)
    count = len(done.patients)
    messages.success(request, f"{count} {'patient' if count == 1 else 'patients'} imported.")
    if count == 1:
        number = done.patients[0]["identity"]["id"]
        patient = get_object_or_404(request.clinic.patients, identifier=number)
        return redirect("people:patient", clinic=request.clinic.slug, patient=patient.pk)
    return redirect("people:patients", clinic=request.clinic.slug)
