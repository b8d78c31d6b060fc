"""Nothing of one machine is in the project: no path of a workplace, no address of an index."""

import re

import pytest

from tests.architecture.tree import ROOT, files, told

# Written in pieces, so that this file does not find itself.
PATHS = re.compile(
    r"(?<![\w.%}>:/])/(?:" + "|".join(["work", "root", "home", "Users", "mnt"]) + r")/[\w.-]+"
)
INDEXES = re.compile(
    "|".join(["files.python" + "hosted", "--index-" + "url", "--extra-index-" + "url",
              "--find-" + "links", r"registry\s*=\s*\"?http", "simple/" + "?$"])
)  # fmt: skip
LOCKS = {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json"}


def lines() -> list[tuple[str, str]]:
    found = []
    for path in files():
        try:
            content = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            (f"{path}:{number}", line) for number, line in enumerate(content.splitlines(), start=1)
        ]
    return found


@pytest.mark.parametrize(
    ("pattern", "what"),
    [(PATHS, "a path of one machine"), (INDEXES, "the address of a package index")],
    ids=["paths", "indexes"],
)
def test_no_file_names_this_machine(pattern: re.Pattern[str], what: str) -> None:
    faults = [f"{where} {line.strip()[:80]}" for where, line in lines() if pattern.search(line)]
    assert not faults, told(f"A file names {what}, which is true here alone:", faults)


def test_no_lock_file_records_an_index() -> None:
    faults = [str(path) for path in files() if path.name in LOCKS]
    assert not faults, told("`make lock` writes hashed requirements that name no index:", faults)


def test_every_locked_package_has_a_hash() -> None:
    for name in ("requirements/run.txt", "requirements/dev.txt"):
        content = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^([a-z0-9][\w.-]*==\S+)([^\n]*\n(?:[ \t]+[^\n]*\n)*)", content, re.M)
        bare = [pin for pin, rest in pins if "--hash=sha256:" not in rest]
        assert pins, f"{name} locks nothing."
        assert not bare, told(f"{name} has packages without a hash:", bare)
