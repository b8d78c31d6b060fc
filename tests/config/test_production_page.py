"""docs/howto/production.md names every setting, and no setting that there is not."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/howto/production.md").read_text(encoding="utf-8")
NAME = re.compile(r"GONGKAI_[A-Z_]*[A-Z]")


def used() -> set[str]:
    """Return the names that the source reads; a secret may also be read from a file."""
    found = {"GONGKAI_SECRET_KEY_FILE"}
    for path in (ROOT / "src").rglob("*.py"):
        found |= set(NAME.findall(path.read_text(encoding="utf-8")))
    return found


def test_every_setting_has_a_row_in_the_table_and_every_row_a_setting():
    rows = set(re.findall(r"^\| `(GONGKAI_[A-Z_]+)` \|", PAGE, re.M))

    assert rows == used()


def test_the_text_names_no_setting_that_there_is_not():
    assert set(NAME.findall(PAGE)) <= used()


def test_the_commands_of_the_page_exist():
    commands = set(re.findall(r"gongkai manage ([a-z_]+)", PAGE))

    assert {"migrate", "open_office", "renew_password"} <= commands
    assert commands <= set(get_commands())
