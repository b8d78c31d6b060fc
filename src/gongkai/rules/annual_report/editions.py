"""The editions of the report form (年度报告格式), read from `rules/data/forms/*.toml`.

An edition is one data file: nothing here knows a year or a row. A file that does not make
sense is refused with its place; a year without an edition is refused, never approximated.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

from gongkai.rules import sources
from gongkai.rules.annual_report.form import (
    Alternate,
    Block,
    Column,
    Comparison,
    Form,
    Identity,
    Label,
    Layout,
    Relation,
    Row,
    Selector,
    Table,
    Term,
    Unit,
)
from gongkai.rules.ledger import Measure
from gongkai.rules.sources import Source

_LABEL = frozenset({"text", "gloss", "variants"})
_SELECTOR = frozenset({"measure", "traits"})
_COLUMN = _LABEL | _SELECTOR | {"key", "heads", "unit", "is_total", "said"}
_ROW = _LABEL | _SELECTOR | {"key", "number", "mark", "groups", "sums", "sum_rule", "short", "said"}

Data = Mapping[str, Any]


class UnknownEdition(LookupError):
    """No data file describes the edition or the report year that was asked for."""


class UnreadableForm(ValueError):
    """A data file of a form contradicts itself or says what the engine cannot understand."""


def for_year(year: int) -> Form:
    """Return the edition in force for a report year (报告年度).

    Raises:
        UnknownEdition: no edition tells about that year. Reports before 2019 had no uniform
            tables of this kind and are not forced into them.
    Source: 政府信息公开条例 Art. 50 (the uniform format is published and updated).
    """
    return year_in(all_editions(), year)


def get(edition: str) -> Form:
    """Return the edition of that name ("2019", "2021"). Raises UnknownEdition."""
    for form in all_editions():
        if form.edition == edition:
            return form
    known = "、".join(form.edition for form in all_editions())
    raise UnknownEdition(f"There is no edition {edition!r} of the report form; known: {known}.")


@cache
def all_editions() -> tuple[Form, ...]:
    """Return every edition on file, oldest first."""
    return load(files("gongkai.rules") / "data" / "forms")


def load(folder: Traversable) -> tuple[Form, ...]:
    """Return the editions whose TOML files lie in a folder, oldest first.

    Raises:
        UnreadableForm: a file cannot be understood, or two editions claim the same year.
    """
    named = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    forms = sorted((read(f.read_text("utf-8")) for f in named), key=lambda form: form.first_year)
    for older, newer in pairwise(forms):
        if older.last_year is None or older.last_year >= newer.first_year:
            raise UnreadableForm(
                f"Edition {older.edition} does not end before edition {newer.edition} begins "
                f"({newer.first_year}): give it a `to` date."
            )
    return tuple(forms)


def year_in(forms: Iterable[Form], year: int) -> Form:
    """Return the edition among `forms` that tells about a report year. Raises UnknownEdition."""
    for form in forms:
        if form.first_year <= year and (form.last_year is None or year <= form.last_year):
            return form
    raise UnknownEdition(
        f"No edition of the report form (年度报告格式) tells about {year}: "
        "add one to rules/data/forms/ with its source."
    )


def read(text: str) -> Form:
    """Return the form that the TOML text of one edition describes. Raises UnreadableForm."""
    try:
        data = tomllib.loads(text)
        return _form(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, UnreadableForm):
            raise
        edition = text.split("edition", 1)[-1][:12].strip(' ="\n')
        raise UnreadableForm(f"Edition {edition}: {type(error).__name__}: {error}.") from error


def _form(data: Data) -> Form:
    source = sources.from_table(data["source"])
    tables = tuple(_table(each) for each in data["table"])
    identities = tuple(_identity(each, tables, source) for each in data.get("identity", ()))
    first: date = data["from"]
    last: date | None = data.get("to")
    return Form(
        edition=data["edition"],
        name=_label(data["name"]),
        source=source,
        first_year=first.year,
        last_year=None if last is None else last.year,
        sections=tuple(_label(each) for each in data["section"]),
        tables=tables,
        identities=identities,
        relations=tuple(_relation(each, tables) for each in data.get("relation", ())),
        leaves_out=tuple(_selector(each) for each in data.get("leaves_out", ())),
    )


def _table(data: Data) -> Table:
    groups = {each["key"]: _label(each, also={"key"}) for each in data.get("group", ())}
    return Table(
        key=data["key"],
        section=data["section"],
        title=_label(data["title"]),
        layout=Layout(data["layout"]),
        blocks=tuple(_block(each, groups) for each in data["block"]),
        note=_label(data["note"]) if "note" in data else None,
        as_values=data.get("as_values", False),
        stub=_label(data["stub"]) if "stub" in data else None,
        total_rule=data.get("total_rule", ""),
    )


def _block(data: Data, groups: Mapping[str, Label]) -> Block:
    rows = tuple(_row(each, groups) for each in data["rows"])
    keys = {row.key for row in rows}
    alternates = tuple(
        Alternate(_row(each["row"], groups), tuple(each["stands_for"]))
        for each in data.get("alternate", ())
    )
    for row in rows:
        _known(row.sums, keys, f"The row {row.key} sums")
    for alternate in alternates:
        _known(alternate.stands_for, keys, f"The alternate {alternate.row.key} stands for")
    return Block(
        key=data["key"],
        heading=_label(data["heading"]) if "heading" in data else None,
        columns=tuple(_column(each, groups) for each in data["columns"]),
        rows=rows,
        alternates=alternates,
    )


def _column(data: Data, groups: Mapping[str, Label]) -> Column:
    _known(data, _COLUMN, f"The column {data['key']} has")
    return Column(
        key=data["key"],
        label=_label(data, also=_COLUMN),
        unit=Unit(data["unit"]),
        heads=tuple(groups[key] for key in data.get("heads", ())),
        selects=_selector(data, also=_COLUMN),
        is_total=data.get("is_total", False),
        said=tuple(data.get("said", ())),
    )


def _row(data: Data, groups: Mapping[str, Label]) -> Row:
    _known(data, _ROW, f"The row {data['key']} has")
    mark = data.get("mark", "")
    bare = _label(data, also=_ROW)
    return Row(
        key=data["key"],
        label=Label(mark + bare.text, bare.gloss, bare.variants),
        number=data.get("number", ""),
        groups=tuple(groups[key] for key in data.get("groups", ())),
        selects=_selector(data, also=_ROW),
        sums=tuple(data.get("sums", ())),
        mark=mark,
        sum_rule=data.get("sum_rule", ""),
        short=data.get("short", ""),
        said=tuple(data.get("said", ())),
    )


def _label(data: Data, *, also: Iterable[str] = ()) -> Label:
    _known(data, _LABEL | set(also), f"The label {data['text']} has")
    return Label(data["text"], data["gloss"], tuple(data.get("variants", ())))


def _selector(data: Data, *, also: Iterable[str] = ()) -> Selector:
    _known(data, _SELECTOR | set(also), "A selector has")
    measure = Measure(data["measure"]) if "measure" in data else None
    traits = data.get("traits", {})
    return Selector(measure, {name: tuple(values) for name, values in traits.items()})


def _identity(data: Data, tables: Iterable[Table], source: Source) -> Identity:
    left, right = tuple(data["left"]), tuple(data["right"])
    _known(left + right, _row_keys(tables, data["table"]), f"The identity {data['rule']} names")
    return Identity(data["rule"], data["table"], left, right, source)


def _relation(data: Data, tables: Iterable[Table]) -> Relation:
    left, right = tuple(map(_term, data["left"])), tuple(map(_term, data["right"]))
    rows = tuple(data.get("rows", ()))
    keys = set(_row_keys(tables, data["table"]))
    _known(rows, keys, f"The relation {data['rule']} names")
    terms = _column_keys(tables, data["table"]) if rows else keys
    _known([t.key for t in (*left, *right)], terms, f"The relation {data['rule']} names")
    return Relation(data["rule"], data["table"], left, Comparison(data["test"]), right, rows)


def _term(text: str) -> Term:
    """Return the term that `-@valid` spells: taken away, of the year before, `valid`."""
    sign = -1 if text.startswith("-") else 1
    rest = text.removeprefix("-")
    return Term(rest.removeprefix("@"), sign, rest.startswith("@"))


def _row_keys(tables: Iterable[Table], key: str) -> Iterator[str]:
    return (row.key for t in tables if t.key == key for block in t.blocks for row in block.rows)


def _column_keys(tables: Iterable[Table], key: str) -> Iterator[str]:
    return (c.key for t in tables if t.key == key for block in t.blocks for c in block.columns)


def _known(names: Iterable[str], known: Iterable[str], whose: str) -> None:
    strange = sorted(set(names) - set(known))
    if strange:
        raise UnreadableForm(f"{whose} {', '.join(strange)}, which the form does not know.")
