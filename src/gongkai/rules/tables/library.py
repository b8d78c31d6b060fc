"""The typed tables on file (`rules/data/tables/`), chosen by date or by version."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from gongkai.rules import effective, sources
from gongkai.rules.catalogue import tables
from gongkai.rules.effective import Dated, NotInForce, Table, UnreadableData
from gongkai.rules.tables.definition import (
    Balance,
    CellRule,
    Column,
    ColumnType,
    Condition,
    Frequency,
    Mask,
    RuleKind,
    Shown,
    TableDefinition,
    UnknownTable,
    mask_of,
)

_ENDING = ".toml"


def get(key: str, on: date) -> TableDefinition:
    """Return a table as defined on a day.

    Raises:
        UnknownTable: there is no such table. NotInForce: it was not defined yet.
    """
    return _history(key).on(on).value


def version(key: str, number: int) -> TableDefinition:
    """Return a table in one version. Raises UnknownTable where there is none."""
    for each in _history(key).entries:
        if each.value.version == number:
            return each.value
    raise UnknownTable(f"The table {key!r} has no version {number}.")


def every(on: date) -> tuple[TableDefinition, ...]:
    """Return all tables that are defined on a day, by key."""
    found = []
    for history in _library().values():
        try:
            found.append(history.on(on).value)
        except NotInForce:
            continue
    return tuple(found)


def read(name: str, data: Mapping[str, object]) -> Dated[TableDefinition]:
    """Return the history of one table that a data file holds.

    Raises:
        UnreadableData: a field is missing, or a version does not rise with its `from`.
    """
    listed = data.get("table")
    if not isinstance(listed, list):
        raise UnreadableData(f"{name} holds no [[table]].")
    # `effective` takes `from` and `source` away; the definition itself carries both.
    whole = [{**each, "began": each.get("from"), "said_by": each.get("source")} for each in listed]
    history = effective.dated(name, whole, _definition)
    numbers = [entry.value.version for entry in history.entries]
    if numbers != sorted(set(numbers)) or {entry.value.key for entry in history.entries} != {name}:
        raise UnreadableData(f"The versions of {name} do not rise, or bear another key.")
    return history


def _history(key: str) -> Dated[TableDefinition]:
    try:
        return _library()[key]
    except KeyError:
        raise UnknownTable(f"There is no table {key!r}.") from None


@cache
def _library() -> dict[str, Dated[TableDefinition]]:
    folder = files("gongkai.rules").joinpath("data", "tables")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(_ENDING))
    return {
        name.removesuffix(_ENDING): read(
            name.removesuffix(_ENDING), effective.read_file("tables", name)
        )
        for name in names
    }


def _definition(table: Table) -> TableDefinition:
    began = table["began"]
    if type(began) is not date:
        raise ValueError("`from` is no date")
    return TableDefinition(
        key=str(table["key"]),
        version=tables.count(table, "version"),
        from_on=began,
        source=sources.from_table(table["said_by"]),
        title=str(table["title"]),
        gloss=str(table["gloss"]),
        category=str(table["category"]),
        frequency=Frequency(str(table["frequency"])),
        natural_key=tables.words(table, "natural_key"),
        columns=tuple(_column(each) for each in tables.listed(table, "column")),
        balances=tuple(
            _balance(each) for each in tables.listed({"balances": [], **table}, "balances")
        ),
        advice=tables.words(table, "advice"),
        advice_en=tables.words(table, "advice_en"),
    )


def _column(table: Table) -> Column:
    column_type = ColumnType(str(table["type"]))
    shown = Shown(str(table["public"]))
    named = str(table.get("mask", ""))
    return Column(
        key=str(table["key"]),
        label=str(table["label"]),
        gloss=str(table["gloss"]),
        type=column_type,
        is_required=tables.truth(table, "required"),
        required_when=_condition(table.get("required_when")),
        length=tables.count(table, "length") or 200,
        choices=tables.words(table, "choices"),
        rules=tuple(_rule(each) for each in tables.listed({"rules": [], **table}, "rules")),
        shown=shown,
        mask=mask_of(column_type, named) if shown is Shown.MASKED else Mask.NONE,
        masked_when=_condition(table.get("masked_when")),
        is_total=tables.truth(table, "total"),
        is_plain=tables.truth(table, "plain"),
        example=str(table.get("example", "")),
        hint=str(table.get("hint", "")),
        hint_en=str(table.get("hint_en", "")),
    )


def _condition(value: object) -> Condition | None:
    if value is None:
        return None
    table = tables.mapping(value)
    return Condition(str(table["column"]), frozenset(tables.words(table, "is")))


def _rule(table: Table) -> CellRule:
    named = (str(table["column"]),) if "column" in table else tables.words(table, "columns")
    limit = table.get("limit")
    return CellRule(
        kind=RuleKind(str(table["rule"])),
        columns=named,
        pattern=str(table.get("pattern", "")),
        limit=None if limit is None else Decimal(str(limit)),
        values=frozenset(tables.words(table, "is")),
        says=str(table.get("says", "")),
        says_en=str(table.get("says_en", "")),
    )


def _balance(table: Table) -> Balance:
    return Balance(
        column=str(table["column"]),
        by=str(table["by"]),
        left=frozenset(tables.words(table, "left")),
        right=frozenset(tables.words(table, "right")),
    )
