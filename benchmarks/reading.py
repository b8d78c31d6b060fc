"""Read, recognise and check reports that came as documents: each kind in a process of its own.

`python -m benchmarks.reading KIND` measures one kind, `mixed` the command over a folder.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import measuring
from gongkai.documents import formats
from gongkai.rules.annual_report import check
from tests.recognition.rendering import documents

REPORTS = 40
MIXED = 3_000
KINDS = {
    "text": ("tabs", "bare pipes", "one cell a line", "glued", "layout text", "markdown"),
    "HTML": ("html",),
    "DOCX": ("docx",),
    "XLSX": ("xlsx",),
    "PDF": ("pdf",),
}
AIMS = {"text": "50", "DOCX": "20", "PDF": "3"}


def _made(layouts: tuple[str, ...], count: int) -> Iterator[tuple[bytes, str]]:
    for number in range(count):
        layout = layouts[number % len(layouts)]
        printed = documents.printed(layout, number, strength=0.3)
        yield printed.data, printed.name


def _one_kind(kind: str) -> None:
    reports = list(_made(KINDS[kind], REPORTS))

    def read_all() -> None:
        for data, name in reports:
            check.findings(formats.read_report(data, name))

    wall, cpu = measuring.seconds(read_all)
    memory = measuring.peak_megabytes()
    measuring.say(kind=kind, reports=REPORTS, wall=wall, cpu=cpu, memory=memory)


def _mixed() -> None:
    """Run the command over a folder of mixed documents, a fiftieth of them broken."""
    layouts = [layout for several in KINDS.values() for layout in several]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "reports")
        place.mkdir()
        made = list(_made(tuple(layouts), MIXED // 20))
        for number in range(MIXED):
            data, name = made[number % len(made)]
            broken = data[: len(data) // 3] if number % 50 == 0 else data
            (place / f"{number}{Path(name).suffix}").write_bytes(broken)
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "gongkai", "report", "check", str(place), "--json",
             "--summary", str(Path(folder, "all.xlsx"))],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        wall = time.perf_counter() - started
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    measuring.say(
        files=MIXED, wall=wall, cpu=children.ru_utime + children.ru_stime,
        memory=children.ru_maxrss / 1024, said=done.stderr.strip().splitlines()[:1],
    )  # fmt: skip


def measured() -> list[dict[str, Any]]:
    """Measure every kind, each in its own process, then the mixed folder."""
    return [measuring.in_own_process("benchmarks.reading", kind) for kind in (*KINDS, "mixed")]


def section(rows: list[dict[str, Any]]) -> list[str]:
    """Return the part of the page that tells what was measured."""
    *kinds, mixed = rows
    return [
        "## Reading reports that came as documents",
        "",
        f"{REPORTS} reports of each kind, made by the tests of recognition with the artefacts of",
        "real ones: read, recognised and checked in one process.",
        "",
        "| kind | reports per s of CPU | aim | CPU ms per report | peak MB |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| {each['kind']} | {each['reports'] / each['cpu']:.0f} "
            f"| {AIMS.get(each['kind'], '')} "
            f"| {1000 * each['cpu'] / each['reports']:.0f} | {each['memory']:.0f} |"
            for each in kinds
        ),
        "",
        f"`gongkai report check FOLDER --json --summary FILE` over {mixed['files']:,} mixed files,",
        "one in fifty cut off. Aim: under 10 minutes on 2 cores, under 300 MB for each process.",
        "",
        "| wall s | CPU s | files per s | peak MB of a process |",
        "|--:|--:|--:|--:|",
        f"| {mixed['wall']:.0f} | {mixed['cpu']:.0f} | {mixed['files'] / mixed['wall']:.1f} "
        f"| {mixed['memory']:.0f} |",
        "",
    ]


if __name__ == "__main__":
    _mixed() if sys.argv[1] == "mixed" else _one_kind(sys.argv[1])
