"""The entries of the catalogue (法定主动公开内容), by level and kind of body and by date.

Entries are data (`rules/data/catalogue/entries.toml`); here they are chosen and set as a tree.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.rules import effective
from gongkai.rules.catalogue import tables
from gongkai.rules.effective import Dated, NotInForce, Table, UnreadableData
from gongkai.rules.sources import Source


class Level(StrEnum):
    """Level of government (行政层级), as far as the catalogue tells levels apart."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class BodyKind(StrEnum):
    """Kind of body (机关类型), as far as the catalogue tells kinds apart."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    AGENCY = "agency"  # 派出机构
    AUTHORISED = "authorised"  # 法律、法规授权的组织
    COMMITTEE = "committee"  # 村（居）民委员会


class UnknownEntry(LookupError):
    """The catalogue has no entry with that key, or none that was in force."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long the newest may be (更新周期), in months and days, and how early to warn.

    `source` is None for practice, which `note` then tells.
    """

    months: int = 0
    days: int = 0
    warn_days: int = 0
    source: Source | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not (self.months or self.days):
            raise ValueError("A rhythm has months or days.")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One thing to be published: its key, its wording verbatim, and what is usual there.

    `rhythm` is None where an entry is renewed only when the matter changes. `allows_nil` says
    whether “本期无” is an answer, `tables` names the typed tables that belong to it.
    """

    key: str
    label: str
    gloss: str
    parent: str
    levels: frozenset[Level]
    kinds: frozenset[BodyKind]
    is_optional: bool
    rhythm: Rhythm | None
    genres: tuple[str, ...]
    allows_nil: bool
    tables: tuple[str, ...]
    source: Source
    children: tuple["CatalogueEntry", ...] = ()

    @property
    def section(self) -> str:
        """The section of the platform it stands in; a section stands in itself."""
        return "statutory" if self.key[:1].isdigit() else self.key.partition(".")[0]

    def serves(self, level: Level, kind: BodyKind) -> bool:
        """Return whether bodies of that level and kind have the entry without asking for it."""
        return not self.is_optional and level in self.levels and kind in self.kinds


def for_body(
    level: str, kind: str, on: date, *, chosen: Collection[str] = ()
) -> tuple[CatalogueEntry, ...]:
    """Return the sections of a body's catalogue on a day, each with the entries below it.

    `chosen` are keys that the body takes besides: optional ones, or those of another kind of
    body (a subdistrict office that keeps the list of a township). What stands above comes along.

    Raises:
        ValueError: there is no such level or kind of body.
        UnknownEntry: a chosen key is not in the catalogue of that day.
        NotInForce: the day lies before the catalogue's first entry.

    Source: 政府信息公开条例 Art. 20, 21; 国办公开办函〔2019〕61号 (sections).
    """
    there = {each.key: each for each in every(on)}
    unknown = sorted(set(chosen) - set(there))
    if unknown:
        raise UnknownEntry(f"The catalogue of {on.isoformat()} has no entry {', '.join(unknown)}.")
    kept = {each.key for each in there.values() if each.serves(Level(level), BodyKind(kind))}
    for key in chosen:
        while key:
            kept.add(key)
            key = there[key].parent
    return _below("", [each for each in there.values() if each.key in kept])


def every(on: date) -> tuple[CatalogueEntry, ...]:
    """Return all entries in force on a day, in the order of the catalogue, without children.

    Raises:
        NotInForce: the day lies before the first entry.
    """
    found = []
    for history in _histories().values():
        try:
            current = history.on(on).value
        except NotInForce:
            continue
        if current is not None:
            found.append(current)
    if not found:
        raise NotInForce(f"No entry of the catalogue was in force on {on.isoformat()}.")
    return tuple(found)


def newest() -> tuple[CatalogueEntry, ...]:
    """Return the entries as last made, whether in force already or not: what a list may offer."""
    found = (history.entries[-1].value for history in _histories().values())
    return tuple(each for each in found if each is not None)


