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
    "needling.EventDelivery": {
        **_OF_SESSION,
        "is_report": KEPT,
        "sent_at": KEPT,
        "clock_offset_seconds": PLAIN,
        "said": NAMING,
    },
    "needling.NeedleEvent": {
        **_OF_SESSION,
        **_PLACE,
        "delivery": PLAIN,
        "type": CARE,
        "at": KEPT,
        "device_at": KEPT,
        "needle": KEPT,
        "approach": CARE,
        "depth_band": CARE,
        "manipulation": CARE,
        "rib_bracketed": CARE,
        "dwell_minutes": CARE,
        "frequency_hz": CARE,
        "pulse_width_us": CARE,
        "intensity_ma": CARE,
        "minutes": CARE,
        "lot": KEPT,
        "maker": KEPT,
        "gauge": CARE,
        "length_mm": CARE,
        "expires_on": KEPT,
        "score": CARE,
        "recognised": CARE,
        "out_mm": CARE,
        "fragment": KEPT,
        "container": KEPT,
        "recovered_by": NAMING,
        "witnessed_by": NAMING,
        "escalated_to": NAMING,
        "voids": PLAIN,
        "against": KEPT,
    },
    "needling.LateEvent": {**_OF_SESSION, "delivery": PLAIN, "event": NAMING},
    "needling.ResponseMeasure": {
        **_OF_SESSION,
        "when": CARE,
        "pain": CARE,
        "about": CARE,
        "side": CARE,
        "mode": CARE,
        "degrees": CARE,
        "pressure_kpa": CARE,
    },
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
    "needling.StatedDeviation": {
        **_OF_SESSION,
        "muscle": CARE,
        "side": CARE,
        "events": KEPT,
        "statements": CARE,
        "why": NAMING,
        "done": NAMING,
        "patient_was_told": KEPT,
    },
    "needling.DeviationReview": {**_ROW, "deviation": PLAIN, "follows": NAMING},
    "needling.Addendum": {**_OF_SESSION, "text": NAMING},
}
