"""Bake the public site: the door to `portal.baking`."""

import json
import time
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gongkai.portal.baking import bake
from gongkai.portal.baking.rewriting import Site


class Command(BaseCommand):
    """`bake OUT --address https://…`"""

    help = "Write the public site as plain files, or what changed since it was written last."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the folder and the addresses."""
        parser.add_argument("out")
        parser.add_argument("--address", default="")
        parser.add_argument("--application", default="")
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--full", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bake, and say in a line what was done."""
        site = Site(
            (options["address"] or settings.PUBLIC_ADDRESS).rstrip("/"),
            options["application"].rstrip("/"),
        )
        wish = bake.Wish(
            Path(options["out"]), site, is_whole=options["full"], processes=options["processes"]
        )
        began = time.monotonic()
        try:
            done = bake.run(wish)
        except bake.BakeRefused as error:
            raise CommandError(str(error)) from error
        seconds = round(time.monotonic() - began, 2)
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(done), "seconds": seconds}))
            return
        kind = "全部" if done.is_whole else "变更"
        told = f"写入 {done.written} 个文件，删除 {done.removed} 个，用时 {seconds} 秒"
        self.stdout.write(f"已烘焙（{kind}）：{told}。")
