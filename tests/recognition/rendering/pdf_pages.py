"""Reports as PDF with drawn tables, set by Typst: ruled or without rules, over several pages."""

from random import Random

import typst

from tests.recognition.rendering.grids import Box, Sample, Table, Words
from tests.recognition.rendering.texts import matrix

_PAGE = """#set page(width: 21cm, height: {height}cm, margin: 2cm, numbering: "{numbering}")
#set text(font: "Noto Serif SC", size: 9pt)
#set par(justify: false)
"""


def pdf(random: Random, sample: Sample) -> bytes:
    """The document as a PDF file."""
    rules = random.random() < 0.8
    height = random.choice([29.7, 29.7, 18])
    numbering = random.choice(["1", "- 1 -", "— 1 —"])
    parts = [_PAGE.format(height=height, numbering=numbering)]
    repeat = random.random() < 0.4
    for part in sample.parts:
        parts.append(
            _words(part) if isinstance(part, Words) else _table(part, rules=rules, repeat=repeat)
        )
    made = typst.compile("\n\n".join(parts).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def _quoted(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(part: Words) -> str:
    return f"*{_quoted(part.text)}*" if part.is_heading else _quoted(part.text)


def _table(table: Table, *, rules: bool, repeat: bool) -> str:
    widths = {
        "table2": "(3fr, 2fr, 2fr, 2fr)",
        "table3": "(0.7fr, 1.6fr, 3.6fr" + ", 1fr" * (_columns(table) - 3) + ")",
        "table4": "(1fr,) * 15",
    }[table.name]
    head = ", ".join(_cell(box) for row in table.rows[: table.heads] for box in row)
    rest = ", ".join(_cell(box) for row in table.rows[table.heads :] for box in row)
    header = f"table.header(repeat: {str(repeat).lower()}, {head}), " if head else ""
    stroke = "0.5pt" if rules else "none"
    return (
        f"#table(columns: {widths}, stroke: {stroke}, inset: 4pt, align: center + horizon, "
        f"{header}{rest})"
    )


def _columns(table: Table) -> int:
    return len(matrix(table)[0])


def _cell(box: Box) -> str:
    return f"table.cell(colspan: {box.across}, rowspan: {box.down})[{_quoted(box.text)}]"
