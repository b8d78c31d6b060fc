"""Bake a large site: the whole of it, one change, and no change; each as the command is run.

`GONGKAI_BENCH_ITEMS` says how many items; the command's own start is part of every figure.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ITEMS = int(os.environ.get("GONGKAI_BENCH_ITEMS", "100000"))
SETTINGS = "gongkai.config.settings.testing"
ADDRESS = "https://www.example.gov.cn"


def measured() -> dict[str, Any]:
    """Fill a site, bake it three ways and return what each took."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS,
            "GONGKAI_TEST_DATABASE_URL": f"sqlite:///{folder}/items.sqlite3",
        }  # fmt: skip
        _run(environment, "-m", "benchmarks.corpus", "fill", str(ITEMS))
        whole = _baked(environment, folder)
        nothing = _baked(environment, folder)
        _run(environment, "-m", "benchmarks.corpus", "change")
        return {"whole": whole, "nothing": nothing, "change": _baked(environment, folder)}


def _run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def _baked(environment: dict[str, str], folder: str) -> dict[str, Any]:
    manage = Path(__file__).parents[1] / "manage.py"
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    said = _run(
        environment, str(manage), "bake", f"{folder}/out", "--address", ADDRESS, "--json"
    )  # fmt: skip
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu, **json.loads(said.strip().splitlines()[-1])}


def section(found: dict[str, Any]) -> list[str]:
    """Return the lines of the page."""
    names = {"whole": "everything", "change": "one item changed", "nothing": "nothing changed"}
    return [
        "## Baking the public site",
        "",
        f"{ITEMS:,} items of five years and twenty bodies, in Chinese and English, each text file",
        "compressed beside; two processes, the start of the command included. Aim for 100,000:",
        "under 10 minutes on 2 cores, under 2 s after one change.",
        "",
        "| what | wall s | CPU s | files written |",
        "|---|--:|--:|--:|",
        *(
            f"| {name} | {found[key]['wall']:.1f} | {found[key]['cpu']:.1f} "
            f"| {found[key]['written']:,} |"
            for key, name in names.items()
        ),
        "",
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(section(measured())) + "\n")
