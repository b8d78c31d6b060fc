"""What was called an item is the entry of what was published: items are now the things themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("publishing", "0001_initial")]

    operations = [
        migrations.RenameModel("Item", "Publication"),
        migrations.AlterModelOptions("Publication", {"verbose_name": "主动公开登记"}),
        migrations.RenameIndex("Publication", new_name="publication_year", old_name="item_year"),
        migrations.RenameIndex(
            "Publication", new_name="publishing__body_id_a97e54_idx",
            old_name="publishing__body_id_c1893b_idx",
        ),
        migrations.AddField(
            "Publication", "item_code",
            models.CharField(blank=True, editable=False, max_length=20),
        ),
    ]
