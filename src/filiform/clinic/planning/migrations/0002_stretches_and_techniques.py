"""A plan names the stretches and the manual techniques that were chosen for its muscles."""

from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]

    # SQLite makes the table anew for each field and drops its triggers, so that they come last.
    operations = [
        *(
            migrations.AddField("plan", name, models.JSONField(blank=True, default=list))
            for name in ("stretches", "manual_techniques")
        ),
        AppendOnly("planning_plan"),
    ]
