"""The way into the index: what is put or removed here is written with the caller's transaction.

Nothing is indexed here. It is no act of a person; the act that publishes is noted by its room.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction
from django_scopes import scope

from gongkai.office.search.entries import Entry
from gongkai.office.search.models import IndexChange

BATCH = 500


def put(entry: Entry, *, at: datetime) -> None:
    """Let an entry be found; one put before under the same key is replaced."""
    put_many([entry], at=at)


def put_many(entries: Iterable[Entry], *, at: datetime) -> int:
    """Let many entries be found and return how many; the last one of a key counts."""
    several = iter(entries)
    count = 0
    with transaction.atomic():
        while batch := {each.key: each for each in islice(several, BATCH)}:
            for body_id in {each.body_id for each in batch.values()}:
                own = {key: each for key, each in batch.items() if each.body_id == body_id}
                _write(body_id, {key: each.to_json() for key, each in own.items()}, at=at)
            count += len(batch)
    return count


def remove(key: str, *, body_id: int, at: datetime) -> None:
    """Let a key be found no more."""
    with transaction.atomic():
        _write(body_id, {key: None}, at=at)


def _write(body_id: int, contents: dict[str, dict[str, object] | None], *, at: datetime) -> None:
    with scope(body=body_id):
        IndexChange.objects.filter(key__in=contents).delete()
        IndexChange.objects.bulk_create(
            IndexChange(
                body_id=body_id, key=key, is_removed=content is None, content=content or {},
                changed_at=at,
            )
            for key, content in contents.items()
        )  # fmt: skip
