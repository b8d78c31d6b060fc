"""What the server does beside answering (后台工作): rounds named in the settings, in turn.

A round works off what waits in its tables, so that nothing is lost where the server stops. It
claims before it acts, so that several processes may work at once. Nothing is kept here.
"""

import logging
from datetime import datetime
from threading import Event, Thread

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

PAUSE_SECONDS = 0.5

_log = logging.getLogger(__name__)
_stop = Event()


def start() -> None:
    """Start the working thread of this process, unless the settings say that others work."""
    if settings.WORK_IN_BACKGROUND and settings.BACKGROUND_ROUNDS:
        Thread(target=work, name="gongkai-work", daemon=True).start()


def work() -> None:
    """Call the rounds until the process ends; pause when none of them had anything to do."""
    while not _stop.is_set():
        # As a request does: a connection that broke is made anew for the next turn.
        close_old_connections()
        if not once(at=timezone.now()):
            _stop.wait(PAUSE_SECONDS)


def once(*, at: datetime) -> int:
    """Call every round once and return how many things were done; one never stops the rest."""
    count = 0
    for name in settings.BACKGROUND_ROUNDS:
        try:
            count += import_string(name)(at=at)
        except Exception:  # noqa: BLE001 - the other rounds go on; this one is tried again
            _log.exception("The round %s failed and will be tried again.", name)
    return count
