"""What each field of an episode is for."""

from filiform.clinic.audit.classification import ROW, FieldClass

CLASSIFICATION = {
    "episode.Episode": {
        **ROW,
        "patient": FieldClass(identifying=True),
        "title": FieldClass(exported=True),
        "opened_on": FieldClass(exported=True, registry=True),
    },
    "episode.StatusChange": {
        **ROW,
        "episode": FieldClass(),
        "sequence": FieldClass(),
        "status": FieldClass(exported=True, registry=True),
        "stage": FieldClass(exported=True, registry=True),
        "reason": FieldClass(exported=True),
    },
    "episode.CurrentStatus": {
        "episode": FieldClass(),
        "clinic": FieldClass(),
        "status": FieldClass(),
        "stage": FieldClass(),
        "is_open": FieldClass(),
        "since": FieldClass(),
    },
}
