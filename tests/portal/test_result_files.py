"""The result as a file: made from what the page carries, true to it, and of this site alone."""

import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone
from docx import Document
from python_calamine import CalamineWorkbook

from gongkai.documents import formats
from gongkai.portal.checking import answer, files, reading
from gongkai.portal.checking.files import ResultFormat
from tests.portal import handed_in

DOWNLOAD = "/check/file/"


@pytest.fixture(scope="module")
def found():
    return reading.read(handed_in.given(handed_in.wrong()))


def fetched(visitor, found, kind):
    response = visitor.post(DOWNLOAD, {"sealed": files.seal(found), "kind": kind})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    return response.content


def test_what_a_page_carries_is_what_was_found(found):
    again = files.unseal(files.seal(found))
    assert again.filled.cells == found.filled.cells
    assert again.filled.narrative_counts == found.filled.narrative_counts
    assert again.findings == found.findings
    origins = [cell.provenance.words() for cell in found.filled.cells.values()]
    assert [cell.provenance.words() for cell in again.filled.cells.values()] == origins
    assert any(origins)


def test_json_has_the_agreed_keys_and_every_finding(visitor, found):
    data = json.loads(fetched(visitor, found, "json"))
    assert list(data)[:8] == [
        "body", "year", "form", "table2", "table3", "table4", "narrative_counts", "findings",
    ]  # fmt: skip
    assert [each["rule"] for each in data["findings"]] == [each.rule for each in found.findings]
    assert data["table3"]["granted"][-1] == 21
    assert data["places"]["table3.granted.total"]["text"] == "21"


def test_the_workbook_has_findings_figures_and_counts(visitor, found):
    book = CalamineWorkbook.from_filelike(io.BytesIO(fetched(visitor, found, "xlsx")))
    findings = book.get_sheet_by_name("检查结果").to_python()
    assert [row[1] for row in findings[1:]] == [each.rule for each in found.findings]
    assert all(row[3] and row[5] for row in findings[1:])
    figures = {row[0]: row for row in book.get_sheet_by_name("数据").to_python()}
    assert figures["table3.granted.total"][2] == 21
    assert "第2个表格" in figures["table3.granted.total"][5]
    counts = book.get_sheet_by_name("正文所述数字").to_python()
    assert [row[1] for row in counts[1:]] == [each.n for each in found.filled.narrative_counts]


def test_the_page_and_the_document_say_the_findings_and_keep_the_tables(visitor, found):
    page = fetched(visitor, found, "html")
    document = fetched(visitor, found, "docx")
    words = "\n".join(each.text for each in Document(io.BytesIO(document)).paragraphs)
    for finding in found.findings:
        assert finding.message in page.decode()
        assert finding.message in words
    for data in (page, document):
        assert formats.read_report(data, "result").cells == found.filled.cells


def test_the_name_of_a_file_says_whose_result_it_is(found):
    name = files.file_name(found, ResultFormat.XLSX)
    assert name == "海曲市司法局2023年度报告检查结果.xlsx"


@pytest.mark.parametrize(
    "sealed",
    ["", "x", signing.dumps({"form": "2021"}), signing.dumps({"form": "2021"}, salt=files._SALT)],
    ids=["nothing", "noise", "another seal", "our seal on something else"],
)
def test_what_no_page_of_ours_carried_is_refused(visitor, sealed):
    response = visitor.post(DOWNLOAD, {"sealed": sealed, "kind": "json"})
    assert response.status_code == 422
    assert "请重新检查这份报告" in response.content.decode()


def test_a_result_of_yesterday_is_refused(visitor, found):
    sealed = files.seal(found)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        response = visitor.post(DOWNLOAD, {"sealed": sealed, "kind": "json"})
    assert response.status_code == 422


def test_an_unknown_format_is_not_there(visitor, found):
    sealed = files.seal(found)
    assert visitor.post(DOWNLOAD, {"sealed": sealed, "kind": "exe"}).status_code == 404
    assert visitor.get(DOWNLOAD).status_code == 405


def test_a_page_is_not_filled_by_a_hostile_file(found):
    many = answer.Answer(found.filled, found.findings * 400, name="x")
    passed = answer.load(answer.dump(many))
    assert len(passed.findings) == answer.MOST_FINDINGS
    assert passed.left_out == len(found.findings) * 400 - answer.MOST_FINDINGS
