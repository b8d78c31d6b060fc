"""Reports as strangers hand them in: sound, wrong, glued together, of two years."""

from dataclasses import replace
from types import MappingProxyType

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.portal.checking.reading import REPORT, Given
from gongkai.rules.annual_report import editions
from gongkai.rules.annual_report.form import Cell, CellKey, FilledForm, Section
from tests.documents.reports import report

BODY = "海曲市司法局"


def total(row: str) -> CellKey:
    return CellKey("table3", row, "total")


def sound(year: int = 2023, *, carried_in: int = 0, carried_out: int = 0) -> FilledForm:
    """A report of 2021's edition with twelve requests of citizens, all sums in order."""
    form = editions.get("2021")
    cells = {key: Cell(0) for key, _, _ in form.cells()}
    for column in ("natural_person", "total"):
        cells |= {
            CellKey("table3", "new_received", column): Cell(12),
            CellKey("table3", "carried_in", column): Cell(carried_in),
            CellKey("table3", "granted", column): Cell(12 + carried_in - carried_out),
            CellKey("table3", "total_processed", column): Cell(12 + carried_in - carried_out),
            CellKey("table3", "carried_out", column): Cell(carried_out),
        }
    words = Section(1, "总体情况", ("全年在政府网站公开信息180条，收到申请12件。",))
    return FilledForm(form, BODY, year, MappingProxyType(cells), (words,))


def wrong() -> FilledForm:
    """The same, with a total of granted requests that no kind of applicant makes."""
    return sound().with_cells({total("granted"): Cell(21)})


def file(filled: FilledForm, kind: Format = Format.HTML, name: str = "") -> SimpleUploadedFile:
    """The report as a file to upload."""
    data = formats.write(report(replace(filled)), kind)
    return SimpleUploadedFile(name or f"report.{kind.value}", data)


# As a web page gives it when its cells are copied without anything between them.
GLUED = """海曲市司法局2019年政府信息公开工作年度报告
一、总体情况
全年公开政府信息180条。
二、主动公开政府信息情况
第二十条第（一）项
信息内容本年新制作数量本年新公开数量对外公开总数量
规章000
规范性文件898989
第二十条第（五）项
信息内容上一年项目数量本年增/减处理决定数量
行政许可3960181
其他对外管理服务事项100153
"""


def given(filled: FilledForm) -> list[Given]:
    """The report as the page hands it on to be read."""
    return [Given(REPORT, "report.html", formats.write(report(filled), Format.HTML))]
