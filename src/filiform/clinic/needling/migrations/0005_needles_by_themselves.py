"""Every needle by itself: events that counted needles become one event a needle, with what else can happen to it.

What was recorded is kept, needle by needle and always with the same identifiers; see
`filiform.clinical.ledger.quantities`.
"""

import uuid
from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from filiform.clinic.audit.append_only import AppendOnly, drop_statements
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.ledger.quantities import QuantityEvent, derived, needle_by_needle, nth
from filiform.kernel.side import Side

closing = import_module("filiform.clinic.needling.migrations.0002_signed_sessions_are_closed")
TABLE = "needling_needleevent"
TABLES = (TABLE, "needling_eventdelivery", "needling_lateevent")
OLD_CONSTRAINTS = (
    "needling_event_counts",
    "needling_event_has_its_muscle",
    "needling_discomfort_is_0_to_10",
    "needling_void_names_an_event",
)
TYPES = (
    "opened",
    "inserted",
    "adjusted",
    "twitch",
    "discomfort",
    "sharp_pain",
    "pain_recognised",
    "bent",
    "emergency_stop",
    "broken",
    "removed",
    "dropped",
    "recovered",
    "retained_escalated",
    "discarded",
    "void",
)


def open_table(apps: Any, schema_editor: Any) -> None:
    """Take the triggers off for the length of this migration, which is one transaction."""
    vendor = schema_editor.connection.vendor
    on_table = "" if vendor == "sqlite" else f' ON "{TABLE}"'
    for statement in drop_statements(vendor, TABLE):
        schema_editor.execute(statement)
    schema_editor.execute(f'DROP TRIGGER IF EXISTS "{TABLE}_signed"' + on_table)


def tell_needle_by_needle(apps: Any, schema_editor: Any) -> None:
    """Each row keeps its id and what it says, and becomes the first of as many as it counted."""
    model = apps.get_model("needling", "NeedleEvent")
    sessions = model.objects.order_by().values_list("session", flat=True).distinct()
    for session in list(sessions):
        rows = {str(row.pk): row for row in model.objects.filter(session=session)}
        told = {one.id: one for one in needle_by_needle(map(_counted, rows.values()))}
        made = _discomfort_by_itself(rows)
        for row in rows.values():
            for number in range(_copies(row, rows)):
                event = told.get(nth(str(row.pk), number))
                if event is None:
                    continue
                said = {
                    "type": event.type.value,
                    "needle": uuid.UUID(event.needle) if event.needle else None,
                    "voids": uuid.UUID(event.voids) if event.type == "void" else None,
                    "device_at": row.at,
                    "score": row.score if event.type == "discomfort" else None,
                }
                if number == 0:
                    model.objects.filter(pk=row.pk).update(**said)
                else:
                    made.append(_copy(row, uuid.UUID(event.id), said))
        model.objects.bulk_create(made)


def _discomfort_by_itself(rows: dict[str, Any]) -> list[Any]:
    """A discomfort that stood with another event becomes one of its own, unless that event was taken back."""
    taken_back = {str(row.voids) for row in rows.values() if row.voids}
    return [
        _copy(
            row,
            uuid.UUID(derived(identifier, "discomfort")),
            {"type": "discomfort", "needle": None, "voids": None, "device_at": row.at},
        )
        for identifier, row in rows.items()
        if row.score is not None and row.type != "discomfort" and identifier not in taken_back
    ]


def _counted(row: Any) -> QuantityEvent:
    return QuantityEvent(
        id=str(row.pk),
        kind=row.type,
        at=row.at,
        quantity=row.quantity,
        place=MuscleSide(row.muscle, Side(row.side)) if row.muscle else None,
        discomfort=row.score,
        voids=str(row.voids) if row.voids else "",
    )


def _copies(row: Any, rows: dict[str, Any]) -> int:
    meant = rows.get(str(row.voids)) if row.voids else row
    return 1 if meant is None else int(meant.quantity)


def _copy(row: Any, identifier: uuid.UUID, said: dict[str, Any]) -> Any:
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**kept | said | {"id": identifier, "quantity": 1})


def check_now(apps: Any, schema_editor: Any) -> None:
    """PostgreSQL alters no table while foreign keys of new rows wait to be checked."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def choices(*values: str) -> list[tuple[str, str]]:
    """Values as a field offers them."""
    return [(value, value) for value in values]


def words(length: int, *offered: str) -> Any:
    """A field of words that may be empty."""
    return models.CharField(
        blank=True,
        default="",
        max_length=length,
        **({"choices": choices(*offered)} if offered else {}),
    )


def key(to: str, related_name: str, **options: Any) -> Any:
    """A foreign key that keeps what it points to."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to, **options
    )


def row(plural: str, related_name: str) -> list[tuple[str, Any]]:
    """The fields that every row of a session has."""
    return [
        (
            "id",
            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
        ),
        ("recorded_at", models.DateTimeField()),
        ("clinic", key("people.clinic", plural)),
        ("recorded_by", key(settings.AUTH_USER_MODEL, "+")),
        ("session", key("needling.needlingsession", related_name)),
    ]


