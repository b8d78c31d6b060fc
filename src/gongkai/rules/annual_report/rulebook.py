"""The rules a report is checked by (检查规则): number, source, severity, words for the clerk.

The wording lies in `rules/data/report_checks.toml`; this module fills it in. It checks nothing.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.rules import sources
from gongkai.rules.annual_report.form import CellKey, Finding, Form, Label, Row, Severity
from gongkai.rules.ledger import Number
from gongkai.rules.sources import Source

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `says` states it, `message` is what a clerk reads where it is broken."""

    id: str
    severity: Severity
    source: Source
    says: str
    says_en: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, in the year after the report year, on which a level may publish."""

    level: str
    name: Label
    month: int
    day: int
    source: Source


@dataclass(frozen=True, slots=True)
class Likeness:
    """When two texts are alike: shingles of so many characters, so many per cent in common."""

    shingle: int
    shortest: int
    alike_percent: int


def rule(rule_id: str) -> Rule:
    """Return the rule of that number. Raises KeyError where there is none."""
    return _book().rules[rule_id]


def rules() -> tuple[Rule, ...]:
    """Return every rule in the order of the book."""
    return tuple(_book().rules.values())


def deadline(level: str) -> Deadline | None:
    """Return the publication deadline of a level of body, None where no rule names it."""
    return _book().deadlines.get(level)


def likeness() -> Likeness:
    """Return the bounds of rule W7."""
    return _book().likeness


def finding(
    rule_id: str,
    cell: CellKey | None,
    *,
    expected: Number | str | None = None,
    found: Number | str | None = None,
    arithmetic: str = "",
    words: Mapping[str, object] | None = None,
    cells: tuple[CellKey, ...] = (),
) -> Finding:
    """Return the finding of a broken rule, its wording filled in with `words`."""
    broken = rule(rule_id)
    told = {
        "expected": show(expected),
        "found": show(found),
        "arithmetic": arithmetic,
        **(words or {}),
    }
    return Finding(
        rule=rule_id,
        severity=broken.severity,
        cell=cell,
        expected=expected,
        found=found,
        arithmetic=arithmetic,
        source=broken.source,
        message=broken.message.format_map(told),
        message_en=broken.message_en.format_map(told),
        cells=cells,
    )


def show(value: Number | str | None) -> str:
    """Return a value as people write it: no exponent, nothing for an absence."""
    if value is None:
        return "（空）"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def place(form: Form, cell: CellKey) -> dict[str, str]:
    """Return the words `place` and `place_en` for a cell; a row or column "" means all of it."""
    table = form.table(cell.table)
    name, name_en = f"表{NUMERALS[table.section - 1]}", f"Table {table.section}"
    row = _row(form, cell)
    if row is not None:
        numbered = f"{row.number} {row.name}".strip()
        name, name_en = f"{name}“{numbered}”", f"{name_en}, “{row.label.gloss}”"
    for column in (c for b in table.blocks for c in b.columns):
        if column.key == cell.column:
            name = f"{name}“{column.label.text}”"
            name_en = f"{name_en}, “{column.label.gloss}”"
            break
    return {"place": name, "place_en": name_en}


def row_name(form: Form, table: str, key: str) -> str:
    """Return the label of a row without its number, the key itself where the form lacks it."""
    row = _row(form, CellKey(table, key, ""))
    return key if row is None else row.name


def _row(form: Form, cell: CellKey) -> Row | None:
    for block in form.table(cell.table).blocks:
        for row in (*block.rows, *(each.row for each in block.alternates)):
            if row.key == cell.row:
                return row
    return None


@dataclass(frozen=True, slots=True)
class _Book:
    rules: Mapping[str, Rule]
    deadlines: Mapping[str, Deadline]
    likeness: Likeness


@cache
def _book() -> _Book:
    text = (files("gongkai.rules") / "data" / "report_checks.toml").read_text("utf-8")
    data = tomllib.loads(text)
    alike = data["likeness"]
    return _Book(
        {each["id"]: _rule(each) for each in data["rule"]},
        {each["level"]: _deadline(each) for each in data["deadline"]},
        Likeness(alike["shingle"], alike["shortest"], alike["alike_percent"]),
    )


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(
        id=data["id"],
        severity=Severity(data["severity"]),
        source=sources.from_table(data["source"]),
        says=data["says"],
        says_en=data["says_en"],
        message=data["message"],
        message_en=data["message_en"],
    )


def _deadline(data: Mapping[str, Any]) -> Deadline:
    name = Label(data["name"]["text"], data["name"]["gloss"])
    source = sources.from_table(data["source"])
    return Deadline(data["level"], name, data["month"], data["day"], source)
