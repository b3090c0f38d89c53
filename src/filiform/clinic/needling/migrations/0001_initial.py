"""The tables of needling, as they began."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("episode", "0001_initial"),
        ("people", "0001_initial"),
        ("planning", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NeedlingSession",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("on", models.DateField()),
                ("started_at", models.DateTimeField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needling_sessions",
                        to="people.clinic",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needling_sessions",
                        to="episode.episode",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needling_sessions",
                        to="planning.plan",
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needling_sessions",
                        to="people.practitioner",
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
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="SessionAnswers",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("asked", models.JSONField(default=list)),
                ("new", models.JSONField(default=list)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_answers",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="needling.needlingsession",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "session answers",
                "ordering": ["recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="SessionSignature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField()),
                ("decision", models.JSONField()),
                ("facts", models.JSONField()),
                ("library_version", models.CharField(max_length=64)),
                ("note", models.TextField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_signatures",
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
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="needling.needlingsession",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_signatures",
                        to="people.practitioner",
                    ),
                ),
            ],
            options={
                "ordering": ["-signed_at"],
            },
        ),
        migrations.CreateModel(
            name="NeedleEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("inserted", "inserted"),
                            ("twitch", "twitch"),
                            ("discomfort", "discomfort"),
                            ("sharp_pain", "sharp_pain"),
                            ("removed", "removed"),
                            ("discarded_unused", "discarded_unused"),
                            ("void", "void"),
                        ],
                        max_length=20,
                    ),
                ),
                ("muscle", models.CharField(blank=True, max_length=120)),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("left", "left"), ("right", "right"), ("midline", "midline")],
                        max_length=10,
                    ),
                ),
                ("technique", models.CharField(blank=True, max_length=120)),
                ("quantity", models.PositiveSmallIntegerField(default=1)),
                ("lot", models.CharField(blank=True, max_length=60)),
                ("gauge", models.CharField(blank=True, max_length=20)),
                ("length_mm", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("expires_on", models.DateField(null=True)),
                ("discomfort", models.PositiveSmallIntegerField(null=True)),
                ("voids", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needle_events",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="needling.needlingsession",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["clinic", "kind", "-at"], name="needling_event_last")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="needling_event_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    ["discomfort", "inserted", "removed", "sharp_pain", "twitch"],
                                ),
                                models.Q(("muscle", ""), _negated=True),
                                models.Q(("side", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "discomfort",
                                            "inserted",
                                            "removed",
                                            "sharp_pain",
                                            "twitch",
                                        ],
                                    ),
                                    _negated=True,
                                ),
                                ("muscle", ""),
                                ("side", ""),
                            ),
                            _connector="OR",
                        ),
                        name="needling_event_has_its_muscle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discomfort__isnull", True),
                            models.Q(("discomfort__gte", 0), ("discomfort__lte", 10)),
                            _connector="OR",
                        ),
                        name="needling_discomfort_is_0_to_10",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "void"), ("voids__isnull", False)),
                            models.Q(
                                models.Q(("kind", "void"), _negated=True), ("voids__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="needling_void_names_an_event",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Addendum",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("text", models.TextField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
                        to="needling.needlingsession",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "addenda",
                "ordering": ["recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="needling_addendum_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OffPlanMuscle",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("muscle", models.CharField(max_length=120)),
                (
                    "side",
                    models.CharField(
                        choices=[("left", "left"), ("right", "right"), ("midline", "midline")],
                        max_length=10,
                    ),
                ),
                ("technique", models.CharField(max_length=120)),
                ("reason", models.TextField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="off_plan_muscles",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="off_plan",
                        to="needling.needlingsession",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "muscle", "side"), name="needling_off_plan_once_a_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="needling_off_plan_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResponseMeasure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "when",
                    models.CharField(
                        choices=[("before", "before"), ("after", "after")], max_length=10
                    ),
                ),
                ("pain", models.PositiveSmallIntegerField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="response_measures",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="needling.needlingsession",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pain__gte", 0), ("pain__lte", 10)),
                        name="needling_pain_is_0_to_10",
                    )
                ],
            },
        ),
        AppendOnly("needling_needlingsession"),
        AppendOnly("needling_sessionanswers"),
        AppendOnly("needling_offplanmuscle"),
        AppendOnly("needling_needleevent"),
        AppendOnly("needling_responsemeasure"),
        AppendOnly("needling_sessionsignature"),
        AppendOnly("needling_addendum"),
    ]
