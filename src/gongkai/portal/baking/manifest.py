"""What lies in the tree and what it was made of (清单): one row for each file, beside the tree.

A file is known by the digest of its bytes; what it was made of by the moment up to which changes
were taken in, and by marks of the program, the bodies and the frozen reports.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS file (
    at TEXT PRIMARY KEY, path TEXT NOT NULL, owner TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_by_owner ON file (owner) WHERE owner != '';
CREATE INDEX IF NOT EXISTS file_by_path ON file (path);
CREATE TABLE IF NOT EXISTS item (
    code TEXT PRIMARY KEY, category TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A file of the tree: where, from which address, of which item, the digest of its bytes."""

    at: str
    path: str
    owner: str
    digest: str


class Manifest:
    """The list of the files of one tree."""

    def __init__(self, file: Path, *, is_read_only: bool = False) -> None:
        address = f"{file.resolve().as_uri()}?mode={'ro' if is_read_only else 'rwc'}"
        self._base = sqlite3.connect(address, uri=True, isolation_level=None)
        if not is_read_only:
            self._base.executescript(_TABLES)
            self._base.execute("PRAGMA synchronous = OFF")

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def digests(self) -> dict[str, str]:
        """Return the digest of every file; for small trees and tests."""
        return dict(self._all("SELECT at, digest FROM file"))

    def digest(self, at: str) -> str:
        """Return the digest of a file; empty: it is not in the tree."""
        return str(self._one("SELECT digest FROM file WHERE at = ?", at))

    def paths_of(self, owner: str) -> list[str]:
        """Return the addresses of the files that belong to an item."""
        return [
            row[0] for row in self._all("SELECT DISTINCT path FROM file WHERE owner = ?", owner)
        ]

    def paths_below(self, start: str) -> list[str]:
        """Return the addresses that begin with a text."""
        return [
            row[0]
            for row in self._all(
                "SELECT DISTINCT path FROM file WHERE path >= ? AND path < ?",
                start,
                start + "\U0010ffff",
            )
        ]

    def holds(self, path: str) -> bool:
        """Whether an address has a file."""
        return bool(self._one("SELECT 1 FROM file WHERE path = ? LIMIT 1", path))

    def category(self, code: str) -> str:
        """Return the category under which an item was baked; empty: it was not."""
        return str(self._one("SELECT category FROM item WHERE code = ?", code))

    def mark(self, name: str) -> str:
        """Return a mark; empty: there is none."""
        return str(self._one("SELECT value FROM mark WHERE name = ?", name))

    def keep(
        self, rows: Iterable[Row] = (), gone: Iterable[str] = (),
        items: Iterable[tuple[str, str]] = (), marks: Iterable[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        """Note what lies in the tree now, all of it or nothing."""
        self._base.execute("BEGIN")
        with self._base:
            self._base.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)",
                ((each.at, each.path, each.owner, each.digest) for each in rows),
            )
            self._base.executemany("DELETE FROM file WHERE at = ?", ((at,) for at in gone))
            self._base.executemany("INSERT OR REPLACE INTO item VALUES (?, ?)", items)
            self._base.executemany("INSERT OR REPLACE INTO mark VALUES (?, ?)", marks)

    def _all(self, question: str, *values: Any) -> Iterator[Any]:
        with closing(self._base.execute(question, values)) as found:
            yield from found.fetchall()

    def _one(self, question: str, *values: Any) -> Any:
        found = self._base.execute(question, values).fetchone()
        return found[0] if found else ""
