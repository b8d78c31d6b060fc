"""Give an account a new initial password: for who forgot theirs, or lost the telephone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.office.bodies import actions, initial_password, queries


class Command(BaseCommand):
    help = "Give an account a new initial password and open its lock. 重置初始密码并解除锁定。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *args: Any, username: str, dry_run: bool = False, **options: Any) -> None:
        staff = queries.staff_by_name(username)
        if staff is None:
            raise CommandError(
                f"没有用户名为“{username}”的有效账号。 No active account {username}."
            )
        if dry_run:
            self.stdout.write(f"可以为 {username} 重置初始密码；未作改动。")
            return
        password = initial_password.make()
        actions.renew_password(staff=staff, password=password, by=None, at=timezone.now())
        self.stdout.write(
            f"已重置 {username} 的密码，停用两步验证，解除锁定。\n"
            f"  初始密码 initial password: {password}\n"
            "下次登录时须修改初始密码。"
        )
