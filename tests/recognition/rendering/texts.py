"""Reports as plain text: separated by tabs, pipes or spaces, one cell a line, or glued together.

Each writer takes a seeded Random and a sample, and returns the text of the whole document.
"""

import re
from collections.abc import Callable, Iterator
from random import Random

from tests.recognition.rendering.grids import Box, Sample, Table, Words

Writer = Callable[[Random, Sample], str]
_CHROME = (
    "首页 > 政府信息公开 > 政府信息公开年报\n发布时间：2024-01-22 09:30 浏览次数：127\n",
    "标题: 政府信息公开工作年度报告\n发布时间: 2024-01-22 15:22\n栏目: 政府信息公开年报\n",
)


def matrix(table: Table) -> list[list[Box | None]]:
    """Every place of a table: the box that begins there, None where a merged one reaches."""
    places: dict[tuple[int, int], Box | None] = {}
    for y, row in enumerate(table.rows):
        x = 0
        for box in row:
            while (y, x) in places:
                x += 1
            for down in range(box.down):
                for across in range(box.across):
                    places[y + down, x + across] = None
            places[y, x] = box
            x += box.across
    width = max(x for _, x in places) + 1
    return [[places.get((y, x)) for x in range(width)] for y in range(len(table.rows))]


def in_prose(random: Random, sample: Sample, table: Callable[[Table], str]) -> str:
    """The document: its words as paragraphs, its tables by `table`."""
    gap = random.choice(["\n", "\n\n"])
    parts = [part.text if isinstance(part, Words) else table(part) for part in sample.parts]
    start = random.choice(["", "", *_CHROME])
    return start + gap.join(parts) + "\n"


def _full(table: Table, covered: str) -> Iterator[list[str]]:
    """The texts of each row; places under a merged box are empty, or not there at all.

    `covered` says which are empty: "none", "all", or those "down" below a box.
    """
    if covered == "none":
        yield from ([box.text for box in row] for row in table.rows)
        return
    for line in matrix(table):
        row: list[str] = []
        after = 0
        for box in line:
            if box is not None:
                row.append(box.text)
                after = box.across - 1
            elif covered == "all" or after <= 0:
                row.append("")
            else:
                after -= 1
        yield row


def _covered(random: Random) -> str:
    return random.choice(["none", "none", "all", "down"])


def tabs(random: Random, sample: Sample) -> str:
    covered = _covered(random)
    return in_prose(
        random, sample, lambda t: "\n".join("\t".join(row) for row in _full(t, covered))
    )


def pipes(random: Random, sample: Sample) -> str:
    """`a | b | c |` as extractors of web pages print tables; covered places left out or empty."""
    covered = _covered(random)
    leading = random.choice(["", "", "| ", "|"])
    between = random.choice([" | ", "|", " |"])
    trailing = random.choice([" |", "|", ""])

    def draw(table: Table) -> str:
        rows = (leading + between.join(row) + trailing for row in _full(table, covered))
        return "\n".join(rows)

    return in_prose(random, sample, draw)


def bare_pipes(random: Random, sample: Sample) -> str:
    """Rows short of cells are filled up with bare pipes at their end: `规章 | 0 | |||`."""
    one_a_line = random.random() < 0.6
    end = " |\n" if one_a_line else " | "

    def draw(table: Table) -> str:
        lines = []
        for row in table.rows:
            lacking = table.width - len(row)
            pads = "|" * (lacking if random.random() < 0.95 else lacking - 1)
            texts = [box.text for box in row]
            if one_a_line:
                said = "".join(f"{text} |\n" if text else "|\n" for text in texts)
                lines.append(said + (f"{pads}\n" if pads else ""))
            else:
                lines.append(end.join(texts) + f" | {pads}".rstrip() + "\n")
        return "".join(lines).rstrip("\n")

    return in_prose(random, sample, draw)


def pipe_on_its_line(random: Random, sample: Sample) -> str:
    """A cell, then a line with the pipe alone."""

    def draw(table: Table) -> str:
        rows = ("\n|\n".join(box.text for box in row) for row in table.rows)
        return "\n|\n".join(rows) if random.random() < 0.5 else "\n\n".join(rows)

    return in_prose(random, sample, draw)


