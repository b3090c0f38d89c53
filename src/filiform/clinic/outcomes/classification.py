"""What each field of outcomes is for."""

from filiform.clinic.audit.classification import ROW, FieldClass

_ROW = {name: kind for name, kind in ROW.items() if name != "replaces"}
_CLINICAL = FieldClass(exported=True, registry=True)
_LINK = FieldClass(exported=True)
# What a person wrote in their own words can say who they are.
_WORDS = FieldClass(identifying=True, exported=True)

CLASSIFICATION = {
    "outcomes.Activity": {**_ROW, "episode": _LINK, "words": _WORDS},
    "outcomes.OutcomeMeasure": {
        **ROW,
        "episode": _LINK,
        "instrument": _CLINICAL,
        "item": _CLINICAL,
        "label": _WORDS,
        "value": _CLINICAL,
        "on": _CLINICAL,
        "measured_by": _CLINICAL,
    },
    "outcomes.OutcomeReview": {
        **_ROW,
        "episode": _LINK,
        "on": _CLINICAL,
        "conclusion": _CLINICAL,
        "note": _WORDS,
        "sessions_done": _CLINICAL,
        "areas": _CLINICAL,
        "facts": _WORDS,
        "decisions": _LINK,
        "library_version": _CLINICAL,
    },
}
