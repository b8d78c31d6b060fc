"""`gongkai report show`: the tables of a report drawn in the terminal as they are printed."""

from pathlib import Path

import click

from gongkai.cli import table_text
from gongkai.cli.report import document, wishes, words
from gongkai.rules.annual_report import grid


@click.command()
@click.argument("file", type=wishes.PATH)
@wishes.lang
@click.pass_context
def show(context: click.Context, file: Path, *, lang: str) -> None:
    """Draw the tables of the report in FILE in the terminal. 在终端显示统计表。

    What was read with a doubt follows on stderr. `gongkai report read` gives the same as data.

    Exit 0: clean. Exit 1: read with doubts. Exit 2: wrong use or unreadable input.

    \b
    Examples 示例:
      gongkai report show report.xlsx
      gongkai report show - < report.html
    """
    filled = document.read(file)
    width = wishes.terminal_width()
    click.echo(words.title_of(filled, lang))
    click.echo(words.convention(filled, lang))
    for table in filled.form.tables:
        drawn = grid.draw(filled, table.key)
        click.echo(f"\n{drawn.caption}")
        click.echo("\n".join(table_text.draw(drawn, width)))
    words.tell(filled.remarks, lang)
    context.exit(wishes.FINDINGS if filled.remarks else 0)
