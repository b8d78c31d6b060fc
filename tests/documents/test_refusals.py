"""Every bad file is refused with its reason: what happened, to which thing, what to do."""

import contextlib
import csv
import io
import tracemalloc
import zipfile
from dataclasses import replace

import pytest

from gongkai.documents import formats
from gongkai.documents.intake import unreadable
from gongkai.documents.intake.limits import DEFAULT
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.documents.sheet import read_sheet
from tests.documents import files, reports

XXE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b"<worksheet><sheetData><row><c><v>&e;</v></c></row></sheetData></worksheet>"
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(9)
    )
    + b"]><sst><si><t>&j;</t></si></sst>"
)


def refused(data: bytes, name: str, **limits: int) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_sheet(data, name, limits=replace(DEFAULT, **limits))
    return caught.value


def formula(book, sheet) -> None:
    sheet.write_formula(2, 2, "=SUM(B2:B9)", None, 3)


def merged(book, sheet) -> None:
    sheet.merge_range(4, 0, 6, 0, "2019年", book.add_format())


def far_cell(book, sheet) -> None:
    sheet.write(1_048_575, 16_383, "远")


def nested_archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("登记表.xlsx", files.workbook())
    return buffer.getvalue()


CASES = {
    "nothing at all": (b"", "空.xlsx", unreadable.EmptyDocument, "是空的"),
    "only spaces": (b" \r\n\t", "空.csv", unreadable.EmptyDocument, "是空的"),
    "a picture called xlsx": (
        b"\x89PNG\r\n\x1a\n1234", "照片.xlsx", unreadable.WrongKind, "实际内容是图片"),
    "a PDF called xlsx": (b"%PDF-1.7 x", "报告.xlsx", unreadable.WrongKind, "实际内容是PDF"),
    "a web page called xls": (
        b"<html><table><tr><td>1</td></tr></table></html>", "导出.xls",
        unreadable.WrongKind, "实际内容是网页（HTML）"),
    "a program": (b"MZ\x90\x00\x03\x00\x00", "表.csv", unreadable.WrongKind, "无法识别的内容"),
    "an old workbook": (
        files.ole("Workbook"), "旧表.xls", unreadable.LegacyTable, "旧版 .xls 格式"),
    "an old text": (
        files.ole("WordDocument"), "旧文.doc", unreadable.LegacyTable, "旧版 .doc 格式"),
    "an encrypted workbook": (
        files.ole("EncryptedPackage"), "密.xlsx", unreadable.EncryptedDocument, "设有打开密码"),
    "an encrypted archive": (
        files.flagged_encrypted(files.workbook()), "密.xlsx",
        unreadable.EncryptedDocument, "设有打开密码"),
    "a truncated workbook": (
        files.workbook()[:-60], "断.xlsx", unreadable.DamagedDocument, "已损坏（压缩结构不完整）"),
    "markup cut short": (
        files.changed(files.workbook(), xl__worksheets__sheet1_dot_xml=b"<worksheet><row>"),
        "断.xlsx", unreadable.DamagedDocument, "“xl/worksheets/sheet1.xml”不完整"),
    "a workbook without its sheet": (
        files.changed(files.workbook(), xl__worksheets__sheet1_dot_xml=None),
        "缺.xlsx", unreadable.DamagedDocument, "工作表缺失"),
    "an archive of workbooks": (
        nested_archive(), "打包.zip", unreadable.WrongKind, "实际内容是压缩包"),
    "an archive within": (
        files.changed(files.workbook(), xl__embeddings__a_dot_bin=nested_archive()),
        "套.xlsx", unreadable.NestedArchive, "嵌入文件“xl/embeddings/a.bin”"),
    "a text document": (
        formats.write(reports.report(), formats.Format.DOCX), "报告.xlsx",
        unreadable.WrongKind, "不是所需的.xlsx 表格"),
    "an external entity": (
        files.changed(files.workbook(), xl__worksheets__sheet1_dot_xml=XXE),
        "恶意.xlsx", unreadable.ForbiddenMarkup, "文档类型声明（DTD）"),
    "an external entity in UTF-16": (
        files.changed(
            files.workbook(),
            xl__worksheets__sheet1_dot_xml=XXE.decode()
            .replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")),
        "恶意.xlsx", unreadable.ForbiddenMarkup, "文档类型声明（DTD）"),
    "a billion laughs": (
        files.changed(files.workbook(), xl__sharedStrings_dot_xml=LAUGHS),
        "恶意.xlsx", unreadable.ForbiddenMarkup, "“xl/sharedStrings.xml”含有文档类型声明"),
    "macros": (
        files.changed(files.workbook(), xl__vbaProject_dot_bin=b"\x00"),
        "宏.xlsm", unreadable.MacroDocument, "含有宏"),
    "links to another workbook": (
        files.changed(files.workbook(), xl__externalLinks__externalLink1_dot_xml=b"<a/>"),
        "引用.xlsx", unreadable.ExternalLinks, "引用了其他工作簿"),
    "a formula": (
        files.workbook(draw=formula), "公式.xlsx",
        unreadable.FormulaInCell, "单元格 登记表!C3 是公式"),
    "merged data": (
        files.workbook(draw=merged), "合并.xlsx",
        unreadable.MergedCells, "合并单元格 登记表!A5:A7"),
    "an error value": (
        files.changed(
            files.workbook(),
            xl__worksheets__sheet1_dot_xml=files.sheet_markup(files.workbook()).replace(
                b'<c r="B2"><v>3</v></c>', b'<c r="B2" t="e"><v>#REF!</v></c>')),
        "错.xlsx", unreadable.ErrorInCell, "单元格 登记表!B2 显示错误值“#REF!”"),
    "a cell at the end of the world": (
        files.workbook(draw=far_cell), "远.xlsx", unreadable.TooLarge, "最多20000，实际1048576"),
    "a nameless column": (
        files.workbook(header=("公开日期", "", "渠道")), "表.xlsx",
        unreadable.HeaderProblem, "单元格 B1 没有列名"),
    "a column named twice": (
        files.workbook(header=("条数", "条数", "渠道")), "表.xlsx",
        unreadable.HeaderProblem, "列名“条数”重复（B1）"),
    "a value beside the header": (
        files.workbook([("2019-3-5", 3, "短信", "备注")]), "表.xlsx",
        unreadable.HeaderProblem, "单元格 D2 有内容，但该列没有列名"),
    "a formula in text": (
        "日期,条数\r\n2019-3-5,=1+1\r\n".encode(), "表.csv",
        unreadable.FormulaInCell, "单元格 B2 是公式"),
    "a NUL in text": (
        "日期,条数\r\n2019-3-5,1\r\n".encode("utf-8-sig") + b"a\x00b,2\r\n", "表.csv",
        unreadable.WrongKind, "无法识别的内容"),
    "a control character in text": (
        "日期,条数\r\n2019-3-5,\x071\r\n".encode("gb18030"), "表.csv",
        unreadable.UnknownEncoding, "第 2 行含有控制字符"),
    "Big5 text": (
        "公開日期,條數\r\n資訊處,1\r\n電話,2\r\n".encode("big5"), "表.csv",
        unreadable.UnknownEncoding, "编码无法识别"),
    "an open quotation mark": (
        '日期,条数\r\n"2019-3-5,1\r\n'.encode(), "表.csv",
        unreadable.DamagedDocument, "引号不成对"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_its_reason(case: str) -> None:
    data, name, reason, words = CASES[case]
    error = refused(data, name)
    assert type(error) is reason
    assert words in error.message
    assert f"“{name}”" in error.message


@pytest.mark.parametrize("case", CASES)
def test_the_sentence_tells_what_to_do_in_both_languages(case: str) -> None:
    data, name, _, _ = CASES[case]
    error = refused(data, name)
    assert error.message.endswith("。")
    assert "请" in error.message
    assert error.message_en.endswith(".")
    assert name in error.message_en
    assert "{" not in error.message + error.message_en


def test_a_hidden_workbook_is_refused() -> None:
    def hide(book, sheet) -> None:
        book.add_worksheet("空表").hide()

    data = files.workbook(draw=hide)
    markup = files.archive.unpacked(data)["xl/workbook.xml"]
    hidden = markup.replace(b'sheetId="1"', b'sheetId="1" state="veryHidden"')
    error = refused(files.changed(data, xl__workbook_dot_xml=hidden), "隐.xlsx")
    assert type(error) is unreadable.NoSuchSheet


def test_limits_are_named_with_what_was_found() -> None:
    data = files.workbook([("2019-3-5", number, "短信") for number in range(9)])
    assert "最多100，实际" in refused(data, "大.xlsx", file_bytes=100).message
    assert "行数超过上限：最多8，实际" in refused(data, "长.xlsx", rows=8).message
    assert "列数超过上限：最多2，实际3" in refused(data, "宽.xlsx", columns=2).message
    assert "内部文件数超过上限" in refused(data, "多.xlsx", parts=3).message
    unpacked = refused(data, "胀.xlsx", unpacked_bytes=5_000)
    assert "解压后大小（字节）超过上限：最多5,000" in unpacked.message
    assert "单元格 A2 字数超过上限" in refused(data, "字.xlsx", cell_characters=1).message


def test_limits_hold_for_text_too() -> None:
    text = "日期,条数\r\n" + "2019-3-5,1\r\n" * 50
    assert "行数超过上限：最多8" in refused(text.encode(), "长.csv", rows=8).message
    wide = ",".join(f"列{number}" for number in range(3_000))
    assert "列数超过上限：最多200，实际3000" in refused(wide.encode(), "宽.csv").message


def test_a_cell_longer_than_the_csv_module_takes_is_refused() -> None:
    text = "日期,条数\r\n" + "字" * (csv.field_size_limit() + 1)
    assert type(refused(text.encode(), "长.csv")) is unreadable.DamagedDocument


def test_a_zip_bomb_is_refused_without_unpacking_it() -> None:
    data = files.bomb(512 << 20)
    assert len(data) < 1 << 20
    tracemalloc.start()
    error = refused(data, "炸弹.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert type(error) is unreadable.CompressionBomb
    assert peak < 8 << 20


def test_a_zip_bomb_that_lies_about_its_size_is_refused_as_cheaply() -> None:
    data = files.lying(files.bomb(64 << 20), "xl/worksheets/sheet9.xml", 1_000)
    tracemalloc.start()
    error = refused(data, "炸弹.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert type(error) in (unreadable.DamagedDocument, unreadable.CompressionBomb)
    assert peak < 8 << 20


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (files.ole("Workbook"), "报告.xls", unreadable.DamagedDocument),
        (files.ole("EncryptedPackage"), "报告.docx", unreadable.EncryptedDocument),
        (b"%PDF-1.4", "报告.pdf", unreadable.DamagedDocument),
        (b'{"body": "x"}', "报告.json", unreadable.NotAnAnnualReport),
        (b"{", "报告.json", unreadable.NotAnAnnualReport),
        (b'{"year": NaN}', "报告.json", unreadable.NotAnAnnualReport),
        (b'{"a":' * 100_000, "报告.json", unreadable.NotAnAnnualReport),
        (
            b'{"body": "", "year": 2019, "form": "2019", "absences": {"a.b.c": "gone"}}',
            "报告.json",
            unreadable.NotAnAnnualReport,
        ),
        (b"table,row,column,label,value,unit\r\n", "报告.csv", unreadable.NotAnAnnualReport),
        (
            formats.write(reports.report(), formats.Format.CSV).replace(b",177,", b",many,"),
            "报告.csv",
            unreadable.NotAnAnnualReport,
        ),
        (
            formats.write(reports.report(), formats.Format.CSV) + b"table9,a,b,c,1,\r\n",
            "报告.csv",
            unreadable.NotAnAnnualReport,
        ),
        (
            b"<html><table>" + b'<tr><td colspan="1000" rowspan="9">1</td></tr>' * 900,
            "报告.html",
            unreadable.TooLarge,
        ),
        (
            files.changed(
                formats.write(reports.report(), formats.Format.DOCX), word__document_dot_xml=LAUGHS
            ),
            "报告.docx",
            unreadable.ForbiddenMarkup,
        ),
        (
            files.changed(
                formats.write(reports.report(), formats.Format.DOCX), _rels___dot_rels=None
            ),
            "报告.docx",
            unreadable.DamagedDocument,
        ),
    ],
)
def test_documents_that_are_no_report_are_refused(
    data: bytes, name: str, reason: type[UnreadableDocument]
) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        formats.read_report(data, name)
    assert type(caught.value) is reason
    assert caught.value.message.endswith("。")


def test_a_million_nested_tags_are_read_or_refused() -> None:
    data = b"<html><body>" + b"<div>" * 1_000_000 + "文".encode()
    reading = None
    with contextlib.suppress(UnreadableDocument):
        reading = formats.read(data, "深.html")
    assert reading is None or reading.grids == ()
