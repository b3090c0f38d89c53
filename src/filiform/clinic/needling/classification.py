"""What each field of needling is for."""

from filiform.clinic.audit.classification import ROW, FieldClass

PLAIN = FieldClass()
CARE = FieldClass(exported=True, registry=True)
KEPT = FieldClass(exported=True)
NAMING = FieldClass(identifying=True, exported=True)
_ROW = {name: ROW[name] for name in ("id", "clinic", "recorded_at", "recorded_by")}
_OF_SESSION = {**_ROW, "session": PLAIN}
_PLACE = {"muscle": CARE, "side": CARE, "technique": CARE}

CLASSIFICATION = {
    "needling.NeedlingSession": {
        **_ROW,
        "episode": PLAIN,
        "plan": PLAIN,
        "practitioner": FieldClass(identifying=True),
        "on": CARE,
        "started_at": KEPT,
    },
    "needling.SessionAnswers": {**_OF_SESSION, "asked": KEPT, "new": KEPT},
    "needling.OffPlanMuscle": {**_OF_SESSION, **_PLACE, "reason": NAMING},
    "needling.NeedleEvent": {
        **_OF_SESSION,
        **_PLACE,
        "kind": CARE,
        "quantity": CARE,
        "lot": KEPT,
        "gauge": CARE,
        "length_mm": CARE,
        "expires_on": KEPT,
        "discomfort": CARE,
        "voids": PLAIN,
        "at": KEPT,
    },
    "needling.ResponseMeasure": {**_OF_SESSION, "when": CARE, "pain": CARE},
    "needling.FoundTissue": {
        **_OF_SESSION,
        "muscle": CARE,
        "side": CARE,
        "rule": CARE,
        "is_there": CARE,
    },
    "needling.TimedMinutes": {**_OF_SESSION, "service": KEPT, "minutes": KEPT},
    "needling.SessionSupervision": {
        **_OF_SESSION,
        "supervisor": FieldClass(identifying=True),
    },
    "needling.CoSignature": {
        **_OF_SESSION,
        "signed_by": FieldClass(identifying=True),
        "signed_at": KEPT,
    },
    "needling.SessionSignature": {
        **_OF_SESSION,
        "signed_by": FieldClass(identifying=True),
        "signed_at": KEPT,
        "decision": KEPT,
        "facts": FieldClass(identifying=True),
        "library_version": CARE,
        "note": NAMING,
    },
    "needling.Addendum": {**_OF_SESSION, "text": NAMING},
}
