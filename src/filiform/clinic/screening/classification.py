"""What each field of screening is for: does it identify, is it exported, does it enter the registry?"""

from filiform.clinic.audit.classification import ROW, FieldClass

_ROW = {name: kind for name, kind in ROW.items() if name != "replaces"}
_CLINICAL = FieldClass(exported=True, registry=True)
_LINK = FieldClass(exported=True)
# Free text and names written by people can say who somebody is.
_WORDS = FieldClass(identifying=True, exported=True)

CLASSIFICATION = {
    "screening.Screening": {
        **_ROW,
        "episode": _LINK,
        "record": _LINK,
        "on": _CLINICAL,
        "number": _LINK,
    },
    "screening.ScreeningAnswer": {
        **ROW,
        "screening": _LINK,
        "finding": _CLINICAL,
        "value": _CLINICAL,
        "places": _CLINICAL,
        "answered_by": _CLINICAL,
    },
    "screening.QuestionnaireSubmission": {**_ROW, "screening": _LINK},
    "screening.ScreeningOutcome": {
        **_ROW,
        "episode": _LINK,
        "screening": _LINK,
        "number": _LINK,
        "on": _CLINICAL,
        # The facts hold the date of birth and the entries of the record.
        "facts": _WORDS,
        "decision": _WORDS,
        "verdict": _CLINICAL,
        "complete": _CLINICAL,
        "library_version": _CLINICAL,
    },
    "screening.ConstraintOverride": {
        **_ROW,
        "episode": _LINK,
        "statement": _CLINICAL,
        "scope": _CLINICAL,
        "targets": _CLINICAL,
        "reason": _WORDS,
        "expires_on": _CLINICAL,
        "by_name": _WORDS,
    },
}
