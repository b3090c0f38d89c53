"""The tables of assessment, as they began."""

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
            name="Assessment",
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
                        related_name="assessments",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
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
        ),
        migrations.CreateModel(
            name="PainfulRegion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("region", models.CharField(max_length=120)),
                ("side", models.CharField(max_length=8)),
                ("intensity", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_painful", models.BooleanField(default=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="painful_regions",
                        to="assessment.assessment",
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="painful_regions",
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
                        to="assessment.painfulregion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PainRating",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("now", models.PositiveSmallIntegerField()),
                ("worst", models.PositiveSmallIntegerField()),
                ("average", models.PositiveSmallIntegerField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pain_ratings",
                        to="assessment.assessment",
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pain_ratings",
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
                        to="assessment.painrating",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RangeOfMotion",
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
                (
                    "mode",
                    models.CharField(
                        choices=[("active", "Active"), ("passive", "Passive")], max_length=7
                    ),
                ),
                ("degrees", models.SmallIntegerField(blank=True, null=True)),
                ("painful", models.BooleanField(default=False)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ranges_of_motion",
                        to="assessment.assessment",
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ranges_of_motion",
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
                        to="assessment.rangeofmotion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TriggerPoint",
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
                ("signs", models.JSONField(default=dict)),
                ("classification", models.CharField(max_length=15)),
                ("decision", models.JSONField()),
                ("library_version", models.CharField(max_length=64)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trigger_points",
                        to="assessment.assessment",
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trigger_points",
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
                        to="assessment.triggerpoint",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                fields=("episode", "number"), name="assessment_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="painfulregion",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["left", "right", "midline"])),
                name="painful_region_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="painfulregion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("assessment", "region", "side"),
                name="painful_region_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="painrating",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("assessment",),
                name="pain_rating_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="rangeofmotion",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["left", "right", "midline"])),
                name="range_of_motion_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="rangeofmotion",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["active", "passive"])), name="range_of_motion_mode"
            ),
        ),
        migrations.AddConstraint(
            model_name="rangeofmotion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("assessment", "movement", "side", "mode"),
                name="range_of_motion_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="triggerpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["left", "right", "midline"])),
                name="trigger_point_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="triggerpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("classification__in", ["active", "latent", "not_established"])),
                name="trigger_point_classification",
            ),
        ),
        migrations.AddConstraint(
            model_name="triggerpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("assessment", "muscle", "side"),
                name="trigger_point_first",
            ),
        ),
        AppendOnly("assessment_assessment"),
        AppendOnly("assessment_painrating"),
        AppendOnly("assessment_painfulregion"),
        AppendOnly("assessment_rangeofmotion"),
        AppendOnly("assessment_triggerpoint"),
    ]
