"""`gongkai report read`: what reports say, as JSON."""

from pathlib import Path

import click

from gongkai.cli.report import wishes as asked
from gongkai.cli.report import words
from gongkai.cli.report.many import session
from gongkai.cli.report.wishes import Wishes

NOT_AGREED_ON = ("absences", "sections")  # kept with a record, but no keys that programs agreed on


@click.command()
@click.argument("files", nargs=-1, required=True, type=asked.PATH)
@click.option(
    "--json", "as_json", is_flag=True, help="以 JSON 输出（默认） Print JSON (as always)."
)
@asked.many
@click.pass_context
def read(context: click.Context, files: tuple[Path, ...], *, as_json: bool, wishes: Wishes) -> None:
    """Print what the reports in FILES say, as JSON. 读取年度报告。

    One file gives one JSON object, several give one line each, with the name of the file in
    `file`; - is stdin, and a folder stands for the reports below it. A file that cannot be read
    is told on stderr, and the others are read all the same.

    Exit 0: clean. Exit 1: findings. Exit 2: wrong use or unreadable input.

    \b
    Examples 示例:
      gongkai report read report.docx
      gongkai report read 2019.html 2020.xlsx
      gongkai report read - < report.html
      gongkai report read reports --summary summary.xlsx --resume journal.jsonl
    """
    with session.opened(files, wishes) as run:
        for _, kept in run.records():
            if kept.report is None:
                run.refuse(kept)
                continue
            said = {key: kept.report[key] for key in kept.report if key not in NOT_AGREED_ON}
            if not run.is_alone:
                said["file"] = words.name_in_json(kept.file)
            run.say(words.json_text(said, is_alone=run.is_alone))
            run.add(kept, kept.report["findings"])
        code = run.end()
    context.exit(code)
