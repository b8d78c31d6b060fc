from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules.annual_report import exchange, grid, recognise
from gongkai.rules.annual_report.form import Absence, FilledForm
from tests.rules.annual_report.strategies import Sample, any_form, consistent_form

UNHURRIED = settings(deadline=None, max_examples=60)


def drawn_and_read(filled: FilledForm, *, repeat: bool) -> FilledForm:
    keys = [table.key for table in filled.form.tables]
    grids = [grid.plain(grid.draw(filled, key), repeat=repeat) for key in keys]
    return recognise.match(grids, body=filled.body, year=filled.year)


@UNHURRIED
@given(any_form(), st.booleans())
def test_a_drawn_form_is_recognised_as_itself(sample: Sample, repeat: bool):
    read = drawn_and_read(sample.filled, repeat=repeat)

    assert dict(read.cells) == dict(sample.filled.cells)
    assert (read.form.edition, read.remarks) == (sample.filled.form.edition, ())
    assert read == sample.filled


@UNHURRIED
@given(consistent_form())
def test_a_built_form_is_recognised_as_itself(sample: Sample):
    read = drawn_and_read(sample.filled, repeat=True)

    assert dict(read.cells) == dict(sample.filled.cells)
    assert (read.form.edition, read.remarks) == (sample.filled.form.edition, ())


@UNHURRIED
@given(any_form())
def test_the_exchange_gives_back_every_figure_and_every_null(sample: Sample):
    again = exchange.load(exchange.dump(sample.filled))

    assert {key: cell.value for key, cell in again.cells.items()} == {
        key: cell.value for key, cell in sample.filled.cells.items()
    }
    assert {cell.absence for cell in again.cells.values()} <= {None, Absence.BLANK}
    assert exchange.dump(again) == exchange.dump(sample.filled)


@UNHURRIED
@given(consistent_form())
def test_a_built_form_comes_back_whole_from_the_exchange(sample: Sample):
    assert exchange.load(exchange.dump(sample.filled)) == sample.filled
