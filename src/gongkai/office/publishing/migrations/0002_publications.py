"""What was called an item is the entry of what was published: items are now the things themselves."""

from django.db import migrations, models


def rename_indexes(apps, schema_editor):
    """Free the names that the new table of items needs: PostgreSQL keeps those of the old one."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
            " AND tablename = 'publishing_publication' AND indexname LIKE 'publishing\\_item\\_%'"
        )
        names = [row[0] for row in cursor.fetchall()]
    quote = schema_editor.quote_name
    for name in names:
        new = name.replace("publishing_item_", "publishing_publication_", 1)[:63]
        schema_editor.execute(f"ALTER INDEX {quote(name)} RENAME TO {quote(new)}")


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
        migrations.RunPython(rename_indexes, migrations.RunPython.noop),
        migrations.AddField(
            "Publication", "item_code",
            models.CharField(blank=True, editable=False, max_length=20),
        ),
    ]
