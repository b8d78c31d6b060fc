"""What is downloaded reads back to the same form, in every format and both editions."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.rules.annual_report.form import Absence, Cell, CellKey
from tests.documents import reports

# PDF refuses a name that no font can show, after asking every font of the machine
DRAWS_NOTHING = [each for each in Format if each is not Format.PDF]
# examples of each edition; DOCX and PDF are the slow ones
EXAMPLES = {
    Format.DOCX: 8,
    Format.PDF: 6,
    Format.XLSX: 12,
    Format.HTML: 20,
    Format.JSON: 20,
    Format.CSV: 20,
}


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("target", Format)
def test_any_form_reads_back_cell_for_cell(target: Format, edition: str) -> None:
    @settings(
        max_examples=EXAMPLES[target],
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(filled=reports.filled_forms(edition))
    def reads_back(filled):
        written = formats.write(reports.report(filled), target)
        again = formats.read_report(written, f"报告.{target}")
        assert reports.differences(filled, again) == {}
        assert (again.form.edition, again.body, again.year) == (edition, filled.body, filled.year)

    reads_back()


@pytest.mark.parametrize("target", Format)
def test_every_figure_of_its_own_reads_back_to_its_own_place(target: Format) -> None:
    for edition in ("2019", "2021"):
        filled = reports.numbered(edition)
        written = formats.write(reports.report(filled), target)
        assert reports.differences(filled, formats.read_report(written, "报告")) == {}


@pytest.mark.parametrize("target", Format)
def test_nothing_doubtful_is_met_in_our_own_files(target: Format) -> None:
    written = formats.write(reports.report(), target)
    assert formats.read_report(written, "报告").remarks == ()


def test_json_and_csv_keep_apart_what_print_cannot() -> None:
    key = CellKey("table3", "granted", "total")
    for absence in Absence:
        filled = reports.numbered().with_cells({key: Cell(None, absence)})
        for target in (Format.JSON, Format.CSV):
            written = formats.write(reports.report(filled), target)
            assert formats.read_report(written, "报告")[key] == Cell(None, absence)


def test_json_keeps_the_six_sections() -> None:
    written = formats.write(reports.report(), Format.JSON)
    assert formats.read_report(written, "报告.json").sections == reports.SECTIONS


@example("=cmd|'/c calc'!A1")
@example("<script>&amp;]]>\x1f\x00")
@example('甲",乙\r\n丙')
@given(st.text(max_size=30))
@settings(deadline=None, max_examples=3)
def test_any_name_of_a_body_can_be_written(name: str) -> None:
    filled = reports.township()
    strange = type(filled)(filled.form, name, 2019, filled.cells)
    for target in DRAWS_NOTHING:
        written = formats.write(reports.report(strange), target)
        assert reports.differences(filled, formats.read_report(written, "报告")) == {}
