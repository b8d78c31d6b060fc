"""Work done by several processes, one piece at a time each, none longer than its time.

A process that dies or does not come back is replaced; its piece is reported as lost. Results
come as they are finished. The work is a function that can be imported, as `spawn` asks.
"""

import faulthandler
import os
import signal
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from gongkai.cli.report.many import interruption

Job = TypeVar("Job")
Work = Callable[[Job], bytes]
STARTING_SECONDS = 120.0  # for a process to begin; slow disks are slow
LISTENING_SECONDS = 1.0  # after which a lost Ctrl-C is noticed
GRACE_SECONDS = 15.0  # after which a process whose parent is gone ends by itself


class Lost(Enum):
    """Why there is no result."""

    LATE = "late"
    DEAD = "dead"


class CannotStart(RuntimeError):
    """A process ended before it began to work."""


@dataclass(slots=True)
class _Worker(Generic[Job]):
    """A process, the pipe to it, and what it is working on."""

    process: BaseProcess
    pipe: "Connection[Job | None, bytes]"
    until: float = 0.0
    number: int | None = None


def finished(
    jobs: Iterable[tuple[int, Job]], work: Work[Job], *, workers: int, seconds: float
) -> Generator[tuple[int, bytes | Lost], None, None]:
    """Yield the number and the result of each job as it is finished.

    Raises:
        CannotStart: a process does not come up at all.
    """
    waiting = iter(jobs)
    busy: list[_Worker[Job]] = []
    try:
        for _ in range(workers):
            busy.append(_started(work, seconds))
        while busy:
            ready = _wait(busy)
            for worker in list(busy):
                result = _result(worker, ready, seconds)
                if result is None:
                    continue
                number = worker.number
                if isinstance(result, Lost):
                    busy.remove(worker)
                    _stop(worker)
                    worker = _started(work, seconds)
                    busy.append(worker)
                elif not _given(worker, waiting, seconds):
                    busy.remove(worker)
                    _stop(worker)
                if number is not None:
                    yield number, result
    finally:
        for worker in busy:
            _stop(worker)


def _started(work: Work[Job], seconds: float) -> _Worker[Job]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, seconds), daemon=True)
    with _without_interruption():
        process.start()
    theirs.close()
    return _Worker(process, ours, time.monotonic() + STARTING_SECONDS)


@contextmanager
def _without_interruption() -> Iterator[None]:
    """Hold Ctrl-C back: a process that is started meanwhile never gets it, this one later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wait(busy: list[_Worker[Job]]) -> set[object]:
    interruption.repeat()
    left = min(worker.until for worker in busy) - time.monotonic()
    patience = min(max(0.0, left), LISTENING_SECONDS)
    return set(connection.wait([worker.pipe for worker in busy], patience))


def _result(worker: _Worker[Job], ready: set[object], seconds: float) -> bytes | Lost | None:
    """Return what a worker has to say, None while it is working."""
    result: bytes | Lost
    if worker.pipe in ready:
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            result = Lost.DEAD
    elif time.monotonic() >= worker.until:
        result = Lost.LATE
    else:
        return None
    if isinstance(result, Lost) and worker.number is None:
        raise CannotStart("A process ended before it began to work.")
    return result


def _given(worker: _Worker[Job], waiting: Iterator[tuple[int, Job]], seconds: float) -> bool:
    """Give a worker its next job; return whether there was one."""
    following = next(waiting, None)
    if following is None:
        return False
    worker.number, job = following
    worker.until = time.monotonic() + seconds
    with suppress(OSError):  # It died in between: its pipe will say so.
        worker.pipe.send(job)
    return True


def _stop(worker: _Worker[Job]) -> None:
    """End a process, and what it may have started itself."""
    worker.pipe.close()
    group = worker.process.pid if worker.number is not None else None
    if group and worker.process.is_alive() and hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _serve(pipe: "Connection[bytes, Job]", work: Work[Job], seconds: float) -> None:
    """Work off the jobs that come through the pipe until it is closed."""
    if hasattr(os, "setsid"):
        os.setsid()  # A group of its own, which the parent can end with all it started.
    with open(os.devnull, "wb") as nowhere:
        try:
            pipe.send(b"")
            while True:
                job = pipe.recv()
                # Should the parent be killed meanwhile, nobody else would end a piece that hangs.
                faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True, file=nowhere)
                result = work(job)
                faulthandler.cancel_dump_traceback_later()
                pipe.send(result)
        except (EOFError, OSError):
            return
