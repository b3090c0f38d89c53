"""A lot is a maker's: two makers may have one number. What was written before says no maker, and stays so."""

from django.db import migrations, models

from filiform.clinic.audit.append_only import AppendOnly

TABLES = ("needlelot", "lotrecall")


class Migration(migrations.Migration):
    dependencies = [("supplies", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="needlelot", name="supplies_lot_once"),
        *(
            migrations.AddField(
                model, "maker", models.CharField(blank=True, default="", max_length=100), False
            )
            for model in TABLES
        ),
        *(AppendOnly(f"supplies_{model}") for model in TABLES),
    ]