def markdown(random: Random, sample: Sample) -> str:
    """A table of Markdown for every table, with its rule below the first row."""
    covered = _covered(random)

    def draw(table: Table) -> str:
        rows = list(_full(table, covered))
        width = max(len(row) for row in rows)
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        lines.insert(1, "|" + "---|" * width)
        return "\n".join(["", *lines, ""])

    def words(part: Words) -> str:
        if part.is_heading and level:
            return f"{level} {part.text}"
        return f"**{part.text}**" if part.is_heading and random.random() < 0.3 else part.text

    level = random.choice(["", "##", "###"])
    parts = [words(part) if isinstance(part, Words) else draw(part) for part in sample.parts]
    return "\n\n".join(parts) + "\n"


def ocr_markdown(random: Random, sample: Sample) -> str:
    """OCR gives every table heads of its own making and lays its rows below them."""

    def draw(table: Table) -> str:
        rows = list(_full(table, "none"))
        if table.name != "table2":
            rows = rows[table.heads :]
        width = max(len(row) for row in rows)
        lies = [f"数据{number}" for number in range(1, width)]
        if random.random() < 0.3:
            lies[:2] = ["本年新收件数", "上年结转件数"][: len(lies)]
        lines = [f"| {' | '.join(row)} |" for row in (["项目", *lies], *rows)]
        lines.insert(1, "|" + "---|" * width)
        return "\n".join(["", *lines, ""])

    return in_prose(random, sample, draw)


def one_cell_a_line(random: Random, sample: Sample) -> str:
    """A cell a line; a blank cell is a blank line, or nothing is left of it."""
    gap = random.choice(["\n", "\n\n", "\n \n"])
    return in_prose(random, sample, lambda t: gap.join(box.text for row in t.rows for box in row))


def spaced(random: Random, sample: Sample) -> str:
    """The words and figures of a row on a line, parted by a single space."""
    wide = random.choice([" ", " ", "  ", "　"])

    def draw(table: Table) -> str:
        return "\n".join(wide.join(b.text for b in row if b.text) for row in table.rows)

    return in_prose(random, sample, draw)


def glued_rows(random: Random, sample: Sample) -> str:
    """Every row on its line, nothing between its cells."""
    return in_prose(
        random, sample, lambda t: "\n".join("".join(b.text for b in row) for row in t.rows)
    )


def glued(random: Random, sample: Sample) -> str:
    """The whole document in a line without a separator, as flattened web pages are."""
    text = in_prose(random, sample, lambda t: "".join(b.text for row in t.rows for b in row))
    return re.sub(r"\n+", "", text)


def glued_with_stray_spaces(random: Random, sample: Sample) -> str:
    """As glued, with a few spaces left between cells."""
    share = random.choice([0.03, 0.1, 0.5])

    def draw(table: Table) -> str:
        texts = (b.text for row in table.rows for b in row)
        return "".join(text + (" " if random.random() < share else "") for text in texts)

    return re.sub(r"\n+", random.choice(["", "\n"]), in_prose(random, sample, draw))


def orphans(random: Random, sample: Sample) -> str:
    """Labels as running text, and the row of values as a table of its own below or above them."""

    def row_of(row: tuple[Box, ...]) -> str:
        words = "\n".join(b.text for b in row if not b.key and b.text)
        values = [b.text for b in row if b.key]
        if not values:
            return words
        line = f"| {' | '.join(values)} |"
        if random.random() < 0.6:
            labels = [b.text for b in row if not b.key and b.text]
            return f"| {' | '.join([*labels, *values])} |"
        rule = "|" + "---|" * len(values)
        return "\n".join([words, line, rule] if words else [line, rule])

    def draw(table: Table) -> str:
        if table.name != "table3":
            rows = (" ".join(b.text for b in row if b.text) for row in table.rows)
            return "\n".join(rows)
        return "\n".join(row_of(row) for row in table.rows)

    return in_prose(random, sample, draw)


WRITERS: dict[str, Writer] = {
    "tabs": tabs,
    "pipes": pipes,
    "bare pipes": bare_pipes,
    "pipe on its line": pipe_on_its_line,
    "markdown": markdown,
    "ocr markdown": ocr_markdown,
    "one cell a line": one_cell_a_line,
    "spaced": spaced,
    "glued rows": glued_rows,
    "glued": glued,
    "glued, stray spaces": glued_with_stray_spaces,
    "orphan rows": orphans,
}
