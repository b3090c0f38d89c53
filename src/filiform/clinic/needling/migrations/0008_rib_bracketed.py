"""Whether a rib was held between two fingers as a needle went in; empty where nobody was asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("needling", "0007_deviations")]

    operations = [
        migrations.AddField("needleevent", "rib_bracketed", models.BooleanField(null=True)),
    ]
