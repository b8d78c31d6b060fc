"""`gongkai audit verify`: prove that no audit entry was changed, lost or reordered."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.office.records import queries


class Command(BaseCommand):
    help = "Verify the hash chain of the audit trail. Exit 0 whole, 1 broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = list(queries.breaks())
        if options["json"]:
            found = [
                {"body": each.body_id, "sequence": each.sequence, "fault": each.fault,
                 "message": each.message}
                for each in broken
            ]  # fmt: skip
            result = {"entries": queries.entry_count(), "breaks": found, "heads": queries.heads()}
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            for each in broken:
                self.stdout.write(f"机关 {each.body_id}：{each.message}（{each.fault}）")
            if not broken:
                self.stdout.write(f"审计记录完整：共 {queries.entry_count()} 条，逐条衔接。")
        if broken:
            sys.exit(1)
