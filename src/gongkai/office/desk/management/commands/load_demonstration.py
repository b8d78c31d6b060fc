"""Load the demonstration where it is not loaded, and say how to look at it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from gongkai.office.bodies.models import Body
from gongkai.office.desk.demonstration import loading, people


class Command(BaseCommand):
    help = "Load the demonstration, the ledger of 2019 and the items of 2026, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="", help="where the site will be served")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *args: Any, address: str = "", dry_run: bool = False, **options: Any) -> None:
        if dry_run:
            state = "已装入" if loading.is_loaded() else "尚未装入"
            self.stdout.write(f"演示数据{state}；未作改动。")
            return
        if not loading.is_loaded():
            loading.load_all(now=timezone.now())
        if address:
            self.stdout.write(_welcome(address))


def _welcome(address: str) -> str:
    code = Body.objects.get(name=people.TOWNSHIP).code
    office = f"{address}office/{code}/"
    log_ins = "\n".join(f"    {each.username:<10}{each.post}" for each in people.LOG_INS)
    return f"""
gongkai 公开  演示环境 demonstration: {address}

  登录 Log in（密码 password: {people.PASSWORD}）
{log_ins}

  先看三处 Three things to look at
    1. 台账 the ledger             {office}registers/postings/?year=2019
    2. 年度报告 the annual report  {office}reports/  → 2019 → 汇总台账
    3. 点开 177 click 177          一个数字背后的每条记录 the records behind a figure

  门户 The public site              {address}

  停止 Stop: Ctrl+C
"""
