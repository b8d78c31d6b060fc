"""The reference of the command line is the help of the commands, all of them."""

from pathlib import Path

from click.testing import CliRunner

from gongkai.cli import gongkai
from gongkai.cli.reference import page
from gongkai.config import command

REFERENCE = Path(__file__).parents[2] / "docs/reference/cli.md"


def test_the_reference_is_what_the_commands_say_of_themselves():
    assert command.gongkai is gongkai, "the site's commands join the same group"
    stale = "Run `gongkai reference > docs/reference/cli.md`."
    assert REFERENCE.read_text("utf-8") == page(gongkai), stale


def test_the_reference_prints_itself():
    result = CliRunner().invoke(gongkai, ["reference"])
    assert result.exit_code == 0
    assert "## gongkai deadline" in result.stdout
    assert "## gongkai reference" not in result.stdout
