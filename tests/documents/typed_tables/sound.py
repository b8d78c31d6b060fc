"""Rows of typed tables that keep every rule, at random."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from gongkai.rules.tables import Column, ColumnType, TableDefinition, Value
from gongkai.rules.tables.definition import RuleKind
from tests.documents.typed_tables.filling import TODAY

_LETTERS = st.characters(
    codec="gb18030", categories=("L", "N", "P"), exclude_characters="=+-@'\u00a0"
)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identities() -> st.SearchStrategy[str]:
    def made(born: date, serial: int) -> str:
        head = f"640323{born:%Y%m%d}{serial:03d}"
        total = sum(int(a) * w for a, w in zip(head, _IDENTITY_WEIGHTS, strict=True))
        return head + "10X98765432"[total % 11]

    return st.builds(made, st.dates(date(1930, 1, 1), TODAY), st.integers(0, 999))


def credit_codes() -> st.SearchStrategy[str]:
    def made(signs: str) -> str:
        head = f"91640323{signs}"
        total = sum(_CREDIT.index(a) * w for a, w in zip(head, _CREDIT_WEIGHTS, strict=True))
        return head + _CREDIT[-total % 31]

    return st.builds(made, st.text(_CREDIT, min_size=9, max_size=9))


def texts(column: Column) -> st.SearchStrategy[str]:
    return (
        st.text(_LETTERS, min_size=1, max_size=min(column.length, 20))
        .map(str.strip)
        .filter(lambda words: bool(words) and len(words) <= column.length)
    )


def amounts(places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, 10**6).map(lambda n: Decimal(n).scaleb(-places).normalize() + 0)


def values(column: Column) -> st.SearchStrategy[Value]:
    match column.type:
        case ColumnType.DATE:
            return st.dates(date(2015, 1, 1), TODAY)
        case ColumnType.MONEY_YUAN:
            return amounts(2)
        case ColumnType.MONEY_WAN | ColumnType.DECIMAL | ColumnType.PERCENT:
            return amounts(4)
        case ColumnType.COUNT:
            return st.integers(1990, 2050) if column.is_plain else st.integers(0, 10**6)
        case ColumnType.CHOICE:
            return st.sampled_from(column.choices)
        case ColumnType.CREDIT_CODE:
            return credit_codes()
        case ColumnType.IDENTITY:
            return identities()
        case ColumnType.PHONE:
            return st.integers(10**6, 10**7 - 1).map(lambda n: f"0953-{n}")
        case ColumnType.REGION:
            return st.sampled_from(["640323", "640323104", "640323104001"])
        case _:
            return texts(column)


@st.composite
def rows(draw: st.DrawFn, table: TableDefinition) -> dict[str, Value]:
    """One row that is right."""
    row: dict[str, Value] = {}
    for column in table.columns:
        is_blank = not column.is_required and draw(st.booleans())
        row[column.key] = None if is_blank else draw(values(column))
    for column in table.columns:
        if row[column.key] is None and column.is_required_in(row):
            row[column.key] = draw(values(column))
    # Parts stand below their sum, so what is computed is set from the bottom up.
    for column in reversed(table.columns):
        _keep_rules(column, row)
    for column in table.columns:
        _keep_rules(column, row)
    return row


def _keep_rules(column: Column, row: dict[str, Value]) -> None:
    for rule in column.rules:
        value = row[column.key]
        others = [row[key] for key in rule.columns]
        if value is None or None in others:
            continue
        match rule.kind:
            case RuleKind.NOT_BEFORE:
                row[column.key] = max(value, others[0])
            case RuleKind.AT_MOST:
                row[column.key] = min(value, others[0])
            case RuleKind.SUM:
                row[column.key] = sum(others, Decimal())
            case RuleKind.PRODUCT:
                row[column.key] = Decimal(f"{others[0] * others[1]:.2f}").normalize() + 0
            case RuleKind.ONLY_WHEN if others[0] not in rule.values:
                row[column.key] = None


@st.composite
def lists(draw: st.DrawFn, table: TableDefinition) -> list[dict[str, Value]]:
    """A few rows that are right together."""
    found = draw(st.lists(rows(table), min_size=1, max_size=6))
    kept: dict[object, dict[str, Value]] = {}
    for row in found:
        kept.setdefault(table.natural_key_of(row), row)
    result = list(kept.values())
    for column in table.columns:
        if any(rule.kind is RuleKind.UNIQUE for rule in column.rules):
            unique = {row[column.key]: row for row in reversed(result) if row[column.key]}
            result = [r for r in result if not r[column.key] or unique[r[column.key]] is r]
    for balance in table.balances:
        result = [row for row in result if row[balance.by] in balance.left]
        total = sum((row[balance.column] for row in result), Decimal())
        other = dict(draw(rows(table)))
        other[balance.by], other[balance.column] = min(balance.right), total
        result.append(other)
    return result


def day_after(day: date, days: int = 1) -> date:
    return day + timedelta(days=days)
