"""What is kept of a reading reads back to the same form, with every place and every doubt."""

from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.office.collected_reports import keeping, reading
from gongkai.rules.annual_report import editions, recognise
from gongkai.rules.annual_report.form import (
    Absence,
    Cell,
    CellKey,
    FilledForm,
    NarrativeCount,
    Section,
)
from gongkai.rules.annual_report.origin import Origin
from tests.office.collected_reports import samples
from tests.rules.annual_report.strategies import Sample, any_form


@given(any_form())
def test_any_form_reads_back(sample: Sample):
    assert keeping.form_from_json(keeping.form_to_json(sample.filled)) == sample.filled


def test_places_words_and_counts_read_back():
    key = CellKey("table2", "punishment", "decisions")
    place = Origin(text="177", page=2, table=1, row=3, column=4, box=(0.1, 0.2, 0.3, 0.4))
    filled = FilledForm(
        editions.get("2021"), "某县", 2021,
        MappingProxyType({
            key: Cell(Decimal("1.50"), unit="万元", provenance=place),
            CellKey("table3", "granted", "total"): Cell(None, Absence.SLASH),
        }),
        (Section(1, "总体情况", ("全年公开180条。",)),),
        (NarrativeCount("公开180条", 180, "条", "网站"),),
    )  # fmt: skip
    back = keeping.form_from_json(keeping.form_to_json(filled))
    assert back == filled
    assert back[key].provenance == place
    assert str(back[key].value) == "1.50"


def test_what_no_database_keeps_is_left_out_of_the_text():
    page = samples.document(Format.HTML).decode().replace("总体情况", "总体&#x1;情况", 1)
    kept = reading.read(page.encode(), "a")
    assert "\x01" not in "".join(kept.document["lines"])


@pytest.mark.parametrize("kind", [Format.HTML, Format.DOCX, Format.PDF, Format.XLSX])
def test_a_reading_reads_back_with_its_remarks_and_places(kind):
    data = samples.wrong(kind)
    read = formats.read(data, "a")
    matched = recognise.match(read.grids, lines=read.lines)
    kept = reading.read(data, "a")
    back = keeping.form_from_json(kept.reading)
    assert back == matched
    assert back.remarks == matched.remarks
    places = {key: cell.provenance for key, cell in matched.cells.items()}
    assert {key: cell.provenance for key, cell in back.cells.items()} == places
    assert any(place.words() for place in places.values())
    document = keeping.document_from_json(kept.document)
    assert document.grids == read.grids
    assert document.lines == read.lines
