"""How the files of `rules/data/catalogue/` are read: a value of the wrong kind is refused."""

from collections.abc import Iterator, Mapping

from gongkai.rules import effective, sources
from gongkai.rules.effective import Table, UnreadableData
from gongkai.rules.sources import Source


def read(name: str) -> Table:
    """Return the tables of one file of the catalogue's data."""
    return effective.read_file("catalogue", name)


def listed(data: Table, name: str) -> Iterator[Table]:
    """Yield the tables of `[[name]]`, with what the file says for all of them.

    Raises:
        UnreadableData: there is no such array of tables.
    """
    found = data.get(name)
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise UnreadableData(f"The file holds no array of tables [[{name}]].")
    spoken_for = {key: data[key] for key in ("from", "source") if key in data}
    for each in found:
        yield {**spoken_for, **each}


def mapping(value: object) -> Table:
    """Return a table within a table. Raises UnreadableData where it is none."""
    if not isinstance(value, Mapping):
        raise UnreadableData(f"{value!r} stands where a table belongs.")
    return value


def words(table: Table, key: str) -> tuple[str, ...]:
    """Return a list of words, empty where there is none. Raises UnreadableData for others."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise UnreadableData(f"`{key}` is {value!r}, not a list of words.")
    return tuple(value)


def count(table: Table, key: str) -> int:
    """Return a whole number from 0 up, 0 where none is given. Raises UnreadableData for others."""
    value = table.get(key, 0)
    if type(value) is not int or value < 0:
        raise UnreadableData(f"`{key}` is {value!r}, not a number from 0 up.")
    return value


def truth(table: Table, key: str) -> bool:
    """Return a yes or no, no where none is given. Raises UnreadableData for others."""
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise UnreadableData(f"`{key}` is {value!r}, not true or false.")
    return value


def source_of(table: Table) -> Source:
    """Return the source of an entry, an `article` of its own laid over it."""
    source = sources.from_table(table.get("source"))
    article = table.get("article")
    if article is None:
        return source
    return Source(source.instrument, source.number, str(article), source.note)
