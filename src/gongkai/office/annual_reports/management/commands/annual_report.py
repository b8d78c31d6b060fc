"""Print a body's annual report built from the ledger as it stands; nothing is saved."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django_scopes import scope

from gongkai.office.annual_reports import queries
from gongkai.office.bodies.models import Body
from gongkai.rules.annual_report import editions, exchange, grid


class Command(BaseCommand):
    help = "Print the annual report of a body and year, built from the ledger."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--body", required=True, help="the name of the body")
        parser.add_argument("--year", required=True, type=int, help="the report year")
        parser.add_argument("--json", action="store_true", help="print the exchange format")

    def handle(self, *args: Any, body: str, year: int, json: bool = False, **options: Any) -> None:
        found = Body.objects.filter(name=body).first()
        if found is None:
            raise CommandError(f"没有名为“{body}”的机关，请核对全称。No body is named {body!r}.")
        try:
            with scope(body=found.pk):
                reading = queries.unsaved(found, year, at=timezone.now())
                self.stdout.write(_as_json(reading) if json else _as_text(reading))
        except editions.UnknownEdition as unknown:
            raise CommandError(str(unknown)) from None


def _as_json(reading: queries.Reading) -> str:
    said = exchange.dump(reading.filled, reading.findings)
    return json.dumps(said, ensure_ascii=False, indent=1)


def _as_text(reading: queries.Reading) -> str:
    lines = []
    for table in reading.form.tables:
        drawn = grid.plain(grid.draw(reading.filled, table.key), repeat=False)
        lines.append(drawn.caption)
        lines += ["\t".join(row) for row in drawn.rows]
    lines += [finding.message for finding in reading.findings]
    return "\n".join(lines)
