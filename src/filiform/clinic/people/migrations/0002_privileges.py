"""A credential says its privileges, techniques and licence; a clinic says how it counts two sides.

Rows that are there already keep `privileges` null, which says that they were entered by areas.
"""

from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly

LICENSED_AS = [("physical_therapist", "Physical therapist"), ("chiropractor", "Chiropractor")]
SIDES = [("one_muscle", "As one muscle"), ("two_muscles", "As two muscles")]


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    # SQLite makes the table anew for each field and drops its triggers, so that they come last.
    operations = [
        migrations.AddField(
            "clinic",
            "side_counting",
            models.CharField(blank=True, choices=SIDES, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            "credential",
            "licensed_as",
            models.CharField(choices=LICENSED_AS, default="physical_therapist", max_length=30),
        ),
        *(
            migrations.AddField("credential", name, models.DateField(blank=True, null=True))
            for name in ("licensed_on", "training_began_on")
        ),
        migrations.AddField(
            "credential", "supervised_sessions", models.PositiveIntegerField(default=0)
        ),
        migrations.AddField(
            "credential",
            "supervision_signed_by",
            models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField("credential", "privileges", models.JSONField(null=True)),
        migrations.AddField("credential", "techniques", models.JSONField(default=list)),
        migrations.AddConstraint(
            "credential",
            models.CheckConstraint(
                condition=models.Q(
                    ("supervised_sessions", 0),
                    models.Q(("supervision_signed_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="credential_supervision_is_signed_off",
            ),
        ),
        AppendOnly("people_credential"),
    ]
