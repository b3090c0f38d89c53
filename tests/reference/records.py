"""A slow, obvious reading of one Bundle: what the fast reader must agree with, entry by entry.

It shares nothing with the product but the YAML files: plain dictionaries, plain loops, every
code set asked about every entry. Only what both are asked to agree on is read: one patient,
well-formed resources, no repetitions.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

Hits = dict[str, tuple[str, frozenset[tuple[str, str]]]]
DATA = Path(__file__).parents[2] / "src" / "filiform" / "knowledge" / "data"
URIS = {
    "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "snomed_ct": "http://snomed.info/sct",
    "icd_10_cm": "http://hl7.org/fhir/sid/icd-10-cm",
    "loinc": "http://loinc.org",
}
KINDS = {
    "Condition": "condition",
    "MedicationRequest": "medication",
    "MedicationStatement": "medication",
    "MedicationAdministration": "medication",
    "AllergyIntolerance": "allergy",
    "Procedure": "procedure",
    "Device": "device",
    "Encounter": "encounter",
    "Observation": "observation",
}
FORMS = set(
    "tablet tablets capsule capsules solution suspension injection injectable syringe prefilled release "
    "extended delayed sodium hydrochloride hours daily infusion intravenous cartridge unit units".split()
)


class SlowReader:
    """Reads the YAML once, and then every record from the beginning."""

    def __init__(self) -> None:
        self.sets = [_yaml(path) for path in sorted((DATA / "terminology").glob("*.yaml"))]
        self.policies = {
            f"screening/findings/{path.stem}": _yaml(path).get("record")
            for path in sorted((DATA / "screening" / "findings").glob("*.yaml"))
        }

    def hits(self, bundle: dict[str, Any], on: date) -> Hits:
        """The standing of every finding and the (resource, code) pairs that say so."""
        resources = [entry["resource"] for entry in bundle["entry"]]
        person = next(one for one in resources if one["resourceType"] == "Patient")
        dead = _is_dead(person, on)
        found: dict[str, dict[str, set[tuple[str, str]]]] = {}
        for resource in _latest_answers(resources, on):
            if resource["resourceType"] not in KINDS:
                continue
            state = _state(resource)
            start, end = _span(resource)
            if state is None or (start and _first(start) > on):
                continue
            for concept in _concepts(resource):
                for finding, code, disputed in self._meanings(
                    KINDS[resource["resourceType"]], concept
                ):
                    stands = self._standing(finding, state, start, end, on)
                    if disputed or (dead and KINDS[resource["resourceType"]] == "medication"):
                        stands = "past"
                    name = f"{resource['resourceType']}/{resource['id']}"
                    found.setdefault(finding, {}).setdefault(stands, set()).add((name, code))
        hits = {name: _heaviest(by_standing) for name, by_standing in found.items()}
        if dead:
            hits["screening/findings/recorded-as-dead"] = ("current", frozenset())
        return hits

    def _meanings(self, kind: str, concept: dict[str, Any]) -> list[tuple[str, str, bool]]:
        meanings: list[tuple[str, str, bool]] = []
        any_known = False
        for coding in concept.get("coding", []):
            display = coding.get("display") or concept.get("text") or ""
            holding = [one for one in self.sets if _entry_of(one, coding)]
            any_known = any_known or bool(holding)
            code = coding.get("code", "")
            if holding:
                disputed = kind == "medication" and all(
                    _differs(display, one, coding) for one in holding
                )
                meanings += [
                    (one["finding"], code, disputed) for one in holding if kind in one["found_in"]
                ]
                if disputed:
                    meanings += [(finding, code, True) for finding in self._by_words(kind, display)]
            else:
                meanings += [(finding, code, False) for finding in self._by_words(kind, display)]
        if not any_known and concept.get("text"):
            already = {finding for finding, _, _ in meanings}
            meanings += [
                (f, "", False) for f in self._by_words(kind, concept["text"]) if f not in already
            ]
        return meanings

    def _by_words(self, kind: str, text: str) -> list[str]:
        spaced = f" {' '.join(_words(text))} "
        return [
            one["finding"]
            for one in self.sets
            if kind in one["found_in"]
            and any(f" {' '.join(_words(word))} " in spaced for word in one.get("words", []))
            and not any(
                f" {' '.join(_words(word))} " in spaced for word in one.get("unless_words", [])
            )
        ]

    def _standing(
        self, finding: str, state: str, start: str | None, end: str | None, on: date
    ) -> str:
        policy = self.policies.get(finding)
        if policy is None or state == "uncertain":
            return "past"
        days = policy.get("recent_days")
        if policy["persistence"] == "lifelong":
            return "current"
        if policy["persistence"] == "recent":
            last = end or start
            return "current" if last and (on - min(_last(last), on)).days <= days else "past"
        active = state == "active"
        if end is not None:
            active = _last(end) >= on and (end != start or state == "active")
        young = days is None or start is None or (on - min(_last(start), on)).days <= days
        return "current" if active and young else "past"


def _yaml(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", text.casefold()))


def _entry_of(code_set: dict[str, Any], coding: dict[str, Any]) -> dict[str, Any] | None:
    """The entry of a set that a coding is, or falls under."""
    for system, entries in code_set.get("codes", {}).items():
        if URIS.get(system) != coding.get("system"):
            continue
        for entry in entries:
            known, given = (
                str(entry["code"]).replace(".", ""),
                coding.get("code", "").replace(".", ""),
            )
            if known == given or (entry.get("and_below") and given.startswith(known)):
                return dict(entry)
    return None


def _differs(display: str, code_set: dict[str, Any], coding: dict[str, Any]) -> bool:
    entry = _entry_of(code_set, coding) or {}
    printed = {word for word in _words(display) if len(word) >= 5} - FORMS
    meant = set(_words(entry.get("display", ""))) | {
        w for word in code_set.get("words", []) for w in _words(word)
    }
    return bool(printed) and not printed & meant


def _code(concept: dict[str, Any] | None) -> str:
    return ((concept or {}).get("coding") or [{}])[0].get("code", "")


def _state(resource: dict[str, Any]) -> str | None:
    kind, status = resource["resourceType"], resource.get("status", "")
    if kind in ("Condition", "AllergyIntolerance"):
        sure, clinical = (
            _code(resource.get("verificationStatus")),
            _code(resource.get("clinicalStatus")),
        )
        if sure in ("refuted", "entered-in-error"):
            return None
        if sure in ("unconfirmed", "provisional", "differential"):
            return "uncertain"
        return "active" if clinical in ("active", "recurrence", "relapse", "") else "over"
    if status in (
        "entered-in-error",
        "cancelled",
        "draft",
        "not-done",
        "not-taken",
        "planned",
        "preparation",
    ):
        return None
    if status in ("unknown", "on-hold", "") and kind != "Device":
        return "uncertain"
    return "over" if status in ("completed", "stopped", "finished") else "active"


def _span(resource: dict[str, Any]) -> tuple[str | None, str | None]:
    for name in ("performedPeriod", "period", "effectivePeriod"):
        if name in resource:
            return resource[name].get("start"), resource[name].get("end")
    if "performedDateTime" in resource:
        return resource["performedDateTime"], resource["performedDateTime"]
    names = (
        "onsetDateTime",
        "authoredOn",
        "effectiveDateTime",
        "dateAsserted",
        "recordedDate",
        "issued",
    )
    return next((resource[name] for name in names if name in resource), None), resource.get(
        "abatementDateTime"
    )


def _first(text: str) -> date:
    return date.fromisoformat((text[:10] + "-01-01")[:10])


def _last(text: str) -> date:
    return date.fromisoformat(text[:10])


def _concepts(resource: dict[str, Any]) -> list[dict[str, Any]]:
    kind = resource["resourceType"]
    if kind == "Observation":
        if resource.get("valueQuantity", {}).get("value"):
            codes = [
                {k: one.get(k) for k in ("system", "code")} for one in resource["code"]["coding"]
            ]
            return [{"coding": codes}]
        return [resource["valueCodeableConcept"]] if "valueCodeableConcept" in resource else []
    if kind == "Encounter":
        return [*resource.get("type", []), *resource.get("reasonCode", [])]
    found = [resource.get(name) for name in ("code", "medicationCodeableConcept", "type")]
    return [one for one in found if isinstance(one, dict)]


def _latest_answers(resources: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """All but observations that a later one, asked the same, replaces."""
    worded = ("valueCodeableConcept", "valueString", "valueBoolean")
    answers = [
        one
        for one in resources
        if one["resourceType"] == "Observation"
        and any(name in one for name in worded)
        and _state(one)
        and _first(one["effectiveDateTime"]) <= on
    ]
    kept = []
    for one in resources:
        if one["resourceType"] == "Observation":
            same = [other for other in answers if _code(other["code"]) == _code(one["code"])]
            if any(
                _first(other["effectiveDateTime"]) > _last(one["effectiveDateTime"])
                for other in same
            ):
                continue
        kept.append(one)
    return kept


def _is_dead(person: dict[str, Any], on: date) -> bool:
    died = person.get("deceasedDateTime")
    return _first(died) <= on if died else person.get("deceasedBoolean", False)


def _heaviest(
    by_standing: dict[str, set[tuple[str, str]]],
) -> tuple[str, frozenset[tuple[str, str]]]:
    standing = "current" if "current" in by_standing else "past"
    return standing, frozenset(by_standing[standing])
