"""What the page shows of a file that was read: per patient what was found, and each resource that was rejected."""

from collections.abc import Mapping
from typing import Any

from filiform.clinic.knowledge import library
from filiform.clinic.people.actions.records import is_someone_else
from filiform.clinic.people.models import Patient, RecordUpload
from filiform.clinic.people.presenters import day, days
from filiform.clinic.ui.parts import SummaryRow
from filiform.knowledge.model.screening import Finding

# A whole population in one file is confirmed by its numbers; its first patients are shown.
SHOWN = 50
SHOWN_PROBLEMS = 200


def upload_page(upload: RecordUpload) -> dict[str, Any]:
    """The context of the page: the file, its patients, and what was left out."""
    numbers = [entry["identity"]["id"] for entry in upload.patients]
    known = {p.identifier: p for p in upload.clinic.patients.filter(identifier__in=numbers)}
    rejected = sum(len(entry["rejected"]) for entry in upload.patients)
    return {
        "upload": upload,
        "summary": [
            SummaryRow("File", upload.source_name),
            SummaryRow("Read on", day(upload.on)),
            SummaryRow("Patients", str(len(upload.patients))),
            SummaryRow("Resources read", f"{sum(e['resources'] for e in upload.patients):,}"),
            SummaryRow("Problems", str(rejected)),
        ],
        "people": [_person(entry, known) for entry in upload.patients[:SHOWN]],
        "more": max(0, len(upload.patients) - SHOWN),
    }


def _person(entry: Mapping[str, Any], known: Mapping[str, Patient]) -> dict[str, Any]:
    identity = entry["identity"]
    patient = known.get(identity["id"])
    rejected = entry["rejected"]
    return {
        "name": " ".join(filter(None, [identity.get("given_name"), identity.get("family_name")])),
        "about": _about(identity),
        "is_known": patient is not None,
        "is_someone_else": patient is not None and is_someone_else(patient, identity),
        "is_deceased": bool(identity.get("is_deceased")),
        "resources": entry["resources"],
        "findings": [_finding(found) for found in entry["facts"].get("record", [])],
        "rejected": rejected[:SHOWN_PROBLEMS],
        "rejected_count": len(rejected),
        "rejected_more": max(0, len(rejected) - SHOWN_PROBLEMS),
    }


def _about(identity: Mapping[str, Any]) -> str:
    born = days(identity.get("birth_date"))
    sex = Patient.Sex(identity.get("sex") or "unknown").label
    return ", ".join(
        filter(None, [f"born {born}" if born else "birth date not known", sex, identity["id"]])
    )


def _finding(found: Mapping[str, Any]) -> dict[str, str]:
    """A finding in a word, whether it counts now or has to be asked about, and on what evidence."""
    evidence = found.get("evidence") or [{}]
    first = evidence[0]
    shown = first.get("display") or first.get("code") or first.get("resource") or ""
    more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
    return {
        "label": library().get(found["finding"], Finding).label,
        "standing": "current" if found.get("standing") == "current" else "in the past, to be asked",
        "evidence": ", ".join(filter(None, [shown, days(first.get("date"))])) + more,
    }
