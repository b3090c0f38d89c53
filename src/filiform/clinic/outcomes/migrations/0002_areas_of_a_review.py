"""A review keeps the areas of the complaint, by which its thresholds were chosen."""

from typing import ClassVar

from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies: ClassVar = [("outcomes", "0001_initial")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="outcomereview", name="areas", field=models.JSONField(default=list)
        ),
        AppendOnly("outcomes_outcomereview"),
    ]
