"""Checks between years and between columns: carry-over (H4) and what practice expects (W).

The relations are data of the edition. A term that a form does not have, or that has no figure,
leaves its relation undecided; so a relation ends by itself where an edition changes.
"""

from collections.abc import Iterator

from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.check.context import Context
from gongkai.rules.annual_report.check.sums import Member, Sum, compared
from gongkai.rules.annual_report.form import (
    Cell,
    CellKey,
    Column,
    Comparison,
    FilledForm,
    Finding,
    Relation,
    Row,
    Term,
)
from gongkai.rules.ledger import Number


def findings(
    filled: FilledForm, previous: FilledForm | None, context: Context
) -> Iterator[Finding]:
    """Yield the broken relations of a report, with last year's where it is given.

    Raises:
        ValueError: `previous` is not the report of the year before.
    """
    if previous is not None and previous.year != filled.year - 1:
        raise ValueError(
            f"The report before {filled.year} is that of {filled.year - 1}, not {previous.year}."
        )
    for relation in filled.form.relations:
        for cell, left, right in _instances(filled, previous, relation, context):
            if not _holds(relation.test, left.total, right.total):
                told = compared(right, left)
                yield rulebook.finding(
                    relation.rule,
                    cell,
                    expected=right.total,
                    found=left.total,
                    arithmetic=told["arithmetic"],
                    words={**told, **rulebook.place(filled.form, cell)},
                )


def _holds(test: Comparison, left: Number, right: Number) -> bool:
    if test is Comparison.EQUALS:
        return left == right
    if test is Comparison.AT_LEAST:
        return left >= right
    return left != 0 or right == 0


def _instances(
    filled: FilledForm, previous: FilledForm | None, relation: Relation, context: Context
) -> Iterator[tuple[CellKey, Sum, Sum]]:
    """Yield, for each row or column that the relation holds for, its cell and both sides."""
    table = filled.form.table(relation.table)
    for block in table.blocks:
        rows = {row.key: row for row in block.rows}
        columns = {column.key: column for column in block.columns}
        for key in relation.rows or columns:
            if relation.rows and key not in rows:
                continue
            if not relation.rows and context.reclassified_applicants and not columns[key].is_total:
                continue
            sides = [
                _side(
                    filled, previous, relation, terms, key, rows if not relation.rows else columns
                )
                for terms in (relation.left, relation.right)
            ]
            left, right = sides
            if left is not None and right is not None:
                first = relation.left[0].key
                cell = (key, first) if relation.rows else (first, key)
                yield CellKey(table.key, *cell), left, right


def _side(
    filled: FilledForm,
    previous: FilledForm | None,
    relation: Relation,
    terms: tuple[Term, ...],
    key: str,
    named: dict[str, Row] | dict[str, Column],
) -> Sum | None:
    """Return one side of a relation, None where a term of it is not there."""
    members = []
    for term in terms:
        report = previous if term.before else filled
        if report is None or term.key not in named:
            return None
        place = (key, term.key) if relation.rows else (term.key, key)
        cell: Cell = report[CellKey(relation.table, *place)]
        if cell.value is None:
            return None
        thing = named[term.key]
        name = thing.name if isinstance(thing, Row) else thing.label.text
        gloss = thing.label.gloss
        if term.before:
            name, gloss = f"上年报告的{name}", f"last year's {gloss}"
        members.append(Member(name, gloss, cell, term.sign))
    return Sum(tuple(members))
