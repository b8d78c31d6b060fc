"""The tree of files on the disk: a whole one made beside the old, or a part changed in place.

    OUT/current      → generations/0007   the symbolic link that the web server follows
    OUT/generations/0007/…                the files
    OUT/0007.sqlite                       their list
    OUT/staging, OUT/journal.json         a change that is being made ready, or carried out

A whole tree becomes current by one rename. A part is made ready in `staging`; when all of it is
there, the journal is written, and the files are moved into the current tree, each by one rename:
new pages before the lists that name them, what is gone last. Whoever is stopped before the journal
has changed nothing; what stopped after it is carried out by the next run.
"""

import gzip
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

CURRENT: Final = "current"
GENERATIONS: Final = "generations"
STAGING: Final = "staging"
JOURNAL: Final = "journal.json"
COMPRESSED: Final = frozenset({
    ".html", ".css", ".js", ".svg", ".json", ".jsonld", ".jsonl", ".csv", ".xml", ".atom", ".rss",
    ".ics", ".txt",
})  # fmt: skip
# What two packets carry is not faster for being smaller.
SMALLEST_COMPRESSED: Final = 2800
GONE: Final = "gone"


def write(root: Path, at: str, data: bytes) -> None:
    """Write a file whole, and beside it the same compressed where that saves something."""
    target = f"{root}/{at}"
    try:
        _put(target, data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _put(target, data)
    if _has_copy(at, len(data)):
        _put(f"{target}.gz", gzip.compress(data, 6, mtime=0))


def _put(target: str, data: bytes) -> None:
    # Three calls to the system and no more: a site has half a million files.
    file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


def link(root: Path, at: str, original: Path) -> bool:
    """Put a file that is stored already into the tree without copying it; False: not possible."""
    target = root / at
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(original, target)
    except OSError:
        return False
    return True


def _has_copy(at: str, size: int) -> bool:
    """Whether a compressed copy lies beside a file."""
    return size >= SMALLEST_COMPRESSED and os.path.splitext(at)[1] in COMPRESSED


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done to the current tree: files to move in, in order, and files to remove."""

    moved: Sequence[str]
    removed: Sequence[str]
    noted: dict[str, Any]


class Tree:
    """The folder in which trees are baked."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.generations = out / GENERATIONS
        self.staging = out / STAGING
        self.journal = out / JOURNAL
        self.generations.mkdir(parents=True, exist_ok=True)

    @property
    def current(self) -> Path | None:
        """The tree that is being served; None: there is none yet."""
        link = self.out / CURRENT
        return link.resolve() if link.is_symlink() and link.exists() else None

    def manifest_of(self, tree: Path) -> Path:
        """Return where the list of a tree lies."""
        return self.out / f"{tree.name}.sqlite"

    def begin(self) -> Path:
        """Return a new, empty tree; what an earlier run left unfinished is cleared away."""
        self._clear()
        last = int(self.current.name) if self.current else 0
        made = self.generations / f"{last + 1:04}"
        made.mkdir()
        return made

    def switch(self, made: Path) -> None:
        """Make a tree the current one at once, and clear the others away."""
        fresh = self.out / f"{CURRENT}.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(GENERATIONS) / made.name)
        fresh.replace(self.out / CURRENT)
        self._clear()

    def _clear(self) -> None:
        current = self.current
        for tree in self.generations.iterdir():
            if tree != current:
                shutil.rmtree(tree)
        for file in self.out.glob("*.sqlite*"):
            if current is None or not file.name.startswith(f"{current.name}.sqlite"):
                file.unlink()
        shutil.rmtree(self.staging, ignore_errors=True)
        self.journal.unlink(missing_ok=True)

    def begin_part(self) -> Path:
        """Return the empty folder in which a change is made ready."""
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir()
        return self.staging

    def promise(self, change: Change) -> None:
        """Write down a change that is ready, so that it will be carried out whatever happens."""
        fresh = Path(f"{self.journal}.new")
        said = {"moved": change.moved, "removed": change.removed, "noted": change.noted}
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(said, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.journal)

    def promised(self) -> Change | None:
        """Return the change that was promised and not yet carried out to its end."""
        if not self.journal.exists():
            return None
        said = json.loads(self.journal.read_text(encoding="utf-8"))
        return Change(said["moved"], said["removed"], said["noted"])

    def carry_out(self, change: Change) -> None:
        """Move the files of a change into the current tree; again where it was stopped."""
        root = self.current
        if root is None:
            raise RuntimeError("There is a journal and no tree; bake the whole site anew.")
        for at in change.moved:
            _move(self.staging, root, at)
        for at in change.removed:
            _remove(root, at)

    def kept(self) -> None:
        """Forget a change that was carried out and noted."""
        self.journal.unlink(missing_ok=True)
        shutil.rmtree(self.staging, ignore_errors=True)


def _move(staging: Path, root: Path, at: str) -> None:
    source, target = staging / at, root / at
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    squeezed, old = Path(f"{source}.gz"), Path(f"{target}.gz")
    # The compressed copy goes first: between the two a server sends the old page or the new one.
    # Where it is not there any more, an earlier run that was stopped has moved it already.
    if squeezed.exists():
        squeezed.replace(old)
    elif not _has_copy(at, source.stat().st_size):
        old.unlink(missing_ok=True)
    source.replace(target)


def _remove(root: Path, at: str) -> None:
    for path in (root / at, root / f"{at}.gz"):
        path.unlink(missing_ok=True)
    for folder in _folders(root, at):
        try:
            folder.rmdir()
        except OSError:
            return


def _folders(root: Path, at: str) -> Iterator[Path]:
    folder = (root / at).parent
    while folder != root:
        yield folder
        folder = folder.parent
