"""Where an index lies (索引目录): a folder for each building, a file that names the newest.

A reader opens what the file names and looks again when it changes. Nothing is written here but
that file; an index that is damaged or of another edition counts as none.
"""

import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from tantivy import Index, Query, Searcher

from gongkai.office.search import schema

CURRENT = "current"
KEPT_ANSWERS = 256


@dataclass(slots=True)
class Reader:
    """An open index at one moment, with the counts that were asked of it at that moment."""

    index: Index
    searcher: Searcher
    counts: dict[str, Any] = field(default_factory=dict)

    def remember(self, key: str, found: Any) -> None:
        """Keep a count until the index changes; when there are too many, begin anew."""
        if len(self.counts) >= KEPT_ANSWERS:
            self.counts.clear()
        self.counts[key] = found


@dataclass(slots=True)
class _Open:
    name: str
    mark: tuple[int, int]
    reader: Reader


_open: dict[Path, _Open] = {}
_lock = Lock()


def folder() -> Path | None:
    """Return the folder of this node's indexes; None where the settings name none."""
    return Path(settings.SEARCH_FOLDER) if settings.SEARCH_FOLDER else None


def current(place: Path) -> str:
    """Return the name of the index in use, "" for none of this edition."""
    try:
        name = (place / CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
    is_ours = name.startswith(f"{schema.EDITION}-") and (place / name / "meta.json").is_file()
    return name if is_ours else ""


def new_name() -> str:
    """Return the name of a new index of this edition."""
    return f"{schema.EDITION}-{secrets.token_hex(4)}"


def create(place: Path, name: str) -> Index:
    """Make an empty index that nobody reads yet."""
    (place / name).mkdir(parents=True)
    return Index(schema.build(), path=str(place / name))


def use(place: Path, name: str) -> None:
    """Let every reader turn to an index at once, and take away the ones before it."""
    draft = place / f"{CURRENT}.{name}"
    draft.write_text(name, encoding="utf-8")
    os.replace(draft, place / CURRENT)
    for old in place.iterdir():
        if old.is_dir() and old.name != name and not (old / "building").exists():
            shutil.rmtree(old, ignore_errors=True)


def reader() -> Reader | None:
    """Return the index as it stands now; None where there is none yet."""
    place = folder()
    name = current(place) if place else ""
    if not place or not name:
        return None
    with _lock:
        opened = _open.get(place)
        try:
            mark = _mark(place / name)
            if not opened or opened.name != name:
                index = Index.open(str(place / name))
                index.config_reader("manual")
                opened = _Open(name, mark, Reader(index, index.searcher()))
            elif opened.mark != mark:
                opened.reader.index.reload()
                opened = _Open(
                    name, mark, Reader(opened.reader.index, opened.reader.index.searcher())
                )
        except (OSError, ValueError):
            _open.pop(place, None)
            return None
        _open[place] = opened
        return opened.reader


def _mark(index: Path) -> tuple[int, int]:
    found = (index / "meta.json").stat()
    return found.st_mtime_ns, found.st_ino


def position(searcher: Searcher, plan: Any) -> int:
    """Return how far the outbox was followed into an index; 0 for an empty one."""
    query = Query.term_query(plan, "key", schema.POSITION, index_option="basic")
    hits = searcher.search(query, 1, count=False).hits
    return int(searcher.doc(hits[0][1]).get_first("sequence") or 0) if hits else 0


def how_many(searcher: Searcher, query: Query) -> int:
    """Return how many documents a query finds."""
    found: Any = searcher.search(query, 1)
    return int(found.count)


def close() -> None:
    """Forget what is open, so that a folder may be moved or taken away."""
    with _lock:
        _open.clear()
