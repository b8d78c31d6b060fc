"""The indexer (索引程序): follows the outbox into this node's copy of the index, in batches.

The place reached is committed with the documents, so a stop between two steps loses and doubles
nothing. One process writes a folder; another that tries leaves it alone.
"""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import RLock

from django.db import connection
from django.db.models import Max
from django_scopes import scopes_disabled
from tantivy import Index, IndexWriter

from gongkai.office.search import schema, shelf
from gongkai.office.search.entries import Change, Entry
from gongkai.office.search.models import IndexChange

BATCH = 200
BATCHES_IN_A_ROUND = 20
HEAP_BYTES = 64_000_000
# Numbers are given when a row is written and seen when its transaction ends, which may be later
# than a higher number. What is missing below the place reached is looked for so long.
LATE_NUMBERS = 2_000
LATE_FOR = timedelta(hours=1)


@dataclass(slots=True)
class _Writing:
    """The index that this process writes, and the numbers that it has not seen yet."""

    name: str
    index: Index
    writer: IndexWriter
    reached: int
    highest: int
    missing: dict[int, datetime] = field(default_factory=dict)


_log = logging.getLogger(__name__)
_writing: dict[Path, _Writing] = {}
_turn = RLock()


def follow(*, at: datetime) -> int:
    """Take up what changed since the last round and return how many changes that were."""
    place = shelf.folder()
    if not place:
        return 0
    with _turn:
        writing = _ready(place)
        if not writing:
            return 0
        count = _take_up_late(writing, at=at)
        for _batch in range(BATCHES_IN_A_ROUND):
            done = _take_up_next(writing, at=at)
            count += done
            if done < BATCH:
                break
        return count


def rebuild(tell: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Build an index from the whole outbox beside the one in use, then turn to it at once.

    `tell` is called with how many changes were read and how many there are. Returns how many
    entries the new index holds. Raises RuntimeError where the settings name no folder.
    """
    place = shelf.folder()
    if not place:
        raise RuntimeError("SEARCH_FOLDER names no folder, so there is no place for an index.")
    _clear_abandoned(place)
    name = shelf.new_name()
    index = shelf.create(place, name)
    building = place / name / "building"
    building.touch()
    writer = index.writer(HEAP_BYTES * 2, 1)
    newest, total = _newest(), waiting_in_all()
    done = held = 0
    for done, change in enumerate(_changes(0, newest), start=1):
        held += _add(writer, change)
        if not done % BATCH:
            tell(done, total)
    writer.add_document(schema.position(newest))
    writer.commit()
    writer.wait_merging_threads()
    tell(done, total)
    building.unlink()
    with _turn:
        release()
        shelf.use(place, name)
    return held


def waiting_in_all() -> int:
    """Return how many changes the outbox holds, those taken up long ago included."""
    with scopes_disabled():
        return IndexChange.objects.count()


def _clear_abandoned(place: Path) -> None:
    """Take away what a building that was stopped left behind; one that goes on holds its lock."""
    for mark in place.glob("*/building"):
        with suppress(ValueError):
            Index.open(str(mark.parent)).writer(HEAP_BYTES, 1).wait_merging_threads()
            shutil.rmtree(mark.parent, ignore_errors=True)


def release() -> None:
    """Give up the writers of this process, so that another may write."""
    with _turn:
        for writing in _writing.values():
            with suppress(ValueError, RuntimeError, OSError):
                writing.writer.wait_merging_threads()
        _writing.clear()


def _ready(place: Path) -> _Writing | None:
    """Return the index to write: the one in use, a new one where there is none or it is ahead."""
    name = shelf.current(place)
    writing = _writing.get(place)
    newest = _newest()
    if writing and name == writing.name and newest >= writing.highest:
        return writing
    release()
    writing = _opened(place, name) if name else None
    if name and not writing:
        return None  # another process writes it, or it was replaced this moment
    if not writing or newest < writing.highest:
        # None, damaged, of another edition, or of a table that was put back since.
        release()
        name = shelf.new_name()
        shelf.create(place, name)
        shelf.use(place, name)
        writing = _opened(place, name)
    if writing:
        _writing[place] = writing
    return writing


def _opened(place: Path, name: str) -> _Writing | None:
    try:
        index = Index.open(str(place / name))
        writer = index.writer(HEAP_BYTES, 1)
    except ValueError as error:
        if "LockBusy" in str(error):
            return None
        # Damaged: the name is taken off, so that the next round begins anew.
        (place / shelf.CURRENT).unlink(missing_ok=True)
        return None
    reached = shelf.position(index.searcher(), index.schema)
    # After a start the last numbers are taken up once more: which were missing is not known.
    again = LATE_NUMBERS if _may_be_late() else 0
    return _Writing(name, index, writer, max(0, reached - again), reached)


def _may_be_late() -> bool:
    """Whether a lower number can be seen after a higher one: not where all writers take turns."""
    return connection.vendor != "sqlite"


def _newest() -> int:
    with scopes_disabled():
        return IndexChange.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _changes(after: int, until: int) -> Iterator[Change]:
    """Yield the changes in order, read from the table in pieces."""
    while after < until:
        with scopes_disabled():
            rows = list(
                IndexChange.objects.filter(pk__gt=after, pk__lte=until).order_by("pk")[:BATCH]
            )
        if not rows:
            return
        for row in rows:
            yield _change(row)
        after = rows[-1].pk


def _change(row: IndexChange) -> Change:
    entry = None if row.is_removed else Entry.from_json({**row.content, "key": row.key})
    return Change(row.pk, row.key, entry)


def _take_up_next(writing: _Writing, *, at: datetime) -> int:
    with scopes_disabled():
        rows = list(IndexChange.objects.filter(pk__gt=writing.reached).order_by("pk")[:BATCH])
    if not rows:
        return 0
    reached = rows[-1].pk
    if _may_be_late():
        seen = {row.pk for row in rows}
        first = max(writing.reached + 1, reached - LATE_NUMBERS)
        writing.missing.update({each: at for each in range(first, reached) if each not in seen})
    _apply(writing, [_change(row) for row in rows], reached)
    return len(rows)


def _take_up_late(writing: _Writing, *, at: datetime) -> int:
    """Take up rows whose number is lower than the place reached: their transaction was longer."""
    if not writing.missing:
        return 0
    writing.missing = {
        each: since for each, since in writing.missing.items() if at - since < LATE_FOR
    }
    if not writing.missing:
        return 0
    with scopes_disabled():
        rows = list(IndexChange.objects.filter(pk__in=list(writing.missing)).order_by("pk"))
    if rows:
        _apply(writing, [_change(row) for row in rows], writing.reached)
        for row in rows:
            writing.missing.pop(row.pk)
    return len(rows)


def _apply(writing: _Writing, changes: list[Change], reached: int) -> None:
    highest = max(writing.highest, reached)
    for change in changes:
        writing.writer.delete_documents_by_term("key", change.key)
        _add(writing.writer, change)
    writing.writer.delete_documents_by_term("key", schema.POSITION)
    writing.writer.add_document(schema.position(highest))
    writing.writer.commit()
    writing.reached, writing.highest = reached, highest


def _add(writer: IndexWriter, change: Change) -> bool:
    """Add the entry of a change; one that cannot be read is told and never stops the rest."""
    if not change.entry:
        return False
    try:
        writer.add_document(schema.document(change, change.entry))
    except Exception:  # noqa: BLE001 - one entry must not keep all later ones out of the index
        _log.exception("The entry %s cannot be indexed and is left out.", change.key)
        return False
    return True
