"""What each field of safety is for.

An adverse event is part of the patient's record. A needle-stick is about the health of somebody who
works here: it leaves the clinic in no export, enters no registry, and is read by that person and
the clinical lead alone (`queries/needle_sticks.py`).
"""

from filiform.clinic.audit.classification import ROW, FieldClass

_ROW = {name: kind for name, kind in ROW.items() if name != "replaces"}
_CLINICAL = FieldClass(exported=True, registry=True)
_LINK = FieldClass(exported=True)
_WORDS = FieldClass(identifying=True, exported=True)
_STAFF_HEALTH = FieldClass(identifying=True)
_STAFF_ROW = {name: FieldClass(identifying=kind.identifying) for name, kind in _ROW.items()}

CLASSIFICATION = {
    "safety.AdverseEventReport": {
        **_ROW,
        "session": _LINK,
        "event": _CLINICAL,
        "noticed_at": _LINK,
        "raised_from": _CLINICAL,
        "check_in": _LINK,
        "library_version": _CLINICAL,
    },
    "safety.AdverseEventDetails": {
        **_ROW,
        "report": _LINK,
        "sequence": _CLINICAL,
        "severity": _CLINICAL,
        "muscle": _CLINICAL,
        "side": _CLINICAL,
        "lot": _CLINICAL,
        "gauge": _CLINICAL,
        "length_mm": _CLINICAL,
        "onset": _CLINICAL,
        "onset_minutes": _CLINICAL,
        "course": _WORDS,
        "done": _WORDS,
        "outcome": _CLINICAL,
    },
    "safety.EventTelling": {
        **_ROW,
        "report": _LINK,
        "whom": _LINK,
        "told_at": _LINK,
        "how": _WORDS,
    },
    "safety.EventWithdrawal": {**_ROW, "report": _LINK, "reason": _WORDS},
    "safety.NeedleStick": {
        **_STAFF_ROW,
        "injured": _STAFF_HEALTH,
        "injured_name": _STAFF_HEALTH,
        "happened_at": _STAFF_HEALTH,
        "device": _STAFF_HEALTH,
        "used": _STAFF_HEALTH,
        "session": _STAFF_HEALTH,
        "place": _STAFF_HEALTH,
        "how": _STAFF_HEALTH,
        "first_aid": _STAFF_HEALTH,
    },
    "safety.NeedleStickEntry": {
        **_STAFF_ROW,
        "stick": _STAFF_HEALTH,
        "whom": _STAFF_HEALTH,
        "text": _STAFF_HEALTH,
    },
}
