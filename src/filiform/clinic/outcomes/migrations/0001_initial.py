"""The tables of outcomes, as they began."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("episode", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OutcomeReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("on", models.DateField()),
                (
                    "conclusion",
                    models.CharField(
                        choices=[
                            ("go_on", "Go on with the plan"),
                            ("examine_again", "Examine again, change the plan"),
                            ("refer", "Refer to somebody else"),
                            ("discharge", "End the treatment"),
                        ],
                        max_length=15,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("sessions_done", models.PositiveSmallIntegerField()),
                ("facts", models.JSONField()),
                ("decisions", models.JSONField()),
                ("library_version", models.CharField(max_length=64)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_reviews",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_reviews",
                        to="episode.episode",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("words", models.CharField(max_length=120)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="episode.episode",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activities",
                "ordering": ["recorded_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("episode", "words"), name="outcomes_activity_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="outcomes_activity_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutcomeMeasure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("instrument", models.CharField(max_length=120)),
                ("item", models.CharField(max_length=40)),
                ("label", models.CharField(blank=True, max_length=120)),
                ("value", models.FloatField()),
                ("on", models.DateField()),
                (
                    "measured_by",
                    models.CharField(
                        choices=[("patient", "patient"), ("clinician", "clinician")], max_length=10
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_measures",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_measures",
                        to="episode.episode",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="outcomes.outcomemeasure",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "recorded_at"],
                "indexes": [
                    models.Index(
                        fields=["clinic", "instrument", "on"], name="outcomes_measure_when"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaces", None)),
                        fields=("episode", "instrument", "item", "label", "on"),
                        name="outcomes_measure_first",
                    )
                ],
            },
        ),
        AppendOnly("outcomes_activity"),
        AppendOnly("outcomes_outcomemeasure"),
        AppendOnly("outcomes_outcomereview"),
    ]
