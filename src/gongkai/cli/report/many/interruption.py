"""Ctrl-C that is not lost: Python drops an interruption that comes while it clears up an object.

Whoever waits long asks `repeat` from time to time, which raises what was dropped.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_came = threading.Event()


@contextmanager
def remembered() -> Iterator[None]:
    """Remember an interruption while a command runs; elsewhere than in the main thread, where
    no signal arrives, this does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _came.clear()
    before = signal.signal(signal.SIGINT, _interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def repeat() -> None:
    """Raise KeyboardInterrupt where one came and was lost."""
    if _came.is_set():
        _came.clear()
        raise KeyboardInterrupt


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    _came.set()
    raise KeyboardInterrupt
