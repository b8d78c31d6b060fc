"""PDFs of every manner of drawing: what is printed is read right or left open, never wrong."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents import formats
from gongkai.rules.annual_report.form import Cell, CellKey
from tests.documents import reports
from tests.documents.pdf_text import drawn
from tests.documents.pdf_text.drawn import Manner

MANNERS = {
    "lines": Manner(),
    "heads on every page": Manner(head_again=True, running="海曲市政务公开办公室"),
    "cell boxes": Manner(rules="boxes", footer="第 {} 页 共 9 页"),
    "cell boxes apart": Manner(rules="boxes apart"),
    "thin boxes for lines": Manner(rules="thin boxes", text="characters"),
    "open at the sides": Manner(rules="open sides", footer="{}"),
    "level rules alone": Manner(rules="level rules"),
    "no rules": Manner(rules="none"),
    "no rules, left aligned": Manner(rules="none", left_aligned=True, head_again=True),
    "bold by drawing twice": Manner(text="twice"),
    "drawn backwards": Manner(text="backwards", rules="thin boxes"),
    "turned pages": Manner(turned=True),
    "mirrored margins": Manner(shift=12.0),
}
MANY = settings(
    deadline=None, max_examples=3, suppress_health_check=[HealthCheck.too_slow,
                                                           HealthCheck.data_too_large]
)  # fmt: skip
UNRULED = ("no rules", "no rules, left aligned", "level rules alone")


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_figure_reads_back_to_its_own_place(manner: str, edition: str) -> None:
    filled = reports.numbered(edition)
    again = formats.read_report(drawn.report(filled, MANNERS[manner]), "报告.pdf")
    assert reports.differences(filled, again) == {}
    assert (again.form.edition, again.body, again.year) == (edition, filled.body, filled.year)


@pytest.mark.parametrize("manner", [each for each in MANNERS if each not in UNRULED])
def test_any_form_reads_back_cell_for_cell(manner: str) -> None:
    @MANY
    @given(st.sampled_from(["2019", "2021"]).flatmap(reports.filled_forms))
    def reads_back(filled) -> None:
        again = formats.read_report(drawn.report(filled, MANNERS[manner]), "报告.pdf")
        found = {place: pair for place, pair in reports.differences(filled, again).items()
                 if pair[1].value is not None}  # fmt: skip
        assert found == {}

    reads_back()


@pytest.mark.parametrize("manner", UNRULED)
def test_without_rules_no_cell_is_wrong(manner: str) -> None:
    @MANY
    @given(st.sampled_from(["2019", "2021"]).flatmap(reports.filled_forms))
    def is_right_or_open(filled) -> None:
        again = formats.read_report(drawn.report(filled, MANNERS[manner]), "报告.pdf")
        wrong = {place: pair for place, pair in reports.differences(filled, again).items()
                 if pair[1].value is not None}  # fmt: skip
        assert wrong == {}

    is_right_or_open()


def test_a_cell_left_empty_without_rules_stays_empty() -> None:
    key = CellKey("table3", "granted", "research")
    filled = reports.numbered().with_cells({key: Cell(None, reports.Absence.BLANK)})
    data = drawn.report(filled, MANNERS["no rules"])
    assert reports.differences(filled, formats.read_report(data, "报告.pdf")) == {}


def test_a_figure_that_runs_over_its_rule_is_left_open() -> None:
    sheet = drawn.Sheet(Manner())
    sheet.paragraph("第二十条第（五）项中行政许可的处理决定数量见下表")
    for left, words, x in ((60, "行政许可", 65), (120, "1234567", 158), (180, "", 180)):
        sheet.border(left, 700, left + 60, 680, outer=False)
        sheet.put(x, 686, words, 10)
    (grid,) = formats.read(sheet.saved(), "报告.pdf").grids
    assert grid.rows == (("行政许可", "1234…", "567…"),)


def test_a_figure_knows_its_place_on_the_page() -> None:
    data = drawn.report(reports.numbered(), MANNERS["lines"])
    origin = formats.read_report(data, "报告.pdf")[
        CellKey("table2", "regulations", "made")
    ].provenance
    assert (origin.page, origin.text) == (1, "1001")
    assert origin.box is not None
    left, top, right, bottom = origin.box
    assert 0 < left < right < 1
    assert 0 < top < bottom < 1


def test_every_line_knows_its_page() -> None:
    reading = formats.read(
        drawn.report(reports.numbered(), replace(Manner(), rules="none")), "a.pdf"
    )
    assert len(reading.line_pages) == len(reading.lines)
    assert list(reading.line_pages) == sorted(reading.line_pages)
    assert reading.line_pages[-1] > 1
