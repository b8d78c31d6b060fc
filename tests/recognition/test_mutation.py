"""One printed digit changed in any document: the cell changes with it, or a finding appears."""

import sys
from pathlib import Path
from random import Random

import pytest

from gongkai.documents import formats
from gongkai.rules.annual_report.form import FilledForm
from tests.recognition import budget, marking, mutation
from tests.recognition.rendering import documents, grids

TEXTS = budget.documents(".txt", ".md") or [budget.ABSENT]
PER_DOCUMENT = 3
RENDERED = 34
LAYOUTS = [layout for layout in documents.LAYOUTS if layout not in ("pdf", "csv")]


def silent_change(before: FilledForm, text: str, place: int, digit: str) -> str:
    """Why a reading of the changed text is a fault, "" where it is none."""
    new = text[:place] + digit + text[place + 1 :]
    after = formats.read_report(new.encode(), "年报.txt")
    if mutation.every_finding(after) - mutation.every_finding(before):
        return ""
    changes = mutation.differences(before, after)
    where = text[max(0, place - 30) : place + 12].replace("\n", "⏎")
    if not changes:
        return f"{text[place]}→{digit} at {place} changes nothing: {where}"
    if len(changes) == 1:
        was, now = next(iter(changes.values()))
        if mutation.is_one_digit(was, now, text[place], digit):
            return ""
    return f"{text[place]}→{digit} at {place} changes {changes}: {where}"


@pytest.mark.corpus
@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_a_digit_changed_in_a_real_document_is_seen(file: Path) -> None:
    text = file.read_text("utf-8", errors="replace")
    places = mutation.digits(text)
    assert len(places) > 100, "the figures of the tables are found"
    random = Random(file.stem)
    before = formats.read_report(text.encode(), "年报.txt")
    chosen = places if budget.MINUTES else random.sample(places, PER_DOCUMENT)

    faults = [
        fault
        for place in chosen
        if (fault := silent_change(before, text, place, mutation.changed(random, text[place])))
    ]

    sys.stdout.write(f"\n{file.name}: {len(chosen)} of {len(places)} digits changed\n")
    assert not faults


def test_a_digit_changed_in_a_report_of_our_own_is_seen() -> None:
    faults = []
    for seed in budget.seeds(RENDERED):
        layout = LAYOUTS[seed % len(LAYOUTS)]
        random = Random(seed)
        sample = grids.compose(seed, strength=0.0)
        other = mutation.sample_with_one_digit_changed(random, sample)
        if other is None:
            continue
        before = documents.write(layout, Random(seed), sample)
        after = documents.write(layout, Random(seed), other[0])
        read = marking.read(after)
        if mutation.every_finding(read) - mutation.every_finding(marking.read(before)):
            continue
        mark = marking.mark(after, read)
        if mark.wrong or mark.silent:
            faults.append((layout, seed, other[1], mark.wrong, mark.silent))

    assert not faults
