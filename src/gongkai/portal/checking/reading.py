"""A report read in a process of its own, so that no file can hold or break the server.

A reading that takes too long is ended, and at most a few run at once. Nothing is written:
the file goes to the process through a pipe and the answer comes back through another.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

import gongkai
from gongkai.portal.checking import answer
from gongkai.portal.checking.answer import Answer
from gongkai.portal.checking.process import OUT_OF_MEMORY

SECONDS: Final = 25
SECONDS_TO_WAIT_FOR_A_PLACE: Final = 10
AT_ONCE: Final = 2
REPORT: Final = "report"
PREVIOUS: Final = "previous"
_PLACES = BoundedSemaphore(AT_ONCE)
_COMMAND = (sys.executable, "-B", "-m", "gongkai.portal.checking.process")


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was handed in: the field it stood in, its name, its bytes."""

    field: str
    name: str
    data: bytes


class Refused(Exception):
    """The document cannot be read; the sentences are for the person who handed it in."""

    def __init__(self, field: str, message: str, message_en: str) -> None:
        super().__init__(message)
        self.field, self.message, self.message_en = field, message, message_en


class TooSlow(Exception):
    """The reading was ended: it took more time or memory than a report needs."""


class Busy(Exception):
    """As many reports are being read as may be read at once."""


def read(files: Sequence[Given]) -> Answer:
    """Return the report among the files, read and checked.

    Raises:
        Refused: a file is no report that can be read, or last year's is of another year.
        TooSlow: time or memory ran out.
        Busy: no place became free in time.
    """
    if not _PLACES.acquire(timeout=SECONDS_TO_WAIT_FOR_A_PLACE):
        raise Busy
    try:
        told = _asked(files)
    finally:
        _PLACES.release()
    if "refused" in told:
        refused = told["refused"]
        raise Refused(refused["field"], refused["zh"], refused["en"])
    return answer.load(told["answer"])


def _asked(files: Sequence[Given]) -> dict[str, Any]:
    heads = [{"field": f.field, "name": f.name, "size": len(f.data)} for f in files]
    asked = b"".join((json.dumps(heads).encode(), b"\n", *(each.data for each in files)))
    process = subprocess.Popen(  # noqa: S603 - our own module, no word of the file among them
        _COMMAND,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=_environment(), start_new_session=True,
    )  # fmt: skip
    try:
        said, _nothing = process.communicate(asked, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    finally:
        _end(process)
    if process.returncode == OUT_OF_MEMORY or process.returncode < 0:
        raise TooSlow  # out of memory, or killed when its time of the processor was used up
    if process.returncode:
        raise RuntimeError(f"The reading process ended with {process.returncode}.")
    told: dict[str, Any] = json.loads(said)
    return told


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and whatever it started, and collect what is left of it."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()


def _environment() -> dict[str, str]:
    """Return what the process may know: where the code is; no secret, no way to other programs."""
    needed = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG") if name in os.environ}
    code = str(Path(gongkai.__file__).parents[1])
    # An empty PATH, not none: without one the folders of the system would be searched.
    return {**needed, "PATH": "", "PYTHONPATH": code, "PYTHONUTF8": "1"}
