"""Where the basket above every page leads."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0003_faqpage_landingpage_legalpage"),
    ]

    operations = [
        migrations.AddField(
            model_name="navigationsettings",
            name="basket_page",
            field=models.ForeignKey(
                blank=True,
                help_text="Where the basket above every page leads. Empty: no basket.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.page",
            ),
        ),
    ]
