"""Measure the search at every size asked for, and tell it in tables.

GONGKAI_BENCH_SEARCH names the sizes, separated by commas; a million takes half an hour, so it is
measured only where it is named.
"""

import os
from typing import Any

from benchmarks import measuring

SIZES = os.environ.get("GONGKAI_BENCH_SEARCH", "10000,100000")


def measured() -> list[dict[str, Any]]:
    """Measure every size, each in a process of its own."""
    return [measuring.in_own_process("benchmarks.searching", size) for size in SIZES.split(",")]


def section(rows: list[dict[str, Any]]) -> list[str]:
    """Return the part of the page that tells what was measured."""
    names = list(rows[0]["kinds"])
    return [
        "## Searching",
        "",
        "Made texts of about 475 characters with attachments. `find` with the counts of ten",
        "filters, no count remembered, a third each without filter, with one and with two.",
        "Aim: p95 under 100 ms, a change found within 2 s.",
        "",
        "| texts | build wall s | CPU s | index MB | peak MB | change found, ms p50 / most |",
        "|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {each['count']:,} | {each['build']['wall']:.0f} | {each['build']['cpu']:.0f} "
            f"| {each['megabytes']:.0f} | {each['memory']:.0f} "
            f"| {each['update']['p50']:.0f} / {each['update']['most']:.0f} |"
            for each in rows
        ),
        "",
        "| asked, CPU ms p50 / p95 | " + " | ".join(f"{each['count']:,}" for each in rows) + " |",
        "|---|" + "--:|" * len(rows),
        *(
            f"| {name} | "
            + " | ".join(
                f"{each['kinds'][name]['cpu50']:.0f} / {each['kinds'][name]['cpu95']:.0f}"
                for each in rows
            )
            + " |"
            for name in names
        ),
        "",
    ]
