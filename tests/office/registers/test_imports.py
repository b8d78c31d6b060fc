"""Many records from one file: examined row by row, kept apart, confirmed whole or not at all."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope

from gongkai.documents.sheet import read_sheet
from gongkai.office.channels.models import Posting
from gongkai.office.publishing.models import MonthlyCount
from gongkai.office.records.models import AuditEntry
from gongkai.office.registers.catalogue import books
from gongkai.office.registers.columns import open_columns
from gongkai.office.registers.models import BatchState, ImportBatch
from tests.office.channels import factories
from tests.office.publishing import factories as from_publishing

HEADER = ("发布日期", "渠道", "内容标题", "条数", "留存凭证")
GOOD = ("2019-3-5", "短信平台", "惠民政策明白纸", 12, "")
COUNTS = ("月份", "统计事项", "报送部门", "数量", "来源系统")


def workbook(*rows, header=HEADER, formula: str = "") -> SimpleUploadedFile:
    """Return a .xlsx file with a header row."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("发布登记")
        for number, row in enumerate((header, *rows)):
            sheet.write_row(number, 0, row)
        if formula:
            sheet.write_formula("D2", formula, value=12)
    return SimpleUploadedFile("postings.xlsx", buffer.getvalue())


@pytest.fixture
def channel(body):
    with scope(body=body.pk):
        return factories.channel(body)


@pytest.fixture
def upload(client, url, channel):
    """Upload a file and return the page that answers."""

    def send(file, *, book="postings", year=2019):
        return client.post(url("import", book=book), {"file": file, "year": year}, follow=True)

    return send


@pytest.fixture
def refused(clerk, url, channel):
    """Upload a file to a page whose words are not read: they quote the file and its programs."""
    client = Client()
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")

    def send(file):
        return client.post(url("import"), {"file": file, "year": 2019})

    return send


def _problems(page) -> list[tuple[str, str, str]]:
    """Return row, column and sentence of every problem shown."""
    rows = [row.cells for row in page.context["facts"].problems.rows]
    return [
        (place.text.strip("第行"), place.under.split()[-1], message.text)
        for place, message, _found in rows
    ]


def _confirm(client, page, act="all"):
    return client.post(page.request["PATH_INFO"], {"act": act}, follow=True)


def _postings(body) -> list[Posting]:
    with scope(body=body.pk):
        return list(Posting.objects.standing().order_by("pk"))


def test_the_template_filled_as_its_example_is_imported(client, url, body, upload):
    sheet = read_sheet(client.get(url("template")).content, "template.xlsx", columns=HEADER)
    assert sheet.header == HEADER
    page = upload(workbook(GOOD))
    assert page.context["facts"].can_import_all
    assert _postings(body) == []
    done = _confirm(client, page)
    assert "已导入1条记录" in done.content.decode()
    (record,) = _postings(body)
    assert (record.quantity, record.posted_on) == (12, date(2019, 3, 5))
    assert record.origin.startswith("导入 postings.xlsx SHA-256 ")


def test_a_csv_in_the_encoding_of_old_spreadsheets_is_read(client, body, upload):
    text = ",".join(HEADER) + "\n2019年3月5日,短信平台,明白纸,12,\n"
    page = upload(SimpleUploadedFile("postings.csv", text.encode("gb18030")))
    _confirm(client, page)
    assert [each.subject for each in _postings(body)] == ["明白纸"]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (("", *GOOD[1:]), "发布日期", "此项必填"),
        (("三月五日", *GOOD[1:]), "发布日期", "不是有效日期"),
        (("2018-12-30", *GOOD[1:]), "发布日期", "2018年12月30日不在所选的2019年度"),
        ((GOOD[0], "电视台", *GOOD[2:]), "渠道", "请从以下值中选择：短信平台"),
        ((*GOOD[:2], "", *GOOD[3:]), "内容标题", "此项必填"),
        ((*GOOD[:3], -5, ""), "条数", "是负数"),
        ((*GOOD[:3], 1.5, ""), "条数", "不是整数"),
        ((*GOOD[:3], 0, ""), "条数", "条数至少为 1"),
        ((*GOOD[:3], 10**12, ""), "条数", "请核对位数"),
        ((*GOOD[:3], 10**16, ""), "条数", "超出可登记的范围"),
        ((*GOOD[:3], "十二", ""), "条数", "不是数字"),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_nothing_is_imported(
    client, body, upload, row, column, sentence
):
    page = upload(workbook(GOOD, row))
    ((number, named, message),) = _problems(page)
    assert (number, named) == ("3", column)
    assert sentence in message
    _confirm(client, page)
    assert _postings(body) == []


