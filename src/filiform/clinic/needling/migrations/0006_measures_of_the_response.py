"""Beside pain, a response may be the degrees of a movement or the pressure pain threshold over a muscle."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly

TABLE = "needling_responsemeasure"
closing = import_module("filiform.clinic.needling.migrations.0002_signed_sessions_are_closed")


def open_table(apps: Any, schema_editor: Any) -> None:
    """Take the trigger of signed sessions off while the table is made anew."""
    on_table = "" if schema_editor.connection.vendor == "sqlite" else f' ON "{TABLE}"'
    schema_editor.execute(f'DROP TRIGGER IF EXISTS "{TABLE}_signed"' + on_table)


class Migration(migrations.Migration):
    dependencies = [
        ("needling", "0005_needles_by_themselves"),
        ("people", "0002_privileges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(open_table),
        migrations.RemoveConstraint(
            model_name="responsemeasure",
            name="needling_pain_is_0_to_10",
        ),
        migrations.AddField(
            model_name="responsemeasure",
            name="about",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="responsemeasure",
            name="degrees",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="responsemeasure",
            name="mode",
            field=models.CharField(blank=True, max_length=7),
        ),
        migrations.AddField(
            model_name="responsemeasure",
            name="pressure_kpa",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="responsemeasure",
            name="side",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AlterField(
            model_name="responsemeasure",
            name="pain",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="responsemeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pain__gte", 0), ("pain__lte", 10)),
                    ("pain__isnull", True),
                    _connector="OR",
                ),
                name="needling_pain_is_0_to_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsemeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("about", ""),
                        ("degrees__isnull", True),
                        ("mode", ""),
                        ("pain__isnull", False),
                        ("pressure_kpa__isnull", True),
                        ("side", ""),
                    ),
                    models.Q(
                        ("degrees__isnull", False),
                        ("pain__isnull", True),
                        ("pressure_kpa__isnull", True),
                        models.Q(("about", ""), _negated=True),
                        models.Q(("side", ""), _negated=True),
                    ),
                    models.Q(
                        ("degrees__isnull", True),
                        ("pain__isnull", True),
                        ("pressure_kpa__isnull", False),
                        models.Q(("about", ""), _negated=True),
                        models.Q(("side", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="needling_response_is_one_measure",
            ),
        ),
        AppendOnly(TABLE),
        migrations.RunPython(closing.close_tables((TABLE,))),
    ]
