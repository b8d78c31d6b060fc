"""Bodies and entries for the tests of the room."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.search import indexer, outbox
from gongkai.office.search.entries import Entry

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)
_numbers = count(1)


def body(name: str = "柳溪镇人民政府", parent: Body | None = None) -> Body:
    """Found a body."""
    return bodies.found(
        name=name, level="township", kind="government", parent=parent, by=None, at=AT
    )


def entry(of: Body, title: str, **more: Any) -> Entry:
    """Return an entry of a body."""
    values: dict[str, Any] = {
        "key": f"key{next(_numbers)}", "body_id": of.pk, "body_code": of.code,
        "body_name": of.name, "path": (*of.ancestor_ids(), of.pk), "title": title,
        "published_on": date(2025, 3, 1),
    }  # fmt: skip
    return Entry(**{**values, **more})


def put(*entries: Entry) -> None:
    """Put entries and let the index follow."""
    outbox.put_many(entries, at=AT)
    indexer.follow(at=AT)
