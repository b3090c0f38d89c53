"""What was found at the table and closes a place, and the minutes of exercise and hands-on care."""

from importlib import import_module

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from filiform.clinic.audit.append_only import AppendOnly

closing = import_module("filiform.clinic.needling.migrations.0002_signed_sessions_are_closed")
supervision = import_module("filiform.clinic.needling.migrations.0003_supervision")
TABLES = ("needling_foundtissue", "needling_timedminutes")
SIDES = [("left", "left"), ("right", "right"), ("midline", "midline")]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_privileges"),
        ("needling", "0003_supervision"),
    ]

    operations = [
        migrations.CreateModel(
            name="FoundTissue",
            fields=[
                *supervision.row("found_tissues", "found"),
                ("muscle", models.CharField(max_length=120)),
                ("side", models.CharField(choices=SIDES, max_length=10)),
                ("rule", models.CharField(max_length=120)),
                ("is_there", models.BooleanField()),
            ],
            options={"ordering": ["recorded_at"]},
        ),
        migrations.CreateModel(
            name="TimedMinutes",
            fields=[
                *supervision.row("timed_minutes", "minutes"),
                ("service", models.CharField(max_length=120)),
                ("minutes", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["recorded_at"],
                "verbose_name_plural": "timed minutes",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(minutes__lte=480), name="needling_minutes_of_one_day"
                    )
                ],
            },
        ),
        *(AppendOnly(table) for table in TABLES),
        migrations.RunPython(closing.close_tables(TABLES), closing.reopen_tables(TABLES)),
    ]
