"""A frozen annual report for the public (年度报告): tables as printed, text, charts, files.

Figures are printed and lead nowhere: the records behind them are the office's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from gongkai.documents import annual_report
from gongkai.documents.report import State as Printed
from gongkai.office.annual_reports.pages import charts
from gongkai.office.annual_reports.pages import report as office_page
from gongkai.office.annual_reports.queries import Reading
from gongkai.rules.annual_report.form import CellKey
from gongkai.web import statutory
from gongkai.web.charts import Chart
from gongkai.web.facts.lists import FileEntry
from gongkai.web.facts.printed import PrintedCell, PrintedTable


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections: its title, its paragraphs, the tables that stand in it."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[PrintedTable, ...]


def sections(reading: Reading) -> Iterator[Section]:
    """Yield the six sections in order."""
    filled = reading.filled
    for section in reading.sections:
        yield Section(
            section.number,
            f"{office_page.NUMERALS[section.number - 1]}、{section.title}",
            section.paragraphs,
            tuple(
                statutory.drawn(filled, table.key, _printed)
                for table in reading.form.tables
                if table.section == section.number
            ),
        )


def _printed(_key: CellKey, cell: PrintedCell) -> PrintedCell:
    return cell


def year_in_charts(reading: Reading) -> list[Chart]:
    """Return the charts of the year that have something to show."""
    with scope(body=reading.body.pk):
        return charts.of_year(reading, is_public=True)


def files(reading: Reading) -> tuple[FileEntry, ...]:
    """Return the downloads."""
    args = [reading.body.code, reading.version.report.year]
    return tuple(
        FileEntry(
            each.name, reverse("portal:report_file", args=[*args, each.kind.lower()]), each.kind,
            icon=each.icon,
        )
        for each in office_page.files(reading)
    )  # fmt: skip


def composed(reading: Reading) -> Any:
    """Return the report as the writers of files take it."""
    version = reading.version
    is_demonstration = settings.DEMONSTRATION or reading.body.is_demonstration
    return annual_report.compose(
        reading.filled,
        made_at=version.frozen_at or version.as_of,
        state=Printed.FROZEN,
        signed_on=timezone.localdate(version.signed_at) if version.signed_at else None,
        notice="演示数据，不是正式文件" if is_demonstration else "",
    )


def title(reading: Reading) -> str:
    """Return the title of the page."""
    return _("%(year)s年政府信息公开工作年度报告") % {"year": reading.version.report.year}
