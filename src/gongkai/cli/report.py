"""`gongkai report …`: read, check, show and convert annual reports in files, without a database."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from gongkai.documents import annual_report, formats
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.documents.report import CannotBeWritten
from gongkai.rules.annual_report import check as checks
from gongkai.rules.annual_report import exchange, grid
from gongkai.rules.annual_report.form import FilledForm, Finding

FINDINGS, WRONG_USE = 1, 2
_PATH = click.Path(path_type=Path, allow_dash=True)


@click.group()
def report() -> None:
    """Annual reports in files: DOCX, XLSX, HTML, JSON, CSV. 年度报告文件的读取、核对和转换。"""


@report.command()
@click.argument("files", nargs=-1, required=True, type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print JSON (the default here).")
def read(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Print what a report says, as JSON; several files give a line each. 读取年度报告。

    Exit 0 clean, 1 findings, 2 unreadable.

    Example: gongkai report read report.docx --json
    """
    worst = 0
    for path in files:
        filled = _load(path)
        if filled is None:
            worst = WRONG_USE
            continue
        found = _findings(filled)
        worst = max(worst, FINDINGS if found else 0)
        said = exchange.dump(filled, found)
        click.echo(json.dumps(said, ensure_ascii=False, indent=None if len(files) > 1 else 1))
    sys.exit(worst)


@report.command()
@click.argument("files", nargs=-1, required=True, type=_PATH)
@click.option("--previous", type=_PATH, help="上一年度的报告 The report of the year before.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def check(files: tuple[Path, ...], previous: Path | None, lang: str) -> None:
    """Print what the checks find, for people. 核对年度报告。

    Exit 0 clean, 1 findings, 2 unreadable.

    Example: gongkai report check report.docx --previous last-year.docx
    """
    before = _load(previous) if previous else None
    worst = WRONG_USE if previous and before is None else 0
    for path in files:
        filled = _load(path)
        if filled is None:
            worst = WRONG_USE
            continue
        found = _findings(filled, before)
        worst = max(worst, FINDINGS if found else 0)
        click.echo(f"{path}: {filled.body} {filled.year} ({filled.form.edition})")
        for each in found:
            click.echo(f"  {each.rule} {each.severity.value}: {_words(each, lang)}")
    sys.exit(worst)


@report.command()
@click.argument("file", type=_PATH)
def show(file: Path) -> None:
    """Draw the tables of a report in the terminal. 在终端显示三张统计表。

    Example: gongkai report show report.xlsx
    """
    filled = _load(file)
    if filled is None:
        sys.exit(WRONG_USE)
    for table in filled.form.tables:
        drawn = grid.plain(grid.draw(filled, table.key), repeat=False)
        click.echo(drawn.caption)
        for row in drawn.rows:
            click.echo("\t".join(row).rstrip())
        click.echo("")


@report.command()
@click.argument("file", type=_PATH)
@click.option("--to", "target", required=True, type=click.Choice([f.value for f in formats.Format]))
@click.option("--output", "-o", type=_PATH, help="写到哪个文件 The file to write; - is stdout.")
def convert(file: Path, target: str, output: Path | None) -> None:
    """Write a report in another format. 转换年度报告的文件格式。

    Example: gongkai report convert report.json --to docx
    """
    filled = _load(file)
    if filled is None:
        sys.exit(WRONG_USE)
    made_at = datetime(filled.year + 1, 1, 1, tzinfo=UTC)
    try:
        composed = annual_report.compose(filled, made_at=made_at)
        data = formats.write(composed, formats.Format(target))
    except CannotBeWritten as refused:
        click.echo(f"gongkai: {refused}", err=True)
        sys.exit(WRONG_USE)
    place = output or Path(formats.file_name(composed, formats.Format(target)))
    if str(place) == "-":
        sys.stdout.buffer.write(data)
        return
    place.write_bytes(data)
    click.echo(f"{place}", err=True)


def _load(path: Path) -> FilledForm | None:
    """Return the report in a file, or say on stderr why there is none."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return formats.read_report(data, path.name)
    except OSError as error:
        click.echo(f"gongkai: {path}: {error.strerror}", err=True)
    except UnreadableDocument as refused:
        click.echo(f"gongkai: {refused.message}\n{refused.message_en}", err=True)
    return None


def _findings(filled: FilledForm, previous: FilledForm | None = None) -> tuple[Finding, ...]:
    return (*filled.remarks, *checks.findings(filled, previous=previous))


def _words(finding: Finding, lang: str) -> str:
    return finding.message_en if lang == "en" else finding.message
