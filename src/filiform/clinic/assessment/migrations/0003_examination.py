"""The examination: strength, pressure, tests and nerves, and what a movement showed beside its degrees."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0002_drawing"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MuscleStrength",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("movement", models.CharField(max_length=120)),
                ("side", models.CharField(max_length=8)),
                ("weak", models.BooleanField(blank=True, null=True)),
                ("painful", models.BooleanField(default=False)),
                ("grade", models.CharField(blank=True, max_length=120)),
                ("force", models.FloatField(blank=True, null=True)),
                (
                    "force_unit",
                    models.CharField(
                        blank=True, choices=[("N", "N"), ("kgf", "kgf")], max_length=3
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NerveFinding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("test", models.CharField(max_length=120)),
                ("side", models.CharField(max_length=8)),
                ("result", models.CharField(blank=True, max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="PhysicalTestFinding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("test", models.CharField(max_length=120)),
                ("side", models.CharField(max_length=8)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "Positive"),
                            ("negative", "Negative"),
                            ("unclear", "Unclear"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.FloatField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PressurePainThreshold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("muscle", models.CharField(max_length=120)),
                ("side", models.CharField(max_length=8)),
                ("readings_kpa", models.JSONField(default=list)),
            ],
        ),
        migrations.AddField(
            model_name="rangeofmotion",
            name="end_feel",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="rangeofmotion",
            name="limited",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="rangeofmotion",
            name="pain",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="rangeofmotion",
            constraint=models.CheckConstraint(
                condition=models.Q(("pain", None), ("pain__lte", 10), _connector="OR"),
                name="range_of_motion_pain",
            ),
        ),
        migrations.AddField(
            model_name="musclestrength",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="muscle_strengths",
                to="assessment.assessment",
            ),
        ),
        migrations.AddField(
            model_name="musclestrength",
            name="clinic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="muscle_strengths",
                to="people.clinic",
            ),
        ),
        migrations.AddField(
            model_name="musclestrength",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="musclestrength",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="assessment.musclestrength",
            ),
        ),
        migrations.AddField(
            model_name="nervefinding",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nerve_findings",
                to="assessment.assessment",
            ),
        ),
        migrations.AddField(
            model_name="nervefinding",
            name="clinic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nerve_findings",
                to="people.clinic",
            ),
        ),
        migrations.AddField(
            model_name="nervefinding",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nervefinding",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="assessment.nervefinding",
            ),
        ),
        migrations.AddField(
            model_name="physicaltestfinding",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="physical_tests",
                to="assessment.assessment",
            ),
        ),
        migrations.AddField(
            model_name="physicaltestfinding",
            name="clinic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="physical_tests",
                to="people.clinic",
            ),
        ),
        migrations.AddField(
            model_name="physicaltestfinding",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="physicaltestfinding",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="assessment.physicaltestfinding",
            ),
        ),
        migrations.AddField(
            model_name="pressurepainthreshold",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pressure_pain_thresholds",
                to="assessment.assessment",
            ),
        ),
        migrations.AddField(
            model_name="pressurepainthreshold",
            name="clinic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pressure_pain_thresholds",
                to="people.clinic",
            ),
        ),
        migrations.AddField(
            model_name="pressurepainthreshold",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pressurepainthreshold",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="assessment.pressurepainthreshold",
            ),
        ),
        migrations.AddConstraint(
            model_name="musclestrength",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["left", "right", "midline"])),
                name="muscle_strength_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="musclestrength",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("force", None), ("force_unit", "")),
                    models.Q(("force__gte", 0), ("force_unit__in", ["N", "kgf"])),
                    _connector="OR",
                ),
                name="muscle_strength_force_has_its_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="musclestrength",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("assessment", "movement", "side"),
                name="muscle_strength_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="nervefinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["left", "right", "midline"])),
                name="nerve_finding_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="nervefinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("result__in", ["", "normal", "reduced", "absent", "increased", "present"])
                ),
                name="nerve_finding_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="nervefinding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("assessment", "test", "side"),
                name="nerve_finding_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="physicaltestfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["left", "right", "midline"])),
                name="physical_test_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="physicaltestfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["", "positive", "negative", "unclear"])),
                name="physical_test_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="physicaltestfinding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("assessment", "test", "side"),
                name="physical_test_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="pressurepainthreshold",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["left", "right", "midline"])), name="pressure_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="pressurepainthreshold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("assessment", "muscle", "side"),
                name="pressure_first",
            ),
        ),
        AppendOnly("assessment_rangeofmotion"),
        AppendOnly("assessment_musclestrength"),
        AppendOnly("assessment_nervefinding"),
        AppendOnly("assessment_physicaltestfinding"),
        AppendOnly("assessment_pressurepainthreshold"),
    ]
