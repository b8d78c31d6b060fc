"""`gongkai report …`: read, check, show and convert annual reports in files, without a database.

Reads arguments, asks the documents and the rules, prints; nothing is decided here.
"""

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from os.path import isdir
from pathlib import Path
from typing import Any, TypeVar

import click

from gongkai.cli import report_file, report_text, table_text
from gongkai.cli.refusal import Refusal, harmless
from gongkai.documents import annual_report, formats
from gongkai.documents.formats import Format
from gongkai.documents.report import CannotBeWritten, printable
from gongkai.rules.annual_report import check as checks
from gongkai.rules.annual_report import exchange, grid
from gongkai.rules.annual_report.form import FilledForm, Finding

FINDINGS, WRONG_USE = 1, 2
WIDTH_OF_A_PIPE = 100
TABLES_ONLY = (Format.XLSX, Format.CSV)
ON_A_TERMINAL = (Format.JSON, Format.CSV, Format.HTML)
NOTICE = "格式转换件，以原件为准"
_PATH = click.Path(path_type=Path, allow_dash=True)
_Command = TypeVar("_Command", bound=Callable[..., Any])


def _lang(command: _Command) -> _Command:
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        is_eager=True,
        help="文字说明的语言 Language of the words.",
    )(command)


@click.group()
def report() -> None:
    """Annual reports in files: DOCX, PDF, XLSX, HTML, JSON, CSV, text. 年度报告的读取和核对。

    A PDF needs a text layer: scans are not read. PDF 须有文字层，扫描件不能读取。
    """


@report.command()
@click.argument("files", nargs=-1, required=True, type=_PATH)
@click.option(
    "--json", "as_json", is_flag=True, help="以 JSON 输出（默认） Print JSON (as always)."
)
@_lang
@click.pass_context
def read(context: click.Context, files: tuple[Path, ...], *, lang: str, as_json: bool) -> None:
    """Print what the reports in FILES say, as JSON. 读取年度报告。

    One file gives one JSON object, several give one line each; - is stdin. A file that cannot be
    read is told on stderr, and the others are read all the same.

    Exit 0: clean. Exit 1: findings. Exit 2: wrong use or unreadable input.

    \b
    Examples 示例:
      gongkai report read report.docx
      gongkai report read 2019.html 2020.xlsx
      gongkai report read - < report.html
    """
    worst = 0
    for path in files:
        filled = _told(path)
        if filled is None:
            worst = WRONG_USE
            continue
        found = checks.findings(filled)
        worst = max(worst, FINDINGS if found else 0)
        said = exchange.dump(filled, found)
        # What the document does not tell is null here, never a year 0 or an empty name.
        said |= {"body": filled.body or None, "year": filled.year or None}
        click.echo(_json(said, is_alone=len(files) == 1))
    context.exit(worst)


