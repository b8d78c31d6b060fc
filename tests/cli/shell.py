"""The command line called as a clerk calls it, and small reports to call it with."""

from pathlib import Path

from click.testing import CliRunner, Result

from gongkai.cli import gongkai
from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.rules.annual_report import build, editions
from gongkai.rules.annual_report.form import Cell, CellKey, FilledForm
from tests.documents import reports


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(gongkai, ["report", *map(str, arguments)], input=stdin)


def refused(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr.strip()


def saved(name: str, filled: FilledForm) -> Path:
    path = Path(name)
    path.write_bytes(formats.write(reports.report(filled), Format(path.suffix[1:])))
    return path


def clean(year: int = 2020) -> FilledForm:
    """A report without anything to find: nothing happened in that year."""
    return build.fill(editions.for_year(year), (), body="海曲县青禾乡人民政府", year=year)


def faulty(year: int = 2020) -> FilledForm:
    """A report in which one row does not add up, nor does its column."""
    return clean(year).with_cells({CellKey("table3", "granted", "total"): Cell(7)})


def doubtful() -> bytes:
    """A web page with the tables of a report that tells neither its body nor its year."""
    page = formats.write(reports.report(clean()), Format.HTML).decode()
    unsigned = page[page.index("<table") : page.rindex("</table>")]
    return f"<html><body>{unsigned}".encode()
