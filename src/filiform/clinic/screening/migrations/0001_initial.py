"""The tables of screening, as they began."""

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
            name="Screening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("on", models.DateField()),
                ("number", models.PositiveIntegerField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings",
                        to="episode.episode",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings",
                        to="people.importedrecord",
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
        ),
        migrations.CreateModel(
            name="QuestionnaireSubmission",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questionnaire_submissions",
                        to="people.clinic",
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
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="screening.screening",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScreeningAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("finding", models.CharField(max_length=120)),
                (
                    "value",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Unsure")], max_length=6
                    ),
                ),
                ("places", models.JSONField(blank=True, default=list)),
                (
                    "answered_by",
                    models.CharField(
                        choices=[("patient", "Patient"), ("clinician", "Clinician")], max_length=9
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening_answers",
                        to="people.clinic",
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
                        to="screening.screeninganswer",
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="screening.screening",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScreeningOutcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("facts", models.JSONField()),
                ("decision", models.JSONField()),
                ("verdict", models.CharField(max_length=30)),
                ("complete", models.BooleanField()),
                ("library_version", models.CharField(max_length=64)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening_outcomes",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening_outcomes",
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
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="screening.screening",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConstraintOverride",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("statement", models.CharField(max_length=120)),
                ("scope", models.CharField(max_length=12)),
                ("targets", models.JSONField(blank=True, default=list)),
                ("reason", models.TextField()),
                ("expires_on", models.DateField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="constraint_overrides",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="constraint_overrides",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="constraint_override_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by_name", ""), _negated=True),
                        name="constraint_override_has_a_name",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.UniqueConstraint(
                fields=("episode", "number"), name="screening_number"
            ),
        ),
        migrations.AddIndex(
            model_name="screeninganswer",
            index=models.Index(
                fields=["clinic", "finding", "value"], name="screening_answer_finding"
            ),
        ),
        migrations.AddConstraint(
            model_name="screeninganswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__in", ["yes", "no", "unsure"])),
                name="screening_answer_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="screeninganswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_by__in", ["patient", "clinician"])),
                name="screening_answer_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="screeninganswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("screening", "finding"),
                name="screening_answer_first",
            ),
        ),
        migrations.AddIndex(
            model_name="screeningoutcome",
            index=models.Index(fields=["screening", "-recorded_at"], name="screening_outcome_last"),
        ),
        migrations.AddConstraint(
            model_name="screeningoutcome",
            constraint=models.UniqueConstraint(
                fields=("episode", "number"), name="screening_outcome_number"
            ),
        ),
        AppendOnly("screening_screening"),
        AppendOnly("screening_screeninganswer"),
        AppendOnly("screening_questionnairesubmission"),
        AppendOnly("screening_screeningoutcome"),
        AppendOnly("screening_constraintoverride"),
    ]
