"""Run a measured thing in a process of its own and tell its seconds and its memory."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any


def in_own_process(module: str, *arguments: str, **environment: str) -> dict[str, Any]:
    """Run `python -m module arguments` and return the JSON line that it prints last."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def seconds(act: Callable[[], Any], *, runs: int = 3) -> tuple[float, float]:
    """Return the median wall time and the median CPU time of several runs."""
    walls, cpus = [], []
    for _run in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return sorted(walls)[runs // 2], sorted(cpus)[runs // 2]


def peak_megabytes() -> float:
    """Return the largest memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(**found: Any) -> None:
    """Print the result as the last line, for the process that asked."""
    sys.stdout.write(json.dumps(found) + "\n")
