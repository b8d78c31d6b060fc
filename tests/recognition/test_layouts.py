"""Random reports printed in every layout and read back: right or open with a finding, never wrong.

The shares below are measured on the fixed sample that the tests print; they only go up.
"""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.recognition import budget, marking
from tests.recognition.marking import Mark
from tests.recognition.rendering import documents

SAMPLES = {"pdf": 3, "csv": 4, "xlsx": 4, "docx": 6}  # the slow ones
OFFICIAL, USUAL, ALL_AT_ONCE = 0.0, 0.5, 1.0

# layout: the least share of printed cells read right, of the official form and of a usual one
SHARES: dict[str, tuple[float, float]] = {
    "tabs": (1.0, 0.99),
    "pipes": (1.0, 0.99),
    "bare pipes": (1.0, 0.98),
    "pipe on its line": (1.0, 0.98),
    "markdown": (1.0, 0.99),
    "ocr markdown": (1.0, 0.99),
    "one cell a line": (1.0, 0.97),
    "spaced": (1.0, 0.99),
    "glued rows": (0.88, 0.57),
    "glued": (0.88, 0.57),
    "glued, stray spaces": (0.88, 0.57),
    "orphan rows": (1.0, 0.99),
    "layout text": (1.0, 0.97),
    "pdf text": (0.98, 0.97),
    "html": (1.0, 0.99),
    "csv": (1.0, 0.97),
    "xlsx": (1.0, 0.99),
    "docx": (1.0, 0.99),
    "pdf": (1.0, 0.98),
}


def sheet(layout: str, strength: float) -> tuple[list[tuple[int, Mark]], float]:
    """The marks of the sample of a layout, and the share read right."""
    count = SAMPLES.get(layout, 8)
    marks = [
        (seed, marking.mark(documents.printed(layout, seed, strength=strength)))
        for seed in range(count)
    ]
    cells = sum(mark.cells for _, mark in marks)
    right = sum(len(mark.right) for _, mark in marks)
    left_open = sum(len(mark.left_open) for _, mark in marks)
    sys.stdout.write(
        f"\n{layout:20} strength {strength}: {cells:5} cells, {right / cells:7.2%} right, "
        f"{left_open:4} open\n"
    )
    return marks, right / cells


def faults(marks: list[tuple[int, Mark]]) -> list[tuple[int, Mark]]:
    """The readings with a wrong figure, a silent gap or the other edition."""
    return [(seed, m) for seed, m in marks if m.wrong or m.silent or not m.edition]


@pytest.mark.parametrize("layout", sorted(SHARES))
def test_the_official_form_is_read_in_every_layout(layout: str) -> None:
    marks, share = sheet(layout, OFFICIAL)

    assert not faults(marks)
    assert share >= SHARES[layout][0]


@pytest.mark.parametrize("layout", sorted(SHARES))
def test_a_form_as_bodies_fill_it_is_read_or_left_open_and_never_wrong(layout: str) -> None:
    marks, share = sheet(layout, USUAL)

    assert not faults(marks)
    assert share >= SHARES[layout][1]


@settings(
    deadline=None,
    max_examples=40,
    derandomize=not budget.MINUTES,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    layout=st.sampled_from(sorted(SHARES)),
    seed=st.integers(0, 10**9),
    strength=st.sampled_from([OFFICIAL, USUAL, ALL_AT_ONCE]),
    adds_up=st.booleans(),
)
def test_no_report_in_any_layout_is_read_wrong_in_silence(
    layout: str, seed: int, strength: float, adds_up: bool
) -> None:
    printed = documents.printed(layout, seed, strength=strength, sums=adds_up)

    mark = marking.mark(printed)

    assert not mark.wrong
    assert not mark.silent
    assert mark.edition


def test_every_layout_has_its_share() -> None:
    assert set(SHARES) == set(documents.LAYOUTS)


@pytest.mark.skipif(not budget.MINUTES, reason="a search of minutes: set GONGKAI_FUZZ_MINUTES")
def test_unseen_reports_are_never_read_wrong_in_silence() -> None:
    found = []
    for seed in budget.seeds(0):
        layout = documents.LAYOUTS[seed % len(documents.LAYOUTS)]
        strength = (OFFICIAL, USUAL, ALL_AT_ONCE)[seed % 7 % 3]
        printed = documents.printed(layout, seed, strength=strength, sums=seed % 5 > 1)
        mark = marking.mark(printed)
        if mark.wrong or mark.silent or not mark.edition:
            found.append((layout, seed, strength, mark.wrong[:3], mark.silent[:3]))

    assert not found