def test_only_the_good_rows_are_imported_where_somebody_says_so(client, body, upload):
    page = upload(workbook(GOOD, ("坏日期", *GOOD[1:]), GOOD))
    assert not page.context["facts"].can_import_all
    done = _confirm(client, page, "good")
    assert "已导入2条记录" in done.content.decode()
    assert len(_postings(body)) == 2


def test_an_import_is_one_act_of_the_audit_trail(client, body, upload):
    page = upload(workbook(GOOD, GOOD))
    before = AuditEntry.objects.count()
    _confirm(client, page)
    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.verb, entry.details["count"]) == ("import", 2)
    assert entry.details["file"] == "postings.xlsx"
    assert len(entry.details["sha256"]) == 64


def test_a_confirmed_batch_cannot_be_confirmed_again(client, body, upload):
    page = upload(workbook(GOOD))
    _confirm(client, page)
    again = _confirm(client, page)
    assert "已导入，不能再次办理" in again.content.decode()
    assert len(_postings(body)) == 1


def test_an_abandoned_batch_counts_nothing_and_cannot_be_confirmed(client, body, upload):
    page = upload(workbook(GOOD))
    _confirm(client, page, "abandon")
    _confirm(client, page)
    assert _postings(body) == []
    with scope(body=body.pk):
        assert ImportBatch.objects.get().state == BatchState.ABANDONED


def test_the_same_file_again_is_warned_of(client, upload):
    same = workbook(GOOD)
    _confirm(client, upload(same))
    same.seek(0)
    page = upload(same)
    content = page.content.decode()
    assert "已经导入过" in content
    assert "与台账中已有的记录完全相同" in content


def test_rows_that_say_the_same_are_pointed_out(upload):
    page = upload(workbook(GOOD, GOOD))
    assert any("第2、3行内容完全相同" in each for each in page.context["facts"].warnings)


def test_a_row_that_names_another_body_is_refused(upload):
    header = ("机关", *HEADER)
    page = upload(workbook(("冯记沟乡", *GOOD), ("高沙窝镇人民政府", *GOOD), header=header))
    ((number, named, message),) = _problems(page)
    assert (number, named) == ("3", "机关")
    assert "属于“高沙窝镇人民政府”" in message


def test_a_file_without_a_needed_column_is_refused_whole(body, upload):
    page = upload(workbook(GOOD[1:], header=HEADER[1:]))
    assert "文件缺少以下列：发布日期" in page.content.decode()
    with scope(body=body.pk):
        assert not ImportBatch.objects.exists()


