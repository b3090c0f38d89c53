"""The tables of aftercare, as they began."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("needling", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AftercareSheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("facts", models.JSONField()),
                ("content", models.JSONField()),
                ("library_version", models.CharField(max_length=64)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aftercare_sheets",
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
                        related_name="aftercare_sheet",
                        to="needling.needlingsession",
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("on", models.DateField()),
                ("hours_after", models.FloatField()),
                (
                    "answered_by",
                    models.CharField(
                        choices=[("patient", "patient"), ("clinician", "clinician")], max_length=10
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
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
                        related_name="check_ins",
                        to="needling.needlingsession",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="CheckInAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("question", models.CharField(max_length=120)),
                ("value", models.CharField(blank=True, max_length=6)),
                ("soreness", models.PositiveSmallIntegerField(null=True)),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="aftercare.checkin",
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_in_answers",
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
                        to="aftercare.checkinanswer",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="CheckInOutcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("sequence", models.PositiveIntegerField()),
                (
                    "triage",
                    models.CharField(
                        choices=[
                            ("emergency", "emergency"),
                            ("call_clinic", "call_clinic"),
                            ("expected", "expected"),
                        ],
                        max_length=12,
                    ),
                ),
                ("complete", models.BooleanField()),
                ("calls_clinic", models.BooleanField()),
                ("facts", models.JSONField()),
                ("decision", models.JSONField()),
                ("library_version", models.CharField(max_length=64)),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="aftercare.checkin",
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_in_outcomes",
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
            ],
            options={
                "ordering": ["check_in", "sequence"],
            },
        ),
        migrations.CreateModel(
            name="CheckInHandling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("note", models.TextField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_in_handlings",
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
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handlings",
                        to="aftercare.checkinoutcome",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours_after__gte", 0)),
                name="aftercare_check_in_is_after_needling",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("soreness__isnull", True), ("value__in", ("yes", "no", "unsure"))),
                    models.Q(
                        ("soreness__gte", 0),
                        ("soreness__isnull", False),
                        ("soreness__lte", 10),
                        ("value", ""),
                    ),
                    _connector="OR",
                ),
                name="aftercare_answer_is_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("check_in", "question"),
                name="aftercare_answer_first",
            ),
        ),
        migrations.AddIndex(
            model_name="checkinoutcome",
            index=models.Index(
                condition=models.Q(("calls_clinic", True)),
                fields=["clinic", "sequence"],
                name="aftercare_outcome_calls",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinoutcome",
            constraint=models.UniqueConstraint(
                fields=("check_in", "sequence"), name="aftercare_outcome_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinhandling",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="aftercare_handling_says_how"
            ),
        ),
        AppendOnly("aftercare_aftercaresheet"),
        AppendOnly("aftercare_checkin"),
        AppendOnly("aftercare_checkinanswer"),
        AppendOnly("aftercare_checkinoutcome"),
        AppendOnly("aftercare_checkinhandling"),
    ]
