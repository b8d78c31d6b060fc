"""The command group `gongkai`. Each noun has a module of its own, named here and loaded late.

Commands that need the site are added by `gongkai.config.command`, not here.
"""

import click

from gongkai import __version__
from gongkai.cli.late import Late
from gongkai.cli.misuse import BilingualGroup


@click.group(
    cls=BilingualGroup,
    commands=Late(
        {
            "deadline": "gongkai.cli.deadline:deadline",
            "reference": "gongkai.cli.reference:reference",
            "report": "gongkai.cli.report:report",
        }
    ),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="gongkai")
def gongkai() -> None:
    """Government information disclosure from the shell. 政府信息公开命令行。

    Exit 0: clean. Exit 1: findings. Exit 2: wrong use or unreadable input.
    """
