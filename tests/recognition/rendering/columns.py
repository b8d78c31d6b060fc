"""Reports as `pdftotext -layout` prints them: the place in the line is the only separator.

Labels wrap in their narrow column, the values of a row stand beside or between their lines, the
merged label is printed one character a line, and pages end in the middle of tables.
"""

from dataclasses import dataclass
from random import Random

from tests.recognition.rendering.grids import Box, Sample, Table, Words
from tests.recognition.rendering.texts import matrix


@dataclass(frozen=True)
class Manner:
    """How one document is set: widths of columns, alignment, what a page end leaves."""

    stub: int
    value: int
    right: bool
    jitter: int
    between: bool  # values stand between the two lines of a wrapped label
    gap: bool  # an empty line between rows
    page: str  # "" no page ends; a template of the page number
    most: int  # digits that a narrow cell holds
    again: bool  # the heads of a table are repeated on the next page


def manner(random: Random, *, narrow: bool) -> Manner:
    return Manner(
        stub=random.choice([14, 20, 30, 40]),
        value=random.choice([6, 8, 10]),
        right=random.random() < 0.4,
        jitter=random.choice([0, 0, 1]),
        between=random.random() < 0.4,
        gap=random.random() < 0.3,
        page=random.choice(["", "-{}-", "— {} —", "{}", "第 {} 页"]),
        most=random.choice([2, 3]) if narrow else 99,
        again=random.random() < 0.3,
    )


def layout(random: Random, sample: Sample) -> str:
    """The document as layout text."""
    how = manner(random, narrow=sample.habits.narrow_cells)
    lines: list[str] = []
    for part in sample.parts:
        if isinstance(part, Words):
            lines += _paragraph(part)
        else:
            lines += _Canvas(random, how, part).lines()
        lines.append("")
    return "\n".join(_with_pages(random, how, lines)) + "\n"


def _paragraph(part: Words) -> list[str]:
    text = f"    {part.text}"
    return [text[start : start + 40] for start in range(0, len(text), 40)]


def _with_pages(random: Random, how: Manner, lines: list[str]) -> list[str]:
    if not how.page:
        return lines
    paged, number, left = [], 1, random.randint(25, 45)
    for line in lines:
        paged.append(line)
        left -= 1
        if left <= 0:
            mark = " " * random.randint(0, 60) + how.page.format(number)
            paged += ["", mark, random.choice(["", "\f"]).rstrip("\n")]
            number, left = number + 1, random.randint(25, 45)
    return paged


class _Canvas:
    """The lines of one table."""

    def __init__(self, random: Random, how: Manner, table: Table) -> None:
        self.random, self.how, self.table = random, how, table
        self.places = matrix(table)
        self.widths = self._widths()

    def _widths(self) -> list[int]:
        columns = len(self.places[0])
        texts = (box.text for row in self.table.rows for box in row if box.key)
        longest = min(self.how.most, max((len(text) for text in texts), default=1))
        value = max(self.how.value, longest + 2)
        if self.table.name == "table2":
            return [max(self.how.stub, 12)] + [max(value, 12)] * (columns - 1)
        if self.table.name == "table4":
            return [max(value - 2, longest + 2)] * columns
        return [4, 8, self.how.stub] + [value] * (columns - 3)

    def lines(self) -> list[str]:
        heights = [self._height(y) for y in range(len(self.places))]
        tops = [sum(heights[:y]) for y in range(len(heights) + 1)]
        drawn: list[dict[int, str]] = [{} for _ in range(tops[-1])]
        for y, row in enumerate(self.places):
            for x, box in enumerate(row):
                if box is not None and box.text:
                    self._set(drawn, x, box, tops[y], tops[min(y + box.down, len(heights))])
        lines = [self._line(each) for each in drawn]
        if self.how.again and len(lines) > 20:
            middle = tops[len(self.places) // 2]
            lines[middle:middle] = ["", *lines[: tops[self.table.heads]]]
        return lines

    def _width(self, x: int, box: Box) -> int:
        return sum(self.widths[x : x + box.across])

    def _wrapped(self, x: int, box: Box) -> list[str]:
        if box.key:
            most = self.how.most
            return [box.text[at : at + most] for at in range(0, len(box.text), most)] or [""]
        width = max(1, self._width(x, box) - 2)
        if box.down > 9:
            width = 1  # the merged label stands upright
        text = box.text if width > 1 else box.text.replace(" ", "")
        return [text[start : start + width].strip() for start in range(0, len(text), width)]

    def _height(self, y: int) -> int:
        high = 1
        for x, box in enumerate(self.places[y]):
            if box is not None and box.down == 1:
                count = len(self._wrapped(x, box))
                labelled = not box.key and count % 2 == 0 and self.how.between
                high = max(high, count + (1 if labelled and self._has_values(y) else 0))
        return high + self.how.gap

    def _has_values(self, y: int) -> bool:
        return any(box is not None and box.key for box in self.places[y])

    def _set(self, drawn: list[dict[int, str]], x: int, box: Box, top: int, end: int) -> None:
        texts = self._wrapped(x, box)
        room = end - top - self.how.gap
        start = top + max(0, (room - len(texts)) // 2)
        rows = list(range(start, start + len(texts)))
        if self.how.between and not box.key and len(texts) < room and len(texts) % 2 == 0:
            half = len(texts) // 2
            rows = [*range(start, start + half), *range(start + half + 1, start + len(texts) + 1)]
        left = sum(self.widths[:x])
        width = self._width(x, box)
        for row, text in zip(rows, texts, strict=True):
            if row >= len(drawn):
                row = len(drawn) - 1
            drawn[row][self._left(left, width, text, is_value=bool(box.key))] = text

    def _left(self, left: int, width: int, text: str, *, is_value: bool) -> int:
        spare = max(0, width - len(text) - 1)
        if not is_value:
            return left if width > 12 or self.how.right else left + spare // 2
        place = left + (spare if self.how.right else spare // 2)
        jitter = self.random.randint(-self.how.jitter, self.how.jitter)
        return max(left, min(left + spare, place + jitter))

    def _line(self, texts: dict[int, str]) -> str:
        line = ""
        for left in sorted(texts):
            if line and len(line) >= left:
                line += " "
            line = line.ljust(left) + texts[left]
        return line.rstrip()