ADDED = {
    "delivery": key("needling.eventdelivery", "events", null=True),
    "device_at": models.DateTimeField(null=True),
    "needle": models.UUIDField(null=True),
    "frequency_hz": models.FloatField(null=True),
    "pulse_width_us": models.FloatField(null=True),
    "intensity_ma": models.FloatField(null=True),
    "minutes": models.FloatField(null=True),
    "recognised": models.BooleanField(null=True),
    "out_mm": models.FloatField(null=True),
    "fragment": models.UUIDField(null=True),
    "against": models.JSONField(default=list),
}
ADDED_WORDS = {
    "approach": words(200),
    "depth_band": words(20, "under_skin", "in_muscle", "to_bone"),
    "manipulation": words(20, "static", "pistoning"),
    "container": words(60),
    "recovered_by": words(120),
    "witnessed_by": words(120),
    "escalated_to": words(120),
}


WITHOUT_NEEDLE = ("emergency_stop", "void")
NEEDLE_MAY_BE_SAID = ("twitch", "discomfort", "sharp_pain", "pain_recognised")
IN_MUSCLE = ("inserted", *NEEDLE_MAY_BE_SAID)


def is_one_of(*types: str) -> Q:
    """Whether an event is of one of these types."""
    return Q(type__in=sorted(types))


def only_with(kind: str, **given: object) -> Q:
    """Whether something stands with this type of event, and with no other."""
    return (Q(type=kind) & ~Q(**given)) | (~Q(type=kind) & Q(**given))


def above_zero(name: str) -> Q:
    """Whether a number is not given, or more than nothing."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": 0})


CONSTRAINTS = {
    "needling_event_has_a_type": is_one_of(*TYPES),
    "needling_event_has_its_needle": is_one_of(*NEEDLE_MAY_BE_SAID)
    | (is_one_of(*WITHOUT_NEEDLE) & Q(needle__isnull=True))
    | (~is_one_of(*WITHOUT_NEEDLE, *NEEDLE_MAY_BE_SAID) & Q(needle__isnull=False)),
    "needling_event_has_its_muscle": (is_one_of(*IN_MUSCLE) & ~Q(muscle="") & ~Q(side=""))
    | (~is_one_of(*IN_MUSCLE) & ~Q(muscle="") & ~Q(side=""))
    | (~is_one_of(*IN_MUSCLE) & Q(muscle="", side="")),
    "needling_discomfort_is_0_to_10": only_with("discomfort", score__isnull=True)
    & (Q(score__isnull=True) | Q(score__gte=0, score__lte=10)),
    "needling_pain_is_recognised_or_not": only_with("pain_recognised", recognised__isnull=True),
    "needling_void_names_an_event": only_with("void", voids__isnull=True),
    "needling_recovered_is_witnessed": only_with("recovered", recovered_by="")
    & only_with("recovered", witnessed_by=""),
    "needling_retained_is_escalated": only_with("retained_escalated", escalated_to=""),
    "needling_settings_are_above_zero": above_zero("frequency_hz")
    & above_zero("pulse_width_us")
    & above_zero("intensity_ma")
    & above_zero("minutes")
    & above_zero("length_mm"),
}


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_privileges"),
        ("needling", "0004_found_and_minutes"),
    ]

    operations = [
        migrations.RunPython(open_table),
        *(migrations.RemoveConstraint("needleevent", name) for name in OLD_CONSTRAINTS),
        migrations.RemoveIndex("needleevent", "needling_event_last"),
        migrations.RenameField("needleevent", "kind", "type"),
        migrations.RenameField("needleevent", "discomfort", "score"),
        migrations.CreateModel(
            name="EventDelivery",
            fields=[
                *row("event_deliveries", "deliveries"),
                ("is_report", models.BooleanField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("clock_offset_seconds", models.FloatField(default=0)),
                ("said", models.JSONField(default=dict)),
            ],
            options={"ordering": ["recorded_at"], "verbose_name_plural": "event deliveries"},
        ),
        migrations.CreateModel(
            name="LateEvent",
            fields=[
                *row("late_events", "late_events"),
                ("delivery", key("needling.eventdelivery", "late_events")),
                ("event", models.JSONField()),
            ],
            options={"ordering": ["recorded_at", "id"]},
        ),
        *(migrations.AddField("needleevent", name, field) for name, field in ADDED.items()),
        *(
            migrations.AddField("needleevent", name, field, preserve_default=False)
            for name, field in ADDED_WORDS.items()
        ),
        migrations.AlterField("needleevent", "length_mm", models.FloatField(null=True)),
        migrations.AlterField(
            "needleevent", "type", models.CharField(choices=choices(*TYPES), max_length=20)
        ),
        migrations.RunPython(tell_needle_by_needle),
        migrations.RunPython(check_now),
        migrations.RemoveField("needleevent", "quantity"),
        migrations.AlterField("needleevent", "device_at", models.DateTimeField()),
        migrations.AddIndex(
            "needleevent",
            models.Index(fields=["clinic", "type", "-at"], name="needling_event_last"),
        ),
        *(
            migrations.AddConstraint(
                "needleevent", models.CheckConstraint(condition=condition, name=name)
            )
            for name, condition in CONSTRAINTS.items()
        ),
        *(AppendOnly(table) for table in TABLES),
        migrations.RunPython(closing.close_tables((TABLE,))),
    ]
