"""Components: what they render from their facts, and what they refuse."""

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from lxml import html

from gongkai.web import icons
from gongkai.web.facts.lists import Chip, Pager
from gongkai.web.facts.parts import Due
from gongkai.web.facts.printed import PrintedCell, PrintedTable
from gongkai.web.facts.story import FindingEntry, FindingGroup, RecordsSum
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.guide import exhibits


def component(name, **context):
    return html.fromstring(f"<div>{render_to_string(f'components/{name}.html', context)}</div>")


class Question(forms.Form):
    on = forms.DateField(label="公开日期", help_text="公开当天。", required=True)


def test_a_field_is_tied_to_its_hint_and_its_error():
    field = component("form_field", field=Question({})["on"])
    control = field.find(".//input")
    assert control.get("aria-describedby") == "id_on_helptext id_on_error"
    assert control.get("aria-invalid") == "true"
    for each in control.get("aria-describedby").split():
        assert field.xpath(f"//*[@id='{each}']")


def test_the_error_summary_leads_to_the_field():
    summary = component("error_summary", form=Question({}))
    assert summary.xpath("//a/@href") == ["#id_on"]


def test_a_form_without_errors_has_no_summary():
    assert not component("error_summary", form=Question()).xpath("//a")


def _table(rows):
    return DataTable("记录", (Column("标题"), Column("条数", "figure")), rows, Empty("还没有记录"))


def test_the_first_cell_of_a_row_is_its_head_and_opens_it():
    table = component("data_table", table=_table((Row((Cell("通知", url="/1/"), Cell("3"))),)))
    (head,) = table.xpath("//th[@scope='row']")
    assert head.xpath(".//a[@data-gongkai-open]/@href") == ["/1/"]


def test_an_empty_list_says_so_instead_of_an_empty_table():
    table = component("data_table", table=_table(()))
    assert not table.xpath("//table")
    assert "还没有记录" in table.text_content()


def test_a_row_with_too_few_cells_is_refused():
    with pytest.raises(ValueError, match="2 columns, a row has 1 cells"):
        _table((Row((Cell("通知"),)),))


def test_a_column_says_how_it_is_sorted():
    column = Column("日期", sort_url="?sort=on", sorted="descending")
    table = DataTable("记录", (column,), (Row((Cell("x"),)),), Empty("无"))
    assert component("data_table", table=table).xpath("//th/@aria-sort") == ["descending"]


def _printed(cell):
    head = PrintedCell("处理决定数量", "head", scope="col", colspan=2)
    return component("statutory_table", table=PrintedTable("表", ((head,), (cell,))))


def test_a_figure_is_a_link_that_says_what_it_counts():
    cell = PrintedCell("177", "figure", url="/r/", title="行政处罚：177件", anchor="t2-p")
    table = _printed(cell)
    (link,) = table.xpath("//td[@id='cell-t2-p']/a")
    assert (link.get("href"), link.get("aria-label")) == ("/r/", "行政处罚：177件")


def test_a_finding_is_told_in_words_not_in_colour_alone():
    table = _printed(PrintedCell("3", "figure", finding="error", amended=True))
    assert "有错误" in table.xpath("string(//td)")
    assert "人工更正" in table.xpath("string(//td)")


def test_a_finding_can_say_its_source_and_be_led_back_to():
    entry = FindingEntry(
        "error", "总计不符。", "三、总计", "#cell-a", "", "H3", "finding-1", "《格式》"
    )
    group = FindingGroup("错误 1 处", "error", "error", (entry,), "应当改正。")
    found = component("finding_groups", groups=(group,), level=2)
    (item,) = found.xpath("//li[@id='finding-1']")
    assert "《格式》" in item.text_content()
    assert "应当改正" in found.text_content()
    assert found.xpath("//h2")
    assert not found.xpath("//h3")


def test_a_figure_that_was_not_read_is_told_in_words():
    cell = PrintedCell("未读出", "figure", url="#unread", is_open=True, in_place=True)
    table = _printed(cell)
    assert "未读出，请对照原件" in table.text_content()
    assert not table.xpath("//a[@data-gongkai-drawer]"), "its link stays on the page"


def test_merged_heads_keep_their_spans_and_scope():
    (head,) = _printed(PrintedCell("0", "figure")).xpath("//th")
    assert (head.get("colspan"), head.get("rowspan"), head.get("scope")) == ("2", None, "col")


def test_a_total_row_stands_under_a_thick_rule_from_its_label_on():
    label = PrintedCell("总计", "stub", scope="row")
    rows = ((label, PrintedCell("0", "figure")), (label, PrintedCell("0", "figure", total=True)))
    table = component("statutory_table", table=PrintedTable("表", rows))
    assert [row.get("class") for row in table.xpath("//tr")] == [
        "printed__row",
        "printed__row printed__row--total",
    ]


def test_the_sum_is_written_out():
    assert RecordsSum("177", "件", ("12", "9", "156")).equation == "177 = 12 + 9 + 156"


def test_a_sum_of_nothing_is_zero_written_out():
    assert RecordsSum("0", "件", ()).equation == "0 = 0"


def test_a_sum_that_disagrees_says_so():
    off = component("records_sum", total=RecordsSum("177", "件", ("12",), agrees=False))
    assert "不一致" in off.text_content()


def test_a_chip_takes_its_filter_away():
    chips = component("chips", chips=(Chip("渠道：短信平台", "?month=3"),), clear_url="?")
    assert chips.xpath("//a/@href") == ["?month=3", "?"]


def test_a_pager_shows_only_the_doors_there_are():
    pager = component("pagination", pager=Pager("共 3 条", next_url="?after=3"))
    assert pager.xpath("//a/@rel") == ["next"]


def test_a_due_date_opens_its_explanation():
    due = component("due_tag", due=Due("暂停", "plain", "pause", url="/why/"))
    assert due.xpath("//a/@href") == ["/why/"]


def test_an_unknown_icon_is_refused_with_the_known_ones():
    with pytest.raises(LookupError, match=r"No icon 'unicorn'.*calendar"):
        Template("{% load gongkai %}{% icon 'unicorn' %}").render(Context())


def test_an_icon_is_hidden_from_those_who_listen():
    drawn = Template("{% load gongkai %}{% icon 'desk' %}").render(Context())
    assert 'aria-hidden="true"' in drawn
    assert "icons.svg#desk" in drawn
    assert "desk" in icons.names()


@pytest.mark.parametrize("path", sorted(exhibits.COMPONENTS.glob("*.html")), ids=lambda p: p.stem)
def test_every_component_lists_its_inputs_at_its_head(path):
    assert path.read_text(encoding="utf-8").startswith(("{% comment %}", "{% load"))
    assert exhibits.inputs(path.stem)
