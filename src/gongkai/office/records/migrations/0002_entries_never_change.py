"""The database itself refuses to change an audit entry; a lost one shows in the chain."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_entry_never_changes BEFORE UPDATE ON records_auditentry
BEGIN SELECT RAISE(ABORT, 'An audit entry never changes.'); END;
"""
POSTGRESQL = """
CREATE FUNCTION audit_entry_never_changes() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'An audit entry never changes.'; END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER audit_entry_never_changes BEFORE UPDATE ON records_auditentry
FOR EACH ROW EXECUTE FUNCTION audit_entry_never_changes();
"""


def forwards(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(statements)


def backwards(apps, schema_editor):
    drop = {
        "sqlite": "DROP TRIGGER audit_entry_never_changes",
        "postgresql": "DROP FUNCTION audit_entry_never_changes() CASCADE",
    }[schema_editor.connection.vendor]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(drop)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
