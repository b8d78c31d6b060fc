"""The files that are meant by files and folders: a folder stands for the reports below it.

What a file is, its content tells; only among the files of a folder the name decides whether to
look at all. A file that is named is always looked at.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.cli.report import document

LIKE_A_REPORT = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json", ".csv", ".tsv"),
    *(".docx", ".xlsx", ".xlsm", ".pdf", ".doc", ".xls", ".wps"),
)
_DIGITS = re.compile(r"(\d+)")


@dataclass(slots=True)
class Listing:
    """The files to read, how many others lay beside them, and the folders that were closed."""

    files: list[Path] = field(default_factory=list)
    others: int = 0
    closed: list[OSError] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)


def of(paths: tuple[Path, ...]) -> Listing:
    """Return what the paths stand for, in the order given; within a folder 2 comes before 10."""
    listing = Listing()
    files: dict[Path, None] = {}
    for path in paths:
        if str(path) == document.STREAM or not os.path.isdir(path):
            files[path] = None
            continue
        before = len(listing.closed)
        found = list(_below(path, listing))
        files |= dict.fromkeys(found)
        if not found and len(listing.closed) == before:
            listing.empty.append(path)
    listing.files = list(files)
    return listing


def _below(folder: Path, listing: Listing) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=listing.closed.append):
        folders[:] = sorted((each for each in folders if not _is_hidden(each)), key=_natural)
        for name in sorted(names, key=_natural):
            if _is_hidden(name):
                continue
            if name.lower().endswith(LIKE_A_REPORT):
                yield Path(place, name)
            else:
                listing.others += 1


def _is_hidden(name: str) -> bool:
    """Return whether a name is a hidden one, or the lock that an office program leaves."""
    return name.startswith((".", "~$")) or name == "__MACOSX"


def _natural(name: str) -> list[tuple[int, int | str]]:
    return [
        (0, int(part)) if part.isdecimal() and part.isascii() else (1, part)
        for part in _DIGITS.split(name)
        if part
    ]
