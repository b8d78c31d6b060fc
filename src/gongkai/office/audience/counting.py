"""Counting readers without following them: additions are gathered in memory and written together.

A count lost where a process is killed is a count of some seconds; no page waits for a write.
"""

from collections import Counter
from datetime import date, datetime
from threading import Lock

from django.db import transaction
from django.db.models import F
from django_scopes import scope

from gongkai.office.audience.models import Reach, ReachCount

AT_MOST = 200
MACHINES = ("bot", "spider", "crawl", "slurp", "curl", "wget", "python", "monitor", "headless")

_gathered: Counter[tuple[int, str, date, str]] = Counter()
_lock = Lock()


def reached(*, body_id: int, item_code: str, way: Reach, agent: str, at: datetime) -> None:
    """Count one reader of an item; machines that say so are left out."""
    named = agent.lower()
    if not named or any(word in named for word in MACHINES):
        return
    with _lock:
        _gathered[body_id, item_code, at.date().replace(day=1), way.value] += 1
        is_full = sum(_gathered.values()) >= AT_MOST
    if is_full:
        write(at=at)


def write(*, at: datetime) -> int:
    """Write what was gathered and return how many readers were counted."""
    with _lock:
        taken = dict(_gathered)
        _gathered.clear()
    try:
        with transaction.atomic():
            for (body_id, code, month, way), more in sorted(taken.items()):
                _add(body_id, code, month, way, more)
    except Exception:
        with _lock:
            _gathered.update(taken)
        raise
    return sum(taken.values())


def _add(body_id: int, code: str, month: date, way: str, more: int) -> None:
    with scope(body=body_id):
        row, is_new = ReachCount.objects.get_or_create(
            body_id=body_id, item_code=code, month=month, way=way, defaults={"count": more}
        )
        if not is_new:
            ReachCount.objects.filter(pk=row.pk).update(count=F("count") + more)
