"""The audit trail: whole as written, and every kind of tampering found."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from gongkai.office.records import actions, queries
from gongkai.office.records.models import AuditEntry, AuditHead

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def _write(count: int, body_id: int = 7) -> None:
    for number in range(count):
        actions.note(
            body_id=body_id, by=None, at=MORNING + timedelta(minutes=number), verb="record",
            subject=f"thing:{number}", details={"名称": "甲", "count": number},
        )  # fmt: skip


def _tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_never_changes")
        else:
            cursor.execute("DROP FUNCTION IF EXISTS audit_entry_never_changes() CASCADE")
        cursor.execute(sql)


def _faults() -> list[tuple[int, str]]:
    return [(each.sequence, each.fault) for each in queries.breaks()]


def test_a_trail_as_written_is_whole():
    _write(5)
    _write(3, body_id=8)
    assert _faults() == []
    assert queries.entry_count() == 8


def test_a_changed_entry_is_found():
    _write(5)
    _tamper("UPDATE records_auditentry SET staff_label = '别人' WHERE sequence = 3")
    assert _faults() == [(3, "changed")]


def test_a_changed_entry_whose_digest_was_made_to_fit_is_found_at_the_next():
    _write(5)
    entry = AuditEntry.objects.get(sequence=3)
    entry.verb = "withdraw"
    forged = actions.chain.digest(entry)
    _tamper(
        f"UPDATE records_auditentry SET verb = 'withdraw', digest = '{forged}' WHERE sequence = 3"
    )
    assert _faults() == [(4, "reordered")]


def test_a_missing_entry_in_the_middle_is_found():
    _write(5)
    AuditEntry.objects.filter(sequence=2).delete()
    assert _faults() == [(2, "missing")]


def test_a_cut_tail_is_found():
    _write(5)
    AuditEntry.objects.filter(sequence__gte=4).delete()
    assert _faults() == [(4, "missing")]


def test_a_trail_emptied_together_with_its_head_leaves_entries_of_unknown_origin_or_none():
    _write(3)
    AuditHead.objects.all().delete()
    assert _faults() == [(3, "unknown")]


def test_exchanged_entries_are_found():
    _write(5)
    _tamper(
        "UPDATE records_auditentry SET sequence = CASE sequence WHEN 2 THEN 103 ELSE 102 END "
        "WHERE sequence IN (2, 3)"
    )
    _tamper("UPDATE records_auditentry SET sequence = sequence - 100 WHERE sequence > 100")
    assert {sequence for sequence, _fault in _faults()} >= {2, 3}


def test_the_database_refuses_to_change_an_entry():
    _write(1)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        AuditEntry.objects.update(verb="other")


def test_verify_prints_the_breaks_and_ends_with_1(capsys):
    _write(2)
    printed = StringIO()
    call_command("audit_verify", stdout=printed)
    assert "审计记录完整：共 2 条" in printed.getvalue()
    AuditEntry.objects.filter(sequence=1).delete()
    printed = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit_verify", "--json", stdout=printed)
    assert ended.value.code == 1
    assert json.loads(printed.getvalue())["breaks"][0]["fault"] == "missing"


def test_moments_of_a_body_only_grow():
    first = actions.begin(body_id=7, at=MORNING)
    second = actions.begin(body_id=7, at=MORNING - timedelta(hours=1))
    third = actions.begin(body_id=7, at=MORNING)
    other = actions.begin(body_id=8, at=MORNING - timedelta(hours=1))
    assert first < second < third
    assert other < first
