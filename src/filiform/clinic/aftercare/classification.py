"""What each field of aftercare is for."""

from filiform.clinic.audit.classification import ROW, FieldClass

_ROW = {name: kind for name, kind in ROW.items() if name != "replaces"}
_CLINICAL = FieldClass(exported=True, registry=True)
_LINK = FieldClass(exported=True)

CLASSIFICATION = {
    "aftercare.AftercareSheet": {
        **_ROW,
        "session": _LINK,
        "facts": _LINK,
        "content": _LINK,
        "library_version": _CLINICAL,
    },
    "aftercare.CheckIn": {
        **_ROW,
        "session": _LINK,
        "on": _CLINICAL,
        "hours_after": _CLINICAL,
        "answered_by": _CLINICAL,
    },
    "aftercare.CheckInAnswer": {
        **ROW,
        "check_in": _LINK,
        "question": _CLINICAL,
        "value": _CLINICAL,
        "soreness": _CLINICAL,
    },
    "aftercare.CheckInOutcome": {
        **_ROW,
        "check_in": _LINK,
        "sequence": _CLINICAL,
        "triage": _CLINICAL,
        "complete": _CLINICAL,
        "calls_clinic": _CLINICAL,
        "facts": _LINK,
        "decision": _LINK,
        "library_version": _CLINICAL,
    },
    "aftercare.CheckInHandling": {
        **_ROW,
        "outcome": _LINK,
        # Free text written by people can say who somebody is.
        "note": FieldClass(identifying=True, exported=True),
    },
}
