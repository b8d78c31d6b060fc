"""The rules a report is checked by (检查规则): number, source, severity, words for the clerk.

The wording lies in `rules/data/report_checks.toml`; this module fills it in. It checks nothing.
"""

import re
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

# 21、1,100余、18万
NUMBER = r"(?<!\d)(?P<digits>\d[\d,]{0,14}(?:\.\d{1,6})?)(?!\d)(?P<scale>[万亿]?)(?P<round>[余多]?)"
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


@dataclass(frozen=True, slots=True)
class Claim:
    """A known wording of a number in the text, and the sums of cells that it may be.

    The sentence must speak of `about` and not of `not_about`; `per` of what the text counts are
    one of the table.
    """

    name: Label
    patterns: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]
    whole: bool
    accepts: tuple[tuple[CellKey, ...], ...]
    about: re.Pattern[str] | None = None
    not_about: re.Pattern[str] | None = None
    per: int = 1


@dataclass(frozen=True, slots=True)
class Fees:
    """How fee income is told, and the cells of requests closed for an unpaid fee."""

    income: re.Pattern[str]
    unpaid: tuple[CellKey, ...]


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


def claims() -> tuple[Claim, ...]:
    """Return the wordings of numbers that rule W4 knows."""
    return _book().claims


def narrower() -> re.Pattern[str]:
    """Return the words after which a number tells of a part only."""
    return _book().narrower


def fees() -> Fees:
    """Return what rule W5 looks for."""
    return _book().fees


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
        name, name_en = f"{name}“{numbered(row)}”行", f"{name_en}, row “{row.label.gloss}”"
    for column in (c for b in table.blocks for c in b.columns):
        if column.key == cell.column:
            name = f"{name}“{column.label.text}”列"
            name_en = f"{name_en}, column “{column.label.gloss}”"
            break
    return {"place": name, "place_en": name_en}


def numbered(row: Row) -> str:
    """Return number and name: 三（一）予以公开, 三（三）1.属于国家秘密, 四、结转下年度."""
    if not row.number or row.number.endswith("）"):
        return row.number + row.name
    return f"{row.number}{'、' if row.number[-1] in NUMERALS else '.'}{row.name}"


def row_label(form: Form, cell: CellKey) -> tuple[str, str]:
    """Return the name of a cell's row and its gloss, the key where the form lacks the row."""
    known = any(table.key == cell.table for table in form.tables)
    row = _row(form, cell) if known else None
    return (cell.row, cell.row) if row is None else (row.name, row.label.gloss)


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
    claims: tuple[Claim, ...]
    narrower: re.Pattern[str]
    fees: Fees


@cache
def _book() -> _Book:
    text = (files("gongkai.rules") / "data" / "report_checks.toml").read_text("utf-8")
    data = tomllib.loads(text)
    alike = data["likeness"]
    return _Book(
        {each["id"]: _rule(each) for each in data["rule"]},
        {each["level"]: _deadline(each) for each in data["deadline"]},
        Likeness(alike["shingle"], alike["shortest"], alike["alike_percent"]),
        tuple(_claim(each) for each in data["claim"]),
        re.compile(data["claims"]["narrower"]),
        Fees(_pattern(data["fees"]["income"]), tuple(map(CellKey.parse, data["fees"]["unpaid"]))),
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


def _claim(data: Mapping[str, Any]) -> Claim:
    return Claim(
        name=Label(data["name"]["text"], data["name"]["gloss"]),
        patterns=tuple(map(_pattern, data["patterns"])),
        none=tuple(map(re.compile, data.get("none", ()))),
        whole=data.get("whole", False),
        accepts=tuple(tuple(map(CellKey.parse, cells)) for cells in data["accepts"]),
        about=re.compile(data["about"]) if "about" in data else None,
        not_about=re.compile(data["not_about"]) if "not_about" in data else None,
        per=data.get("per", 1),
    )


def _pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of a wording, `{n}` standing for a number."""
    return re.compile(text.replace("{n}", NUMBER))
