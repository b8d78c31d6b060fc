"""Reports as plain text taken out of a PDF, and as CSV.

Labels wrap, their values follow, stand between the halves or come before them; heads of narrow
columns are read a line across them all, and page numbers fall between the rows.
"""

import csv
import io
from collections.abc import Iterator
from random import Random

from tests.recognition.rendering.grids import Box, Sample, Table
from tests.recognition.rendering.texts import in_prose, matrix


def pdf_text(random: Random, sample: Sample) -> str:
    """The text of a PDF in the order of its lines."""
    width = random.choice([12, 16, 40])
    place = random.choice(["after", "after", "between"])
    values = random.choice([" ", " ", "\n"])
    pages = random.random() < 0.4
    mark = random.choice(["{}", "-{}-", "— {} —", "第{}页"])

    def draw(table: Table) -> str:
        lines = list(_heads(table, width))
        for number, row in enumerate(table.rows[table.heads :]):
            lines += _row(row, width, place, values)
            if pages and random.random() < 0.08:
                lines.append(mark.format(number + 1))
        return "\n".join(lines)

    return in_prose(random, sample, draw)


def _heads(table: Table, width: int) -> Iterator[str]:
    """Head rows: merged ones as they are; the narrow ones halved, half below half."""
    if table.name == "table2":
        for row in table.rows[: table.heads]:
            yield " ".join(box.text for box in row)
        return
    for row in table.rows[: table.heads]:
        halves = [_halved(box) for box in row if box.text]
        deep = max((len(each) for each in halves), default=0)
        for level in range(deep):
            yield " ".join(each[level] for each in halves if level < len(each))


def _halved(box: Box) -> list[str]:
    text = box.text
    if box.across > 1 or len(text) not in (4, 6):
        return [text]
    half = len(text) // 2
    return [text[:half], text[half:]]


def _row(row: tuple[Box, ...], width: int, place: str, between: str) -> list[str]:
    labels = [box.text for box in row if not box.key and box.text]
    label = labels.pop() if labels else ""
    values = between.join(box.text for box in row if box.key and box.text)
    parts = [label[start : start + width] for start in range(0, len(label), width)]
    if len(parts) < 2:
        return [*labels, f"{label}{between}{values}".strip()]
    if place == "between" and " " in between and len(parts) == 2:
        return [*labels, parts[0], values, parts[1]]
    return [*labels, *parts[:-1], f"{parts[-1]}{between}{values}".strip()]


def delimited(random: Random, sample: Sample) -> str:
    """The document as a spreadsheet program saves it as CSV: merged places are empty."""
    target = io.StringIO()
    writer = csv.writer(target)
    for part in sample.parts:
        if isinstance(part, Table):
            for line in matrix(part):
                writer.writerow(["" if box is None else box.text for box in line])
        else:
            writer.writerow([part.text])
    return target.getvalue()
