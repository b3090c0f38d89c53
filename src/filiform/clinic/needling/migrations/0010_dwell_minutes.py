"""How many minutes a needle that went in is meant to stay; empty where nobody chose a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("needling", "0009_makers")]

    # The ledger alone makes these rows, and reads 1 to 60 only: a constraint would make the largest table anew.
    operations = [
        migrations.AddField(
            "needleevent", "dwell_minutes", models.PositiveSmallIntegerField(null=True)
        ),
    ]
