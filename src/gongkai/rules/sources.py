"""Where a rule comes from (依据): instrument, number, article.

Every rule, datum and finding carries a `Source`, so that a reader can open the text.
This module names sources; it does not hold their wording.
"""

from collections.abc import Mapping
from dataclasses import dataclass


class UnreadableSource(ValueError):
    """A source in a data file lacks its instrument or has a field of the wrong kind."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place in one instrument (法律依据).

    `instrument` is the title without 《》, `number` the document number (文号) or "",
    `article` the place in it as it is cited in Chinese ("第三十三条第二款") or "".
    `note` says what the citation alone does not: practice, doubt, a form's table.
    """

    instrument: str
    number: str
    article: str
    note: str = ""

    def __str__(self) -> str:
        number = f"（{self.number}）" if self.number else ""
        note = f"（{self.note}）" if self.note else ""
        return f"《{self.instrument}》{number}{self.article}{note}"


def from_table(table: object) -> Source:
    """Return the source that a TOML table {instrument, number, article, note} names.

    Raises:
        UnreadableSource: it is no table, lacks `instrument`, or has an unknown or non-text field.
    """
    if not isinstance(table, Mapping):
        raise UnreadableSource(f"A source is a table with an instrument, not {table!r}.")
    unknown = sorted(set(table) - {"instrument", "number", "article", "note"})
    if unknown:
        raise UnreadableSource(f"A source has no field named {', '.join(map(str, unknown))}.")
    fields: dict[str, str] = {"number": "", "article": ""}
    for name, value in table.items():
        if not isinstance(value, str):
            raise UnreadableSource(f"The {name} of a source is text, not {value!r}.")
        fields[str(name)] = value.strip()
    if not fields.get("instrument"):
        raise UnreadableSource("A source names its instrument (文件名称).")
    return Source(**fields)


def regulation(article: str, *, note: str = "") -> Source:
    """Return a place in the Regulation of 2019 (政府信息公开条例, in force 2019-05-15)."""
    return Source("政府信息公开条例", "国务院令第711号", article, note)
