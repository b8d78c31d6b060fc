"""The check page: what a visitor hands in, and what comes back.

No test here has the mark `django_db`: a query of the page, any at all, would fail it.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from gongkai.documents.formats import Format
from gongkai.portal.checking import reading, uploads
from tests.documents import files
from tests.portal import handed_in
from tests.web_client import PageClient

CHECK = "/check/"


def page(response):
    return html.fromstring(response.content.decode())


def said(response):
    return " ".join(page(response).find(".//main").text_content().split())


def refusals(response):
    return page(response).xpath("//div[@role='alert']//li")


def test_the_front_page_leads_to_it(visitor, db):
    assert CHECK in page(visitor.get("/")).xpath("//footer//a/@href")


def test_the_question_says_its_limits(visitor):
    response = visitor.get(CHECK)
    words = said(response)
    assert "不超过10 MB" in words
    assert "同一网络地址每10分钟最多检查20份" in words
    assert "不写入硬盘和数据库" in words


@pytest.mark.parametrize("kind", [Format.HTML, Format.DOCX, Format.XLSX, Format.PDF, Format.JSON])
def test_a_sound_report_has_no_findings(visitor, kind):
    response = visitor.post(CHECK, {"report": handed_in.file(handed_in.sound(), kind)})
    (verdict,) = page(response).find_class("verdict--success")
    assert "没有发现问题" in verdict.text_content()
    assert handed_in.BODY in said(response)
    assert "2023年" in said(response)


def test_an_error_has_its_sum_its_source_and_a_marked_cell(visitor):
    response = visitor.post(CHECK, {"report": handed_in.file(handed_in.wrong())})
    words = said(response)
    assert "发现 2 处错误" in words
    assert "予以公开 21 = 21，而总计是12" in words
    assert "《政府信息公开工作年度报告格式》" in words
    (cell,) = page(response).xpath("//td[@id='cell-table3-granted-total']")
    assert "printed__cell--error" in cell.get("class")
    (link,) = cell.findall("a")
    (finding,) = page(response).xpath(f"//li[@id='{link.get('href')[1:]}']")
    assert finding.xpath(".//a/@href") == ["#cell-table3-granted-total"]


def test_what_could_not_be_read_is_another_verdict_than_an_error(visitor):
    response = visitor.post(CHECK, {"text": handed_in.GLUED})
    tree = page(response)
    (verdict,) = tree.find_class("verdict--open")
    assert "没有发现问题，另有" in verdict.text_content()
    assert not tree.find_class("findings__group--error")
    (unread,) = tree.xpath("//section[@id='unread']")
    assert "898989" in unread.text_content()
    assert "有几种读法" in unread.text_content()
    assert "整张表" in unread.text_content()
    (cell,) = tree.xpath("//td[@id='cell-table2-normative_docs-made']")
    assert cell.text_content().strip().startswith("未读出")
    assert cell.xpath("a/@href") == ["#unread"]


def test_the_text_and_the_origin_of_every_figure_are_shown(visitor):
    response = visitor.post(CHECK, {"report": handed_in.file(handed_in.sound())})
    words = said(response)
    assert "收到申请12件" in words
    assert "第2个表格" in words
    assert "数字 200 格（其中 0 有" in words


def test_two_years_are_compared(visitor):
    before = handed_in.file(handed_in.sound(2022, carried_out=2), name="2022.html")
    response = visitor.post(
        CHECK, {"report": handed_in.file(handed_in.sound()), "previous": before}
    )
    words = said(response)
    assert f"{handed_in.BODY}（2022年度）" in words
    assert "上一年度报告结转下年度的是2" in words


def test_a_report_of_another_year_is_refused_at_its_field(visitor):
    before = handed_in.file(handed_in.sound(2021), name="2021.html")
    response = visitor.post(
        CHECK, {"report": handed_in.file(handed_in.sound()), "previous": before}
    )
    assert response.status_code == 422
    (refusal,) = refusals(response)
    assert refusal.xpath("a/@href") == ["#check-previous"]
    assert "“2021.html”是2021年度的报告，不是2022年度的" in refusal.text_content()


def test_nothing_handed_in_is_told_so(visitor):
    response = visitor.post(CHECK, {"text": "  \n"})
    assert response.status_code == 422
    assert "还没有报告" in refusals(response)[0].text_content()


def test_a_file_and_a_text_are_one_too_many(visitor):
    given = {"report": handed_in.file(handed_in.sound()), "text": handed_in.GLUED}
    response = visitor.post(CHECK, given)
    assert refusals(response)[0].xpath("a/@href") == ["#check-text"]
    assert "898989" in page(response).xpath("string(//textarea)"), "the text is given back"


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'
HOSTILE = {
    "nothing": (b"", "是空的"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
    "bomb": (files.bomb(64 << 20), "压缩内容异常"),
    "encrypted": (files.ole("EncryptedPackage"), "设有打开密码"),
    "old": (files.ole("WordDocument"), ".doc 格式，本页不读取"),
    "flagged": (files.flagged_encrypted(files.workbook()), "设有打开密码"),
    "damaged": (files.workbook()[:900], "已损坏"),
    "lying": (files.lying(files.workbook(), "xl/worksheets/sheet1.xml", 10), "“"),
    "another table": (files.workbook(), "没有找到年度报告的统计表"),
    "binary": (bytes(range(256)) * 40, "无法识别的内容"),
    "broken pdf": (b"%PDF-1.7\n" + b"0 obj <<" * 2000, "已损坏"),
    "xxe": (files.changed(files.workbook(), xl__workbook_dot_xml=ENTITIES), "DTD"),
    "deep": (b"<html>" + b"<div>" * 200_000, "没有找到"),
    "deep json": (b'{"a":' * 100_000, "不是有效的 JSON"),
    "a huge number": (b'{"form":"2021","year":' + b"9" * 5000 + b"}", "不是年度报告"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence(visitor, name):
    data, words = HOSTILE[name]
    response = visitor.post(CHECK, {"report": SimpleUploadedFile("来件.pdf", data)})
    assert response.status_code == 422
    (refusal,) = refusals(response)
    assert words in refusal.text_content()


def test_a_hostile_name_is_only_words(visitor):
    named = handed_in.file(handed_in.sound(), name="<script>alert(1)</script>\r\n报告.html")
    response = visitor.post(CHECK, {"report": named})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_a_file_over_the_limit_is_told_its_size(visitor):
    large = SimpleUploadedFile("large.pdf", b"%PDF-1.7\n" + bytes(uploads.MOST_BYTES))
    response = visitor.post(CHECK, {"report": large})
    assert response.status_code == 422
    assert "超过10 MB" in refusals(response)[0].text_content()


def test_far_too_much_is_refused_before_it_is_read(visitor, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES_OF_ALL", 1000)
    monkeypatch.setattr(uploads.InMemory, "new_file", lambda *given, **named: 1 / 0)
    response = visitor.post(CHECK, {"report": SimpleUploadedFile("large.pdf", bytes(2000))})
    assert response.status_code == 413
    assert "每个文件不超过10 MB" in said(response)


def test_the_twenty_first_report_from_one_address_waits(visitor, monkeypatch):
    answer = reading.read(handed_in.given(handed_in.sound()))
    monkeypatch.setattr(reading, "read", lambda files: answer)
    given = {"text": handed_in.GLUED}
    assert {visitor.post(CHECK, given).status_code for _ in range(20)} == {200}
    response = visitor.post(CHECK, given)
    assert response.status_code == 429
    assert response["Retry-After"]
    assert "每10分钟最多检查20份" in said(response)
    assert visitor.post(CHECK, given, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_foreign_page_cannot_hand_in():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(CHECK, {"text": handed_in.GLUED}).status_code == 403
    assert strict.post("/check/file/", {"sealed": "", "kind": "json"}).status_code == 403


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (lambda: {"report": handed_in.file(handed_in.wrong())}, "Found: 2 errors"),
        (lambda: {"report": handed_in.file(handed_in.sound())}, "No problems found"),
        (lambda: {"text": handed_in.GLUED}, "cells could not be read"),
        (lambda: {"text": "没有表格"}, "No statutory table of an annual report was found"),
        (dict, "There is no report yet"),
    ],
    ids=["wrong", "sound", "unread", "refused", "nothing"],
)
def test_the_answer_is_complete_in_english(given, words):
    english = PageClient(headers={"accept-language": "en"})
    assert words in said(english.post(CHECK, given()))
