"""Run every benchmark and write docs/reference/benchmarks.md."""

import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import baking, measuring, reading, scanning, search_tables

RECORDS = int(os.environ.get("GONGKAI_BENCH_RECORDS", "1000000"))
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.md"
SETTINGS = "gongkai.config.settings.testing"


def _million(database: str) -> dict[str, Any]:
    environment = {"GONGKAI_TEST_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": SETTINGS}
    module = "benchmarks.million_records"
    subprocess.run(
        [sys.executable, "-m", module, "fill", str(RECORDS)],
        env={**os.environ, **environment}, check=True,
    )  # fmt: skip
    return measuring.in_own_process(module, "build", **environment)


def main() -> None:
    """Measure and write the page."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        rows.append(("SQLite", _million(f"sqlite:///{folder}/million.sqlite3")))
    if url := os.environ.get("GONGKAI_POSTGRESQL_URL"):
        rows.append(("PostgreSQL", _million(url)))
    rollup = measuring.in_own_process("benchmarks.rollup")
    page = _page(rows, rollup) + "\n".join(["", *reading.section(reading.measured())])
    page += "\n".join(["", *search_tables.section(search_tables.measured())])
    page += "\n".join(["", *scanning.section(scanning.measured())])
    page += "\n".join(["", *baking.section(baking.measured())])
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(PAGE.read_text(encoding="utf-8"))


def _page(rows: list[tuple[str, dict[str, Any]]], rollup: dict[str, Any]) -> str:
    today = datetime.now(tz=UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# Benchmarks",
        "",
        f"Measured by `make bench` on {today}, {machine}. Medians of three runs; on a shared",
        "machine the CPU time is the sturdier figure.",
        "",
        "## Building a report from a large ledger",
        "",
        f"One body, one year, {RECORDS:,} records: gather the facts of every room, fill the form,",
        "run every check. Aim: under 3 s and 500 MB.",
        "",
        "| database | wall s | CPU s of Python | peak MB | records counted | error findings |",
        "|---|--:|--:|--:|--:|--:|",
        *(
            f"| {name} | {each['wall']:.2f} | {each['cpu']:.2f} | {each['memory']:.0f} "
            f"| {each['counted']:,} | {each['errors']} |"
            for name, each in rows
        ),
        "",
        "A record counts once for each figure it is part of, so more are counted than stored.",
        "",
        "## Rolling up filled forms",
        "",
        f"{rollup['forms']:,} filled forms of the 2021 edition into one. Aim: under 2 s.",
        "",
        "| wall s | CPU s | peak MB |",
        "|--:|--:|--:|",
        f"| {rollup['wall']:.2f} | {rollup['cpu']:.2f} | {rollup['memory']:.0f} |",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
