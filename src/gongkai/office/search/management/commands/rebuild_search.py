"""Build this node's search index anew from the outbox, beside the one in use."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.office.search import indexer

STEP = 1_000


class Command(BaseCommand):
    help = "Build the search index anew and turn to it at once. 重建检索索引，建成后立即启用。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self.stdout.write(f"将读取 {indexer.waiting_in_all()} 条索引变更；未作改动。")
            return
        try:
            held = indexer.rebuild(self._tell)
        except RuntimeError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"检索索引已重建并启用，共 {held} 条。")

    def _tell(self, done: int, total: int) -> None:
        if done == total or not done % STEP:
            self.stderr.write(f"已读取 {done} / {total}")
