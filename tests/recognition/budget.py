"""How long the tests of this folder may look: a small sample, or minutes on request.

`GONGKAI_FUZZ_MINUTES=10` lets each search run that long on seeds that nobody has seen before.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import SystemRandom

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
ABSENT = pytest.param(
    CORPUS, marks=pytest.mark.skip(reason="the real documents of ../shared are not here")
)
MINUTES = float(os.environ.get("GONGKAI_FUZZ_MINUTES", "0"))


def documents(*suffixes: str) -> list[Path]:
    """The real documents of some kinds, in order."""
    return sorted(
        file for file in (CORPUS / "documents").glob("*") if not suffixes or file.suffix in suffixes
    )


def seeds(count: int) -> Iterator[int]:
    """The first `count` seeds; then, where minutes are given, unseen ones until they are over."""
    yield from range(count)
    end = time.monotonic() + 60 * MINUTES
    unseen = SystemRandom()
    while MINUTES and time.monotonic() < end:
        yield unseen.randrange(10**6, 10**9)
