"""What each field about people is for."""

from filiform.clinic.audit.classification import ROW, FieldClass

_NAMES = FieldClass(identifying=True)
_NAMES_EXPORTED = FieldClass(identifying=True, exported=True)
_RECORD = FieldClass(exported=True)

CLASSIFICATION = {
    "people.Clinic": {
        "id": FieldClass(registry=True),
        "slug": FieldClass(),
        "name": FieldClass(exported=True),
        "jurisdiction": FieldClass(exported=True, registry=True),
        "phone": FieldClass(exported=True),
        "side_counting": FieldClass(),
    },
    "people.Membership": {
        "id": FieldClass(),
        "user": _NAMES,
        "clinic": FieldClass(),
        "role": FieldClass(),
        "active": FieldClass(),
    },
    "people.Practitioner": {
        "id": FieldClass(registry=True),
        "membership": _NAMES,
        "display_name": _NAMES_EXPORTED,
        "profession": _RECORD,
    },
    "people.Credential": {
        **ROW,
        "practitioner": _NAMES,
        "jurisdiction": FieldClass(),
        "kind": FieldClass(),
        "hours": FieldClass(registry=True),
        "in_person_hours": FieldClass(registry=True),
        "licensed_as": FieldClass(registry=True),
        "licensed_on": FieldClass(),
        "training_began_on": FieldClass(),
        "supervised_sessions": FieldClass(registry=True),
        "supervision_signed_by": _NAMES,
        "issued_on": FieldClass(),
        "expires_on": FieldClass(),
        "areas": FieldClass(),
        "privileges": FieldClass(registry=True),
        "techniques": FieldClass(registry=True),
    },
    "people.Patient": {
        **ROW,
        "family_name": _NAMES_EXPORTED,
        "given_name": _NAMES_EXPORTED,
        "birth_date": _NAMES_EXPORTED,
        "sex": FieldClass(exported=True, registry=True),
        "identifier": _NAMES_EXPORTED,
        "email": _NAMES_EXPORTED,
        "phone": _NAMES_EXPORTED,
        "died_on": _NAMES_EXPORTED,
        "is_deceased": _RECORD,
        "user": _NAMES,
        "family_first": _NAMES,
        "given_first": _NAMES,
    },
    "people.OneTimeLink": {
        "id": FieldClass(),
        "patient": _NAMES,
        "token_hash": FieldClass(),
        "purpose": FieldClass(),
        "expires_at": FieldClass(),
        "used_at": FieldClass(),
    },
    "people.ImportedRecord": {
        **ROW,
        "patient": _NAMES,
        "source_name": _NAMES,
        "sha256": FieldClass(),
        "resources_count": FieldClass(),
        "rejected": FieldClass(),
        "facts": _RECORD,
        "on": _RECORD,
    },
    "people.RecordUpload": {
        **ROW,
        "source_name": _NAMES,
        "sha256": FieldClass(),
        "on": FieldClass(),
        "patients": _NAMES,
    },
}
