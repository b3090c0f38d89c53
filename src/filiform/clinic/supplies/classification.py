"""What each field of the supplies is for. Nothing here is about a patient; free text may name a person."""

from filiform.clinic.audit.classification import ROW, FieldClass

_ROW = {name: kind for name, kind in ROW.items() if name != "replaces"}
_PLAIN = FieldClass(exported=True)
_COUNTED = FieldClass(exported=True, registry=True)
_WORDS = FieldClass(identifying=True, exported=True)

CLASSIFICATION = {
    "supplies.NeedleLot": {
        **ROW,
        "maker": _COUNTED,
        "brand": _COUNTED,
        "gauge": _COUNTED,
        "length_mm": _COUNTED,
        "lot": _COUNTED,
        "lot_key": _COUNTED,
        "expires_on": _COUNTED,
        "gtin": _COUNTED,
    },
    "supplies.LotMovement": {
        **_ROW,
        "lot": _PLAIN,
        "kind": _PLAIN,
        "quantity": _PLAIN,
        "on": _PLAIN,
        "reason": _WORDS,
        "takes_back": _PLAIN,
    },
    "supplies.LotRecall": {
        **_ROW,
        "maker": _COUNTED,
        "lot": _COUNTED,
        "lot_key": _COUNTED,
        "recalled_on": _COUNTED,
        "announced_by": _WORDS,
        "reason": _WORDS,
    },
    "supplies.RecallWithdrawal": {**_ROW, "recall": _PLAIN, "reason": _WORDS},
    "supplies.SharpsContainer": {
        **_ROW,
        "label": _PLAIN,
        "place": _PLAIN,
        "opened_on": _PLAIN,
    },
    "supplies.ContainerEvent": {
        **_ROW,
        "container": _PLAIN,
        "step": _PLAIN,
        "on": _PLAIN,
        "note": _WORDS,
    },
}
