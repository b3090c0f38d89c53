"""The tables of the audit trail, as they began."""

from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("clinic_id", models.UUIDField(primary_key=True, serialize=False)),
                ("sequence", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("clinic_id", models.UUIDField()),
                ("sequence", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("actor_id", models.UUIDField(null=True)),
                ("actor_role", models.CharField(max_length=20)),
                ("action", models.CharField(max_length=100)),
                ("subject_model", models.CharField(max_length=100)),
                ("subject_id", models.CharField(max_length=40)),
                ("details", models.JSONField(default=dict)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["clinic_id", "sequence"],
                "indexes": [
                    models.Index(fields=["subject_model", "subject_id"], name="audit_event_subject")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("clinic_id", "sequence"), name="audit_event_place"
                    )
                ],
            },
        ),
        AppendOnly("audit_auditevent"),
    ]
