"""A needle that went in although a gate forbade it is told by name, and looked at by somebody else."""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from filiform.clinic.audit.append_only import AppendOnly

closing = import_module("filiform.clinic.needling.migrations.0002_signed_sessions_are_closed")
supervision = import_module("filiform.clinic.needling.migrations.0003_supervision")
OF_THE_SESSION = ("needling_stateddeviation",)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_privileges"),
        ("needling", "0006_measures_of_the_response"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatedDeviation",
            fields=[
                *supervision.row("stated_deviations", "deviations"),
                ("muscle", models.CharField(blank=True, max_length=120)),
                ("side", models.CharField(blank=True, max_length=10)),
                ("events", models.JSONField()),
                ("statements", models.JSONField()),
                ("why", models.TextField()),
                ("done", models.TextField()),
                ("patient_was_told", models.BooleanField()),
            ],
            options={
                "ordering": ["recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(why="") & ~Q(done=""), name="needling_deviation_says_why"
                    ),
                    models.CheckConstraint(
                        condition=Q(muscle="", side="") | (~Q(muscle="") & ~Q(side="")),
                        name="needling_deviation_has_its_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeviationReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("clinic", supervision.key("people.clinic", "deviation_reviews")),
                ("recorded_by", supervision.key(settings.AUTH_USER_MODEL, "+")),
                ("follows", models.TextField()),
                (
                    "deviation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="needling.stateddeviation",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(follows=""), name="needling_review_says_what_follows"
                    )
                ],
            },
        ),
        *(AppendOnly(table) for table in (*OF_THE_SESSION, "needling_deviationreview")),
        migrations.RunPython(
            closing.close_tables(OF_THE_SESSION), closing.reopen_tables(OF_THE_SESSION)
        ),
    ]