@report.command()
@click.argument("files", nargs=-1, required=True, type=_PATH)
@click.option(
    "--previous", type=_PATH, metavar="FILE", help="上一年度的报告 The report of the year before."
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print JSON.")
@_lang
@click.pass_context
def check(
    context: click.Context,
    files: tuple[Path, ...],
    *,
    previous: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Print what is wrong with the reports in FILES, and what to do. 核对年度报告。

    With --previous, carry-over and change are checked against the report of the year before.
    With --json, one file gives one JSON object, several give one line each; - is stdin.

    Exit 0: clean. Exit 1: findings. Exit 2: wrong use or unreadable input.

    \b
    Examples 示例:
      gongkai report check report.docx
      gongkai report check 2020.xlsx --previous 2019.html
      gongkai report check 2019.html 2020.xlsx --json
    """
    before = report_file.read(previous) if previous else None
    clean = faulty = 0
    for path in files:
        filled = _told(path, before)
        if filled is None:
            continue
        if before and filled.body != before.body:
            click.echo(report_text.of_another_body(filled, before, lang), err=True)
        found = checks.findings(filled, previous=before and _dated(before, filled.year - 1))
        clean, faulty = (clean, faulty + 1) if found else (clean + 1, faulty)
        if as_json:
            click.echo(_json(_plain(path, filled, found), is_alone=len(files) == 1))
        else:
            click.echo("\n".join(report_text.checked(path, filled, found, lang)))
    if len(files) > 1:
        click.echo(report_text.summary(len(files), clean, faulty, lang), err=True)
    context.exit(WRONG_USE if clean + faulty < len(files) else FINDINGS if faulty else 0)


@report.command()
@click.argument("file", type=_PATH)
@_lang
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
    filled = report_file.read(file)
    width = shutil.get_terminal_size((WIDTH_OF_A_PIPE, 0)).columns
    click.echo(report_text.title(filled, lang))
    for table in filled.form.tables:
        drawn = grid.draw(filled, table.key)
        click.echo(f"\n{drawn.caption}")
        click.echo("\n".join(table_text.draw(drawn, width)))
    _tell(filled.remarks, lang)
    context.exit(FINDINGS if filled.remarks else 0)


@report.command()
@click.argument("file", type=_PATH)
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
    type=_PATH,
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
@_lang
@click.pass_context
def convert(context: click.Context, /, file: Path, target: str, **options: Any) -> None:
    """Write the report in FILE in another format, and print where. 转换年度报告的格式。

    The tables are converted; of the words around them only what JSON holds. What was read with
    a doubt follows on stderr.

    Exit 0: clean. Exit 1: read with doubts. Exit 2: wrong use or unreadable input.

    \b
    Examples 示例:
      gongkai report convert report.html --to docx
      gongkai report convert report.docx --to json --output -
      gongkai report convert report.docx --to xlsx --output table.xlsx --force
    """
    filled = report_file.read(file, body=options["body"], year=options["year"])
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
    if str(file) != report_file.STREAM:
        name = f"{file.stem}.{target}"
    place = options["output"] or Path(name)
    if str(place) == report_file.STREAM:
        report_file.send(data, is_text=wanted in ON_A_TERMINAL)
    else:
        place = place / name if isdir(place) else place
        report_file.write(data, place, force=options["force"])
        click.echo(harmless(str(place)))
    if wanted not in TABLES_ONLY and not any(each.paragraphs for each in filled.sections):
        click.echo(report_text.without_words(options["lang"]), err=True)
    _tell(filled.remarks, options["lang"])
    context.exit(FINDINGS if filled.remarks else 0)


def _told(path: Path, before: FilledForm | None = None) -> FilledForm | None:
    """Return the report in one of several files; None where it is refused, which is said."""
    try:
        filled = report_file.read(path)
        return _after(filled, before, path) if before else filled
    except Refusal as refusal:
        refusal.show()
        return None


def _after(filled: FilledForm, before: FilledForm, path: Path) -> FilledForm:
    """Return the report as the one after `before`. Raises Refusal where the years are not so."""
    if filled.year and before.year and before.year != filled.year - 1:
        name = report_file.name_of(path)
        raise Refusal(
            f"“{name}”是{filled.year}年度的报告，--previous 应为{filled.year - 1}年度的，"
            f"而给出的是{before.year}年度的。请换成上一年度的报告。",
            f"“{name}” is the report of {filled.year}, so --previous should be that of "
            f"{filled.year - 1}, but it is that of {before.year}: give the year before.",
        )
    return _dated(filled, before.year + 1) if before.year else filled


def _dated(filled: FilledForm, year: int) -> FilledForm:
    """Return the report with a year where its document tells none: whoever says `--previous`
    says which year it is."""
    return filled if filled.year else replace(filled, year=year)


def _refuse_nameless(filled: FilledForm, path: Path) -> None:
    name = report_file.name_of(path)
    for told, what, what_en, option in (
        (filled.body, "机关名称", "its body", "--body"),
        (filled.year, "报告年度", "its year", "--year"),
    ):
        if not told:
            raise Refusal(
                f"“{name}”没有写明{what}，无法生成标题。请用 {option} 注明。",
                f"“{name}” does not tell {what_en}, which the title needs: give it with {option}.",
            )


def _json(data: dict[str, Any], *, is_alone: bool) -> str:
    return printable(json.dumps(data, ensure_ascii=False, indent=2 if is_alone else None))


def _plain(path: Path, filled: FilledForm, found: Iterable[Finding]) -> dict[str, Any]:
    return {
        "file": str(path),
        "body": filled.body or None,
        "year": filled.year or None,
        "form": filled.form.edition,
        "findings": [exchange.dump_finding(each) for each in found],
    }


def _tell(remarks: Iterable[Finding], lang: str) -> None:
    for line in report_text.findings(remarks, lang):
        click.echo(line, err=True)
