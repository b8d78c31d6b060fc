"""The statutory tables read from the order of a document's text, where no grid parts the cells.

Rows are found by their labels. Digits that are glued together are split by what must hold: the
number of columns, the sums, and what the sentences tell. What these do not decide stays open.
"""

from collections.abc import Sequence
from functools import cache

from gongkai.rules.annual_report.form import Form, Layout
from gongkai.rules.annual_report.reading.flow import anchors, blocks, matrix, strip
from gongkai.rules.annual_report.reading.flow.anchors import bare
from gongkai.rules.annual_report.reading.flow.hints import Hints
from gongkai.rules.annual_report.reading.flow.placing import Gaps
from gongkai.rules.annual_report.reading.flow.stream import Run, runs
from gongkai.rules.annual_report.reading.tables import Reading

__all__ = ["Hints", "bare", "read", "runs", "spoken"]


def read(form: Form, found: Sequence[Run], hints: Hints) -> dict[str, Reading]:
    """Return what a stream of runs holds of each table of a form, by the key of the table."""
    readings: dict[str, Reading] = {}
    start, end, gaps = len(found), len(found), Gaps.UNKNOWN
    for table in form.tables:
        if table.layout is Layout.MATRIX:
            chain = matrix.chain(table, found)
            start, end = (chain[0][0], chain[-1][0] + 1) if chain else (start, end)
            gaps = matrix.gaps(table, found, chain)
            readings[table.key] = matrix.read(form, table, found, chain)
    for table in form.tables:
        if table.layout is Layout.BLOCKS:
            readings[table.key] = blocks.read(table, found[:start], hints, gaps)
        elif table.layout is Layout.STRIP:
            readings[table.key] = strip.read(table, found[end:], gaps)
    return readings


def spoken(form: Form, words: str, others: Sequence[Form]) -> int:
    """Return how many of the labels that only this form has stand in words without spaces and
    punctuation. A label that is a part of another form's label tells nothing."""
    foreign = [label for other in others if other is not form for label in _labels(other)]
    own = {label for label in _labels(form) if not any(label in each for each in foreign)}
    return sum(label in words for label in own)


@cache
def _labels(form: Form) -> frozenset[str]:
    texts = {
        anchors.bare(label.text)
        for _, row, column in form.cells()
        for label in (row.label, column.label)
    }
    return frozenset(text for text in texts if len(text) >= 4)
