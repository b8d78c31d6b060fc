"""The law is data: chosen by date, each datum with its source and the day it took effect."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.tree import below, nodes, place, text, told

YEARS = range(2000, 2101)
# Tables that carry no rule: glosses, and patterns by which a sentence of a report is read.
WORDS = {"glosses", "claim"}


def test_no_year_of_the_law_is_compared_in_code() -> None:
    faults = [
        place(path, node)
        for path in below("src/gongkai", ".py")
        for node in nodes(path, ast.Compare)
        if any(isinstance(part, ast.Constant) and type(part.value) is int and part.value in YEARS
               for part in ast.walk(node))
    ]  # fmt: skip
    assert not faults, told(
        "A comparison names a year. Put the change into rules/data with its `from`, and ask "
        "rules.effective for the entry in force:", faults,
    )  # fmt: skip


def data_files() -> list[Path]:
    return below("src/gongkai", ".toml")


@pytest.mark.parametrize("path", data_files(), ids=str)
def test_every_datum_has_its_source_and_its_first_day(path: Path) -> None:
    faults = list(unsourced(tomllib.loads(text(path))))
    assert not faults, told(
        f"{path} has entries without `source` or `from` (a holiday notice: `title` and `year`). "
        "Name the instrument and article, and the day the rule took effect:", faults,
    )  # fmt: skip


def unsourced(data: dict[str, Any]) -> Iterator[str]:
    """Yield the entries of a data file that lean on no source; a file may speak for all of them."""
    if {"source", "from"} <= set(data) or {"title", "year"} <= set(data):
        return
    for name, value in data.items():
        entries = value if isinstance(value, list) else [value]
        for number, entry in enumerate(entries, start=1):
            is_datum = isinstance(entry, dict) and name not in WORDS
            if is_datum and not {"source", "from"} <= set(entry):
                yield f"[{name}] entry {number}"
            elif not isinstance(entry, dict):
                yield f"{name} stands alone, outside an entry"
