"""How many minutes a needle is meant to stay in a planned muscle; empty where nobody chose a time."""

from django.db import migrations, models
from django.db.models import Q

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_stretches_and_techniques")]

    # SQLite makes the table anew for a constraint and drops its triggers, so that they come last.
    operations = [
        migrations.AddField(
            "plannedmuscle", "dwell_minutes", models.PositiveSmallIntegerField(null=True)
        ),
        migrations.AddConstraint(
            "plannedmuscle",
            models.CheckConstraint(
                condition=Q(dwell_minutes__isnull=True)
                | Q(dwell_minutes__gte=1, dwell_minutes__lte=60),
                name="planning_dwell_is_1_to_60_minutes",
            ),
        ),
        AppendOnly("planning_plannedmuscle"),
    ]
