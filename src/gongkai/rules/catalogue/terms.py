"""The words by which published information is described (元数据): subject, genre, method, validity.

Lists of labels verbatim, each with its gloss. A site may show fewer; codes are never re-used.
Source: 政府信息公开目录系统实施指引（试行）; 政府信息公开条例 Art. 23 to 25;
党政机关公文处理工作条例 Art. 8.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.rules.catalogue import tables
from gongkai.rules.effective import Table, UnreadableData
from gongkai.rules.sources import Source

LISTS = ("method", "validity", "audience")


class UnknownTerm(LookupError):
    """No term of that list has that key."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a list: its key, its label verbatim, a gloss in English, where it is from."""

    key: str
    label: str
    gloss: str
    source: Source


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject (主题分类): one of the 22 classes, or one of their parts ("2.1")."""

    key: str
    label: str
    gloss: str
    parent: str
    shown: str  # 综合政务\政务公开


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre (体裁分类). `is_official`: one of the fifteen kinds of official documents.

    `expects_number` says whether such a text usually bears a document number (文号).
    """

    key: str
    label: str
    gloss: str
    is_official: bool
    expects_number: bool
    source: Source


def terms(name: str) -> tuple[Term, ...]:
    """Return a list by name: "method" (公开方式), "validity" (有效性), "audience" (服务对象).

    Raises:
        UnknownTerm: there is no such list.
    """
    if name not in LISTS:
        raise UnknownTerm(f"There is no list {name!r}, but {', '.join(LISTS)}.")
    return _terms()[name]


def genres() -> tuple[Genre, ...]:
    """Return the genres: the fifteen kinds of official documents first."""
    return tuple(_genres().values())


def genre(key: str) -> Genre:
    """Return one genre. Raises UnknownTerm where there is none with that key."""
    try:
        return _genres()[key]
    except KeyError:
        raise UnknownTerm(f"No genre has the key {key!r}.") from None


def subjects() -> tuple[Subject, ...]:
    """Return the subjects, each class followed by its parts."""
    return tuple(_subjects().values())


def subject(key: str) -> Subject:
    """Return one subject. Raises UnknownTerm where there is none with that key."""
    try:
        return _subjects()[key]
    except KeyError:
        raise UnknownTerm(f"No subject has the key {key!r}.") from None


def subject_shown_as(shown: str) -> Subject | None:
    """Return the subject printed so, a backslash between its parts, None where none is."""
    tidy = "\\".join(part.strip() for part in shown.replace("/", "\\").split("\\"))
    return next((each for each in subjects() if each.shown == tidy), None)


@cache
def _terms() -> dict[str, tuple[Term, ...]]:
    data = tables.read("terms.toml")
    return {
        name: tuple(
            Term(str(t["key"]), str(t["label"]), str(t["gloss"]), tables.source_of(t))
            for t in tables.listed(data, name)
        )
        for name in LISTS
    }


@cache
def _genres() -> dict[str, Genre]:
    return {
        str(table["key"]): Genre(
            key=str(table["key"]),
            label=str(table["label"]),
            gloss=str(table["gloss"]),
            is_official=tables.truth(table, "official"),
            expects_number=tables.truth(table, "numbered"),
            source=tables.source_of(table),
        )
        for table in tables.listed(tables.read("genres.toml"), "genre")
    }


@cache
def _subjects() -> dict[str, Subject]:
    return {
        each.key: each
        for table in tables.listed(tables.read("subjects.toml"), "subject")
        for each in _with_parts(table)
    }


def _with_parts(table: Table) -> Iterator[Subject]:
    key, label = str(table["key"]), str(table["label"])
    yield Subject(key, label, str(table["gloss"]), "", label)
    parts = table["parts"]
    if not isinstance(parts, list):
        raise UnreadableData(f"The parts of the subject {label} are no list.")
    for number, (part, gloss) in enumerate(parts, start=1):
        yield Subject(f"{key}.{number}", part, gloss, key, f"{label}\\{part}")
