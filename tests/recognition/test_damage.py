"""Files cut, changed and shuffled: read or refused with a sentence, never a crash, in good time."""

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from gongkai.documents import formats
from gongkai.documents.intake.unreadable import UnreadableDocument
from tests.recognition import budget, damage
from tests.recognition.rendering import documents

REAL = budget.documents() or [budget.ABSENT]
PER_DOCUMENT = 6
PER_LAYOUT = 5
LONGEST_SECONDS = 20


def outcome(data: bytes, name: str) -> str:
    """What became of a file; anything but reading it or refusing it is raised."""
    start = time.monotonic()
    try:
        formats.read_report(data, name)
        result = "read"
    except UnreadableDocument as refused:
        result = type(refused).__name__ if refused.message and refused.message_en else ""
    assert result, "a refusal says why"
    assert time.monotonic() - start < LONGEST_SECONDS
    return result


def shaken(name: str, data: bytes, count: int, seed: str) -> Counter[str]:
    """The outcomes of damaged copies of a file."""
    random = Random(seed)
    is_text = not name.endswith((".pdf", ".docx", ".xlsx"))
    found: Counter[str] = Counter()
    for number in budget.seeds(count):
        if number >= count:
            random = Random(number)
        found[outcome(damage.damaged(random, data, is_text=is_text), name)] += 1
    return found


@pytest.mark.corpus
@pytest.mark.parametrize("file", REAL, ids=lambda file: file.name)
def test_a_real_document_that_is_damaged_never_crashes_the_reader(file: Path) -> None:
    count = 2 if file.suffix == ".pdf" else PER_DOCUMENT

    found = shaken(file.name, file.read_bytes(), count, file.name)

    sys.stdout.write(f"\n{file.name}: {dict(found)}\n")
    assert found.total() >= count


@pytest.mark.parametrize("layout", documents.LAYOUTS)
def test_a_report_of_our_own_that_is_damaged_never_crashes_the_reader(layout: str) -> None:
    printed = documents.printed(layout, 5, strength=0.5, size="county")
    count = 2 if layout == "pdf" else PER_LAYOUT

    found = shaken(printed.name, printed.data, count, layout)

    sys.stdout.write(f"\n{layout}: {dict(found)}\n")
    assert found.total() >= count
