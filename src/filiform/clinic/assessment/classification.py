"""What each field of assessment is for: does it identify, is it exported, does it enter the registry?"""

from filiform.clinic.audit.classification import ROW, FieldClass

_CLINICAL = FieldClass(exported=True, registry=True)
_LINK = FieldClass(exported=True)


def _rows(*fields: str) -> dict[str, FieldClass]:
    return {**ROW, "assessment": _LINK, **dict.fromkeys(fields, _CLINICAL)}


CLASSIFICATION = {
    "assessment.Assessment": {
        **{name: kind for name, kind in ROW.items() if name != "replaces"},
        "episode": _LINK,
        "on": _CLINICAL,
        "number": _LINK,
    },
    "assessment.PainDrawing": {
        **{name: kind for name, kind in ROW.items() if name != "replaces"},
        "episode": _LINK,
        "on": _CLINICAL,
    },
    "assessment.DrawingStroke": {
        **{name: kind for name, kind in ROW.items() if name != "replaces"},
        "drawing": _LINK,
        "sequence": _LINK,
        "made_at": _LINK,
        "undoes": _LINK,
        **dict.fromkeys(("kind", "pain", "places", "intensity", "quality"), _CLINICAL),
    },
    "assessment.PainRating": _rows("now", "worst", "average"),
    "assessment.PainfulRegion": _rows("region", "side", "intensity", "is_painful"),
    "assessment.RangeOfMotion": _rows(
        "movement", "side", "mode", "limited", "painful", "degrees", "end_feel", "pain"
    ),
    "assessment.MuscleStrength": _rows(
        "movement", "side", "weak", "painful", "grade", "force", "force_unit"
    ),
    "assessment.PressurePainThreshold": _rows("muscle", "side", "readings_kpa"),
    "assessment.PhysicalTestFinding": _rows("test", "side", "result", "value"),
    "assessment.NerveFinding": _rows("test", "side", "result"),
    "assessment.TriggerPoint": _rows(
        "muscle", "side", "signs", "classification", "decision", "library_version"
    ),
}