def test_a_column_that_is_not_known_is_named_and_left_out(client, body, upload):
    page = upload(workbook((*GOOD, "随手记"), header=(*HEADER, "备注")))
    assert any("备注" in each for each in page.context["facts"].warnings)
    _confirm(client, page)
    assert len(_postings(body)) == 1


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("a.xlsx", b""), "是空的"),
        (SimpleUploadedFile("a.xlsx", b"%PDF-1.7 not a sheet"), "不是所需的"),
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04 cut off"), "请"),
        (SimpleUploadedFile("a.csv", b"\xff\xfe\x00\xd8\x00"), "请"),
        (SimpleUploadedFile("a.csv", b"x" * (11 * 1024 * 1024)), "超过上限"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(body, refused, file, sentence):
    page = refused(file)
    assert page.context["form"].errors["file"][0].startswith(("文件", "文本文件"))
    assert sentence in page.context["form"].errors["file"][0]
    with scope(body=body.pk):
        assert not ImportBatch.objects.exists()


def test_a_file_with_a_formula_is_refused_and_names_the_cell(refused):
    page = refused(workbook(GOOD, formula="=10+2"))
    assert "D2 是公式" in page.context["form"].errors["file"][0]


def test_no_file_at_all_is_asked_for(client, url, channel):
    page = client.post(url("import"), {"year": 2019})
    assert "请选择要导入的文件。" in page.content.decode()


def _counts(*rows) -> SimpleUploadedFile:
    return workbook(*rows, header=COUNTS)


PENALTIES = ("2019年3月", "行政处罚处理决定（件）", "综合执法办公室", 12, "行政执法平台")


def test_counts_are_totalled_by_measure_before_they_are_confirmed(client, body, upload):
    page = upload(
        _counts(
            PENALTIES,
            ("2019年4月", *PENALTIES[1:3], 9, "行政执法平台"),
            ("2019-03", "行政事业性收费金额（万元）", "财政所", 160.5964, "非税系统"),
        ),
        book="monthly_counts",
    )
    totals = [[cell.text for cell in row.cells] for row in page.context["facts"].totals.rows]
    assert totals == [
        ["行政处罚处理决定（件）", "2", "21"],
        ["行政事业性收费金额（万元）", "1", "160.5964"],
    ]
    _confirm(client, page)
    with scope(body=body.pk):
        assert MonthlyCount.objects.standing().count() == 3


def test_two_rows_for_one_key_are_refused_and_name_each_other(body, upload):
    page = upload(_counts(PENALTIES, (*PENALTIES[:3], 5, "另一个平台")), book="monthly_counts")
    ((number, _column, message),) = _problems(page)
    assert number == "3"
    assert "与第2行重复登记同一事项" in message


def test_a_row_for_a_key_already_in_the_ledger_is_refused(body, upload):
    with scope(body=body.pk):
        from_publishing.count(body)
    page = upload(_counts(PENALTIES), book="monthly_counts")
    ((number, _column, message),) = _problems(page)
    assert number == "2"
    assert "请在台账中更正原记录" in message


def test_a_key_recorded_between_upload_and_confirmation_stops_the_import(client, body, upload):
    other = (*PENALTIES[:2], "自然资源所", 5, "平台")
    page = upload(_counts(PENALTIES, other), book="monthly_counts")
    with scope(body=body.pk):
        from_publishing.count(body)
    refused = _confirm(client, page)
    assert "上传之后，台账中新登记了相同的事项" in refused.content.decode()
    with scope(body=body.pk):
        assert MonthlyCount.objects.standing().count() == 1


def test_half_a_penalty_in_a_row_is_refused(upload):
    page = upload(_counts((*PENALTIES[:3], 1.5, "平台")), book="monthly_counts")
    ((_row, column, message),) = _problems(page)
    assert column == "数量"
    assert "应为整数" in message


def test_a_book_that_spans_years_takes_rows_of_any_year(client, url, body, upload):
    header = ("事项名称", "类别", "设定依据", "开始实施日期", "取消日期")
    rows = [
        ("违规用火的处罚", "行政处罚", "", "2010-1-1", ""),
        ("草原禁牧的处罚", "行政处罚", "", "2018-5-1", "2019-6-1"),
    ]
    page = upload(workbook(*rows, header=header), book="power_items")
    assert _problems(page) == []
    done = _confirm(client, page)
    assert len(done.context["table"].rows) == 2


def test_a_batch_of_another_body_is_not_found(client, url, body, upload):
    page = upload(workbook(GOOD))
    elsewhere = factories.body("高沙窝镇人民政府")
    address = page.request["PATH_INFO"].replace(body.code, elsewhere.code)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [2_000])
def test_many_rows_are_imported_in_few_queries(
    client, body, upload, count, django_assert_max_num_queries
):
    rows = [
        ("2019-3-5", "短信平台", f"信息{number}", 1 + number % 9, "") for number in range(count)
    ]
    page = upload(workbook(*rows))
    # SQLite takes fewer rows of a wider table at once; the number grows with batches, not rows.
    with django_assert_max_num_queries(64):
        _confirm(client, page)
    assert len(_postings(body)) == count


def test_a_sheet_in_one_language_is_read_on_pages_in_the_other(client, upload, body):
    client.cookies["django_language"] = "en"
    page = upload(workbook(GOOD))
    _confirm(client, page)
    assert [posting.subject for posting in _postings(body)] == ["惠民政策明白纸"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_choice_is_read_in_either_language(client, body, language):
    client.cookies["django_language"] = language
    columns = {each.field: each for each in _open(body, "tickets")}
    assert columns["kind"].read("求助") == columns["kind"].read("Call for help") == "help"


def _open(body, key):
    with scope(body=body.pk):
        return open_columns(books()[key])


def test_a_table_without_rows_offers_nothing_to_confirm(upload):
    page = upload(workbook())
    content = page.content.decode()
    assert "没有可以导入的行" in content
    assert "全部无误" not in content
    assert 'name="act" value="all"' not in content


def test_a_row_of_tomorrow_is_named(upload):
    page = upload(workbook(("2099-3-5", *GOOD[1:]), GOOD))
    ((number, _column, message),) = _problems(page)
    assert number == "2"
    assert "日期晚于今天" in message
