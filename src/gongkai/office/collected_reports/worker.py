"""The thread that reads what waits in batches: one per process, started when there is something.

The queue is the table of files, so nothing is forgotten where the server stops; a later page or
start takes it up again. Several processes may read at once: a file is claimed before it is read.
"""

import logging
from threading import Lock, Thread

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django_scopes import scope

from gongkai.office.collected_reports import actions, queries
from gongkai.office.collected_reports.actions.taking_in import ABANDONED_AFTER

_log = logging.getLogger(__name__)
_lock = Lock()
_threads: list[Thread] = []


def wake() -> None:
    """See to it that waiting files are read, by a thread of this process; returns at once."""
    if not settings.READ_IN_BACKGROUND:
        return
    with _lock:
        if any(each.is_alive() for each in _threads):
            return
        thread = Thread(target=_read_all, name="gongkai-reader", daemon=True)
        _threads[:] = [thread]
        thread.start()


def _read_all() -> None:
    try:
        read_waiting()
    except DatabaseError:
        _log.exception("The files that wait to be read cannot be asked for.")
    finally:
        connection.close()


def read_waiting() -> int:
    """Read every waiting file in turn and return how many; one never stops the rest."""
    count = 0
    for file in queries.waiting(at=timezone.now(), abandoned_after=ABANDONED_AFTER):
        with scope(body=file.body_id):
            try:
                count += actions.read_waiting(file, by=file.batch.uploaded_by, at=timezone.now())
            except Exception:  # noqa: BLE001 - the queue outlives any one file; the row says it failed
                _log.exception("The file %s of batch %s was not read.", file.pk, file.batch_id)
    return count
