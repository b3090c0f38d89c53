"""What each field of planning is for."""

from filiform.clinic.audit.classification import ROW, FieldClass

PLAIN = FieldClass()
CARE = FieldClass(exported=True, registry=True)
KEPT = FieldClass(exported=True)
NAMING = FieldClass(identifying=True, exported=True)
_ROW = {name: ROW[name] for name in ("id", "clinic", "recorded_at", "recorded_by")}

CLASSIFICATION = {
    "planning.Plan": {
        **_ROW,
        "replaces": ROW["replaces"],
        "episode": PLAIN,
        "agreed_on": CARE,
        "indication": CARE,
        "protocol": CARE,
        "stretches": CARE,
        "manual_techniques": CARE,
        "other_care": NAMING,
        "needling_alone_reason": NAMING,
        "goal": NAMING,
        "sessions": CARE,
        "days_between": CARE,
        "decision": KEPT,
        "facts": FieldClass(identifying=True),
        "library_version": CARE,
    },
    "planning.PlannedMuscle": {
        **_ROW,
        "plan": PLAIN,
        "muscle": CARE,
        "side": CARE,
        "technique": CARE,
        "dwell_minutes": CARE,
    },
    "planning.Consent": {
        **_ROW,
        "episode": PLAIN,
        "plan": PLAIN,
        "kind": KEPT,
        "given_by": NAMING,
        "given_at": KEPT,
        "on_own_device": KEPT,
        "elements": KEPT,
        "confirmed": KEPT,
        "techniques": KEPT,
        "text": KEPT,
        "sha256": KEPT,
        "library_version": KEPT,
        "withdraws": PLAIN,
    },
}
