"""Pain drawings: one a day of an episode, and the strokes they consist of."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_initial"),
        ("episode", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PainDrawing",
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
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pain_drawings",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pain_drawings",
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
            name="DrawingStroke",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("sequence", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=6)),
                ("pain", models.CharField(max_length=1)),
                ("places", models.JSONField(default=list)),
                ("intensity", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("quality", models.CharField(blank=True, max_length=8)),
                ("undoes", models.UUIDField(blank=True, null=True)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drawing_strokes",
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
                    "drawing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strokes",
                        to="assessment.paindrawing",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="paindrawing",
            constraint=models.UniqueConstraint(
                fields=("episode", "on"), name="pain_drawing_of_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="drawingstroke",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("paint", "change", "erase", "clear", "undo"))),
                name="drawing_stroke_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawingstroke",
            constraint=models.CheckConstraint(
                condition=models.Q(("pain__in", ("1", "2", "3", "4", "5"))),
                name="drawing_stroke_pain",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawingstroke",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quality__in", ("", "aching", "sharp", "burning", "tingling", "numb", "stiff"))
                ),
                name="drawing_stroke_quality",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawingstroke",
            constraint=models.CheckConstraint(
                condition=models.Q(("intensity", None), ("intensity__lte", 10), _connector="OR"),
                name="drawing_stroke_intensity",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawingstroke",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "undo"), ("undoes__isnull", False)),
                    models.Q(("undoes", None), models.Q(("kind", "undo"), _negated=True)),
                    _connector="OR",
                ),
                name="drawing_stroke_undoes_something",
            ),
        ),
        AppendOnly("assessment_paindrawing"),
        AppendOnly("assessment_drawingstroke"),
    ]
