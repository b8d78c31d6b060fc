"""Found a body and open the account of its administrator: the first step on an empty site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from gongkai.office.bodies import actions, initial_password
from gongkai.office.bodies.models import Body, Kind, Level, Staff
from gongkai.office.bodies.permissions import Role


class Command(BaseCommand):
    help = "Found a body and open the account of its administrator. 建立机关和系统管理员账号。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the body's full name, such as 青山乡人民政府")
        parser.add_argument("--level", choices=Level.values, default=Level.TOWNSHIP)
        parser.add_argument("--kind", choices=Kind.values, default=Kind.GOVERNMENT)
        parser.add_argument("--administrator", required=True, help="the name to log in with")
        parser.add_argument("--post", default="系统管理员", help="the post shown on pages")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        password = initial_password.make()
        try:
            with transaction.atomic():
                body = _open(options, password)
                transaction.set_rollback(options["dry_run"])
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        if options["dry_run"]:
            self.stdout.write(f"可以建立{body.name}和账号 {options['administrator']}；未作改动。")
            return
        self.stdout.write(
            f"已建立{body.name}和系统管理员账号。\n"
            f"  用户名 username: {options['administrator']}\n"
            f"  初始密码 initial password: {password}\n"
            "首次登录时须修改初始密码。"
        )


def _open(options: dict[str, Any], password: str) -> Body:
    at = timezone.now()
    body = actions.found(
        name=options["name"], level=options["level"], kind=options["kind"], parent=None,
        by=None, at=at,
    )  # fmt: skip
    actions.admit(
        staff=Staff(username=options["administrator"], post=options["post"]), password=password,
        body=body, role=Role.ADMINISTRATOR, from_on=timezone.localdate(at), by=None, at=at,
    )  # fmt: skip
    return body
