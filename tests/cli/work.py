"""Work for the processes of a pool: a piece that answers, one that dies, one that hangs."""

import os
import threading


def answer(job: str) -> bytes:
    """Do what the job says."""
    if job == "die":
        os._exit(9)
    if job == "hang":
        threading.Event().wait()
    return f"{job} done".encode()
