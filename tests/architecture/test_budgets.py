"""Sizes and names: what grows past its budget is split by meaning, never by number."""

import ast
import re
from collections import Counter

import pytest

from tests.architecture.tree import below, syntax, text, told

LINES = [("src", ".py", 400), ("tests", ".py", 600), ("src", ".html", 150)]
MODULES_IN_A_FOLDER = 12
SAYS_NOTHING = re.compile(r"^(utils?|helpers?|common|core|misc|managers?|handlers?|part\d+)$")
BARE_NOQA = re.compile(r"#\s*noqa(?!: [A-Z]+\d+(, [A-Z]+\d+)* - \S)")
BARE_IGNORE = re.compile(r"#\s*type: ignore(?!\[[\w-]+(, [\w-]+)*\] # \S)")
THIS_FILE = "test_budgets.py"


@pytest.mark.parametrize(("folder", "suffix", "budget"), LINES)
def test_files_stay_within_their_budget(folder: str, suffix: str, budget: int) -> None:
    lengths = {path: len(text(path).splitlines()) for path in below(folder, suffix)}
    faults = [f"{path}: {count} lines" for path, count in lengths.items() if count > budget]
    assert not faults, told(
        f"A file has more than {budget} lines. Find the noun or verb that wants a file of its own:",
        faults,
    )


def test_a_folder_holds_at_most_twelve_modules() -> None:
    count = Counter(
        path.parent
        for folder in ("src", "tests")
        for path in below(folder, ".py")
        if path.name not in {"__init__.py", "conftest.py"}
    )
    faults = [f"{folder}: {n} modules" for folder, n in count.items() if n > MODULES_IN_A_FOLDER]
    assert not faults, told("The thirteenth module asks for a folder with a new noun:", faults)


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    faults = [
        str(path)
        for folder in ("src", "tests")
        for path in below(folder, "")
        if any(SAYS_NOTHING.match(part.partition(".")[0]) for part in path.parts)
    ]
    assert not faults, told("Name a file for the noun it is about:", faults)


def test_every_module_says_what_it_is_about() -> None:
    faults = [
        str(path)
        for path in below("src", ".py")
        if text(path).strip() and not ast.get_docstring(syntax(path))
    ]
    assert not faults, told(
        "A module opens with what it is about and what it refuses to do, in at most five lines:",
        faults,
    )


def test_an_excuse_names_its_code_and_its_reason() -> None:
    faults = [
        f"{path}:{number}"
        for folder in ("src", "tests")
        for path in below(folder, ".py")
        if path.name != THIS_FILE
        for number, line in enumerate(text(path).splitlines(), start=1)
        if BARE_NOQA.search(line) or BARE_IGNORE.search(line)
    ]
    assert not faults, told(
        "Write `# noqa: CODE - reason` or `# type: ignore[code] # reason`:", faults
    )
