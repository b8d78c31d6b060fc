"""Deliveries remember that they may be out; those that were tried before this may all be."""

from django.db import migrations, models


def remember(apps, schema_editor):
    """Mark what was tried and is not known to have stayed inside: one recall too many harms none."""
    delivery = apps.get_model("channels", "Delivery")
    published = delivery.objects.filter(act="publish")
    published.exclude(state="planned").exclude(state="cancelled").update(may_be_out=True)
    told = apps.get_model("channels", "Message").objects.filter(
        outcome__in=("accepted", "arrived", "unknown", "sending")
    )
    published.filter(pk__in=told.values("delivery_id")).update(may_be_out=True)


class Migration(migrations.Migration):
    dependencies = [("channels", "0002_deliveries")]

    operations = [
        migrations.AddField("delivery", "may_be_out", models.BooleanField(default=False)),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
