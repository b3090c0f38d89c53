"""A session may be supervised: who watches it, and their name under it before it is signed."""

import uuid
from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly

closing = import_module("filiform.clinic.needling.migrations.0002_signed_sessions_are_closed")
TABLES = ("needling_sessionsupervision", "needling_cosignature")


def key(to: str, related_name: str) -> Any:
    """A foreign key that keeps what it points to."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to
    )


def row(plural: str, related_name: str) -> list[tuple[str, Any]]:
    """The fields that every row of a session has."""
    return [
        (
            "id",
            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
        ),
        ("recorded_at", models.DateTimeField()),
        ("clinic", key("people.clinic", plural)),
        ("recorded_by", key(settings.AUTH_USER_MODEL, "+")),
        ("session", key("needling.needlingsession", related_name)),
    ]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_privileges"),
        ("needling", "0002_signed_sessions_are_closed"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionSupervision",
            fields=[
                *row("session_supervisions", "supervisions"),
                ("supervisor", key("people.practitioner", "session_supervisions")),
            ],
            options={"ordering": ["recorded_at"]},
        ),
        migrations.CreateModel(
            name="CoSignature",
            fields=[
                *row("co_signatures", "co_signatures"),
                ("signed_at", models.DateTimeField()),
                ("signed_by", key("people.practitioner", "co_signatures")),
            ],
            options={"ordering": ["recorded_at"]},
        ),
        *(AppendOnly(table) for table in TABLES),
        migrations.RunPython(closing.close_tables(TABLES), closing.reopen_tables(TABLES)),
    ]
