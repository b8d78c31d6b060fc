"""An index made of texts without the database, for tests that only ask."""

from collections.abc import Iterable
from pathlib import Path

from gongkai.office.search import schema, shelf
from gongkai.office.search.entries import Change, Entry


def stand(folder: Path, entries: Iterable[Entry]) -> int:
    """Build an index of entries, as if an empty outbox had been followed, and use it."""
    name = shelf.new_name()
    writer = shelf.create(folder, name).writer(64_000_000, 1)
    number = 0
    for number, entry in enumerate(entries, start=1):
        writer.add_document(schema.document(Change(number, entry.key, entry), entry))
    writer.add_document(schema.position(0))
    writer.commit()
    writer.wait_merging_threads()
    shelf.use(folder, name)
    return number