def entry(key: str, on: date) -> CatalogueEntry:
    """Return one entry as of a day. Raises UnknownEntry where there was none."""
    history = _histories().get(key)
    try:
        found = history.on(on).value if history else None
    except NotInForce:
        found = None
    if found is None:
        raise UnknownEntry(f"The catalogue of {on.isoformat()} has no entry {key!r}.")
    return found


def walk(entries: Iterable[CatalogueEntry]) -> Iterator[CatalogueEntry]:
    """Yield entries and what stands below them, from top to bottom."""
    for each in entries:
        yield each
        yield from walk(each.children)


def read(data: Table, thresholds: Table) -> dict[str, Dated[CatalogueEntry | None]]:
    """Return the history of each entry; None in it is the end of an entry.

    Raises:
        UnreadableData: an entry lacks a field, or names a group, parent or threshold in vain.
    """
    limits = {str(each["key"]): each for each in tables.listed(thresholds, "threshold")}
    groups = tables.mapping(data.get("groups"))
    spelled: dict[str, list[Table]] = {}
    for table in tables.listed(data, "entry"):
        spelled.setdefault(str(table.get("key", "")), []).append(table)
    for key, versions in spelled.items():
        parent = str(versions[0].get("parent", ""))
        if not key or (parent and parent not in spelled):
            raise UnreadableData(f"The entry {key!r} stands below {parent!r}, which is not there.")
    return {
        key: effective.dated(key, _with_source(versions), lambda t: _entry(t, groups, limits))
        for key, versions in spelled.items()
    }


def _with_source(versions: list[Table]) -> list[Table]:
    # `effective` takes `from` and `source` away; the entry itself carries its source.
    return [{**each, "said_by": tables.source_of(each)} for each in versions]


def _entry(table: Table, groups: Table, limits: dict[str, Table]) -> CatalogueEntry | None:
    if tables.truth(table, "withdrawn"):
        return None
    group = tables.mapping(groups[str(table["applies"])])
    source = table["said_by"]
    assert isinstance(source, Source)  # noqa: S101 - laid there by `_with_source`
    return CatalogueEntry(
        key=str(table["key"]),
        label=str(table["label"]),
        gloss=str(table["gloss"]),
        parent=str(table.get("parent", "")),
        levels=frozenset(Level(each) for each in tables.words(group, "levels")),
        kinds=frozenset(BodyKind(each) for each in tables.words(group, "kinds")),
        is_optional=tables.truth(table, "optional"),
        rhythm=_rhythm(table.get("update"), limits),
        genres=tables.words(table, "genres"),
        allows_nil=tables.truth(table, "nil"),
        tables=tables.words(table, "tables"),
        source=source,
    )


def _rhythm(value: object, limits: dict[str, Table]) -> Rhythm | None:
    if value is None:
        return None
    table = tables.mapping(value)
    if "threshold" in table:
        return threshold_of(limits[str(table["threshold"])])
    months, days = tables.count(table, "months"), tables.count(table, "days")
    return Rhythm(months, days, _early(months, days), None, str(table.get("note", "")))


def threshold_of(table: Table) -> Rhythm:
    """Return the rhythm that one threshold of the site inspection asks for."""
    return Rhythm(
        months=tables.count(table, "months"),
        days=tables.count(table, "days"),
        warn_days=tables.count(table, "warn_days"),
        source=tables.source_of(table),
        note=str(table["label"]),
    )


def _early(months: int, days: int) -> int:
    """Return how early to warn by practice: a sixth of the period, a month at most."""
    return min(30, (months * 30 + days) // 6)


def _below(parent: str, entries: list[CatalogueEntry]) -> tuple[CatalogueEntry, ...]:
    return tuple(
        replace(each, children=_below(each.key, entries))
        for each in entries
        if each.parent == parent
    )


@cache
def _histories() -> dict[str, Dated[CatalogueEntry | None]]:
    return read(tables.read("entries.toml"), tables.read("freshness.toml"))
