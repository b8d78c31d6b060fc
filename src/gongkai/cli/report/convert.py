"""`gongkai report convert`: a report that was read, written in another format.

Refuses to overwrite, and to invent the body or the year that a title needs.
"""

from datetime import UTC, datetime
from os.path import isdir
from pathlib import Path
from typing import Any

import click

from gongkai.cli.refusal import Refusal, harmless
from gongkai.cli.report import document, wishes, words
from gongkai.documents import annual_report, formats
from gongkai.documents.formats import Format
from gongkai.documents.report import CannotBeWritten
from gongkai.rules.annual_report import check as checks
from gongkai.rules.annual_report.form import FilledForm

TABLES_ONLY = (Format.XLSX, Format.CSV)
ON_A_TERMINAL = (Format.JSON, Format.CSV, Format.HTML)
NOTICE = "格式转换件，以原件为准"


@click.command()
@click.argument("file", type=wishes.PATH)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Choice([each.value for each in Format]),
    help="目标格式 The format to write.",
)
@click.option(
    "--output",
    "-o",
    type=wishes.PATH,
    help="写到哪个文件或者文件夹，“-”为标准输出；默认为当前文件夹中同名的文件 "
    "The file or folder to write to, - is stdout; by default the same name in this folder.",
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 Overwrite a file that is there.")
@click.option("--body", help="机关全称，代替文件所写的 The body, in place of what FILE tells.")
@click.option(
    "--year",
    type=click.IntRange(1, 9999),
    help="报告年度，代替文件所写的 The report year, in place of what FILE tells.",
)
@wishes.lang
@click.pass_context
def convert(context: click.Context, /, file: Path, target: str, **options: Any) -> None:
    """Write the report in FILE in another format, and print where. 转换年度报告的格式。

    The tables and the words of the six sections are converted; XLSX and CSV hold the tables
    alone. What was read with a doubt follows on stderr.

    Exit 0: clean. Exit 1: read with doubts. Exit 2: wrong use or unreadable input.

    \b
    Examples 示例:
      gongkai report convert report.html --to docx
      gongkai report convert report.docx --to json --output -
      gongkai report convert report.docx --to xlsx --output table.xlsx --force
    """
    filled = document.read(file, body=options["body"], year=options["year"])
    _refuse_nameless(filled, file)
    wanted = Format(target)
    composed = annual_report.compose(
        filled, made_at=datetime.now(UTC), notice=NOTICE, findings=checks.findings(filled)
    )
    try:
        data = formats.write(composed, wanted)
    except CannotBeWritten as error:
        raise Refusal(str(error), str(getattr(error, "message_en", error))) from error
    name = formats.file_name(composed, wanted)
    if str(file) != document.STREAM:
        name = f"{file.stem}.{target}"
    place = options["output"] or Path(name)
    if str(place) == document.STREAM:
        document.send(data, is_text=wanted in ON_A_TERMINAL)
    else:
        place = place / name if isdir(place) else place
        document.write(data, place, force=options["force"])
        click.echo(harmless(str(place)))
    if wanted not in TABLES_ONLY and not any(each.paragraphs for each in filled.sections):
        click.echo(words.without_words(options["lang"]), err=True)
    words.tell(filled.remarks, options["lang"])
    context.exit(wishes.FINDINGS if filled.remarks else 0)


def _refuse_nameless(filled: FilledForm, path: Path) -> None:
    name = document.name_of(path)
    for told, what, what_en, option in (
        (filled.body, "机关名称", "its body", "--body"),
        (filled.year, "报告年度", "its year", "--year"),
    ):
        if not told:
            raise Refusal(
                f"“{name}”没有写明{what}，无法生成标题。请用 {option} 注明。",
                f"“{name}” does not tell {what_en}, which the title needs: give it with {option}.",
            )
