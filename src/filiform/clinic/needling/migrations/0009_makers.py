"""Who made the needles of a packet, where that was said; empty in everything that was written before."""

from importlib import import_module
from typing import Any

from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly

TABLE = "needling_needleevent"
closing = import_module("filiform.clinic.needling.migrations.0002_signed_sessions_are_closed")


def open_table(apps: Any, schema_editor: Any) -> None:
    """Take the trigger of signed sessions off while the table is made anew."""
    on_table = "" if schema_editor.connection.vendor == "sqlite" else f' ON "{TABLE}"'
    schema_editor.execute(f'DROP TRIGGER IF EXISTS "{TABLE}_signed"' + on_table)


class Migration(migrations.Migration):
    dependencies = [("needling", "0008_rib_bracketed")]

    operations = [
        migrations.RunPython(open_table, closing.close_tables((TABLE,))),
        migrations.AddField(
            "needleevent", "maker", models.CharField(blank=True, default="", max_length=100), False
        ),
        AppendOnly(TABLE),
        migrations.RunPython(closing.close_tables((TABLE,)), open_table),
    ]
