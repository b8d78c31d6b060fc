"""One printed digit of a table changed: where the digits stand, and what a reader then says."""

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from gongkai.rules.annual_report import check
from gongkai.rules.annual_report.form import FilledForm, Finding
from tests.recognition.rendering.grids import Box, Part, Sample, Table
from tests.recognition.rendering.statute import ITEMS, OTHERS, OUTCOMES, RECEIVED, Line

_FIGURES = re.compile(r"[ \t\r\n|　]*(?P<run>[-+−]?\d[\d\s.,/|+-]*)")
_ITEM_NUMBER = re.compile(r"\d[.．、]\s*[^\d\s|]")
_PAGE = re.compile(r"\s*[-—]\s*\d+\s*[-—]\s*")
_ALONE = re.compile(r"\s*\d+\s*")
_START = "第二十条"
_END = re.compile(r"存\s*在\s*的?\s*(?:主\s*要\s*)?问\s*题")


def digits(text: str) -> list[int]:
    """The places of the digits that are printed as figures of the three tables of a text.

    Labels are the statute's: a digit counts where it follows a label of a row, before any other
    word; numbers of items (2.其他…) and of pages do not count.
    """
    start = text.find(_START)
    ends = [each.start() for each in _END.finditer(text) if each.start() > start]
    end = ends[0] if ends else len(text)
    found: set[int] = set()
    for label in _labels():
        for match in label.finditer(text, start, end):
            run = _FIGURES.match(text, match.end(), end)
            if run:
                found |= set(_of_figures(text, run.start("run"), run.end("run")))
    return sorted(found)


def _labels() -> Iterator[re.Pattern[str]]:
    lines: list[Line] = [*RECEIVED, *OUTCOMES, *OTHERS]
    lines += [line for items in ITEMS.values() for item in items for line in item.lines]
    for line in lines:
        for label in (line.label, *line.variants):
            bare = re.sub(r"^\d\.|^（.）|^.、", "", label)
            if len(bare) > 2 or bare == "规章":
                yield re.compile(r"\s*".join(re.escape(sign) for sign in bare))


def _of_figures(text: str, start: int, end: int) -> Iterator[int]:
    for place in range(start, end):
        if not text[place].isdigit() or _ITEM_NUMBER.match(text, place):
            continue
        if not _is_of_a_page(text, place):
            yield place


def _is_of_a_page(text: str, place: int) -> bool:
    """Whether a digit is the number of a page: -3- on a line, or alone above a row of pipes."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    line = text[start : end if end >= 0 else None]
    alone = _ALONE.fullmatch(line) is not None and text[end + 1 : end + 2] == "|"
    return _PAGE.fullmatch(line) is not None or alone


def changed(random: Random, digit: str) -> str:
    """Another digit."""
    return random.choice([each for each in "0123456789" if each != digit])


def sample_with_one_digit_changed(random: Random, sample: Sample) -> tuple[Sample, str] | None:
    """A sample that prints another digit in one figure, and the place of that figure."""
    boxes = [box for box in sample.boxes() if box.key in sample.told and box.text.isdigit()]
    if not boxes:
        return None
    box = random.choice(boxes)
    place = random.randrange(len(box.text))
    digit = changed(random, box.text[place])
    text = box.text[:place] + digit + box.text[place + 1 :]
    if len(text) > 1 and text[0] == "0":
        return None  # no body prints a leading zero
    told = {**sample.told, box.key: int(text)}
    parts = [_replaced(part, box, replace(box, text=text)) for part in sample.parts]
    return replace(sample, parts=tuple(parts), told=told), box.key


def _replaced(part: Part, old: Box, new: Box) -> Part:
    if not isinstance(part, Table):
        return part
    rows = tuple(tuple(new if box.key == old.key else box for box in row) for row in part.rows)
    return replace(part, rows=rows)


def every_finding(filled: FilledForm) -> set[tuple[str, ...]]:
    """What is said of a report, in a form that can be compared."""
    return {_told(each) for each in check.findings(filled)}


def _told(each: Finding) -> tuple[str, ...]:
    return (each.rule, str(each.cell), str(each.expected), str(each.found), each.arithmetic)


def differences(before: FilledForm, after: FilledForm) -> dict[str, tuple[str, str]]:
    """The cells whose figure is another one."""
    keys = {*before.cells, *after.cells}
    return {
        str(key): (str(before[key].value), str(after[key].value))
        for key in keys
        if before[key].value != after[key].value
    }


def is_one_digit(before: str, after: str, old: str, new: str) -> bool:
    """Whether two figures differ by that one digit and nothing else."""
    if len(before) != len(after):
        # 0 in front is not printed by the number: 10 with its 1 made 0 is 00, read as 0
        before, after = before.rjust(len(after), "0"), after.rjust(len(before), "0")
    pairs = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return pairs == [(old, new)]
