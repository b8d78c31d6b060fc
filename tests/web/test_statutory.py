"""A statutory table drawn for a page: spans, totals and anchors of the grid, words of the page."""

from dataclasses import replace

from gongkai.rules.annual_report.form import CellKey
from gongkai.web import statutory
from tests.documents.reports import numbered


def test_every_figure_is_asked_for_once_and_keeps_its_place():
    asked = []

    def figure(key, plain):
        asked.append(key)
        return replace(plain, title=str(key))

    filled = numbered()
    table = statutory.drawn(filled, "table3", figure, is_given=True)
    assert sorted(asked) == sorted(
        key for key, _row, _column in filled.form.table("table3").cells()
    )
    cells = {cell.anchor: cell for row in table.rows for cell in row if cell.anchor}
    total = cells["table3-total_processed-total"]
    assert total.text == str(filled.value("table3", "total_processed", "total"))
    assert total.total
    assert total.title == "table3.total_processed.total"
    assert not cells["table3-granted-total"].total
    assert table.is_given


def test_labels_keep_their_spans_and_are_asked_nothing():
    table = statutory.drawn(numbered(), "table4", lambda key, plain: plain, caption="表四")
    assert table.caption == "表四"
    assert any(cell.colspan > 1 and cell.is_header for row in table.rows for cell in row)


def test_an_anchor_has_no_stops():
    assert statutory.anchor(CellKey("table2", "fees", "amount_wan")) == "table2-fees-amount_wan"
