"""What each field of the accounts is for."""

from filiform.clinic.audit.classification import FieldClass

CLASSIFICATION = {
    "accounts.User": {
        "id": FieldClass(),
        "password": FieldClass(),
        "last_login": FieldClass(),
        "email": FieldClass(identifying=True),
        "name": FieldClass(identifying=True),
        "is_active": FieldClass(),
    },
    "accounts.PasswordLink": {
        "id": FieldClass(),
        "user": FieldClass(identifying=True),
        "token_hash": FieldClass(),
        "expires_at": FieldClass(),
        "used_at": FieldClass(),
    },
}
