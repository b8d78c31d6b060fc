"""A report as one web page that stands alone.

The page carries its style and needs nothing from elsewhere: no script, no picture, no font.
"""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from gongkai.documents.layout import columns, gbt9704, places
from gongkai.documents.report import (
    STATE_WORDS,
    Block,
    Heading,
    Paragraph,
    Report,
    Signature,
    StatutoryTable,
)
from gongkai.rules.annual_report.grid import Grid, GridCell, Role

_STYLE: Final = (files("gongkai.documents.layout") / "report.css").read_text("utf-8")


def write(report: Report) -> bytes:
    """Return the report as a complete page in UTF-8."""
    title = escape(report.full_title)
    lines = "".join(f"<span>{escape(line)}</span>" for line in report.title)
    banner = f'<aside class="banner">{escape(report.banner)}</aside>' if report.banner else ""
    body = "\n".join(_blocks(report))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="author" content="{escape(report.body)}">
<meta name="dcterms.modified" content="{report.made_at.isoformat()}">
<style>
{_STYLE}</style>
</head>
<body>
{banner}
<main>
<h1>{lines}</h1>
{body}
{_facts(report)}
</main>
</body>
</html>
""".encode()


def _facts(report: Report) -> str:
    """The line below the document that says what it is; "" where there is nothing to say."""
    if report.filled is None:
        return ""
    filled = report.filled
    words = (
        f"报告年度：{filled.year}年；格式：{filled.form.name.text}；"
        f"状态：{STATE_WORDS[report.state]}。"
    )
    return f'<footer class="meta"><p>{escape(words)}</p></footer>'


def _blocks(report: Report) -> Iterator[str]:
    heading = ""
    for number, block in enumerate(report.blocks, start=1):
        yield _block(block, heading, number)
        if isinstance(block, Heading):
            heading = block.text


def _block(block: Block, heading: str, number: int) -> str:
    match block:
        case Heading(words, level):
            tag = f"h{min(level, 5) + 1}"
            return f"<{tag}>{escape(words)}</{tag}>"
        case Paragraph(words):
            return f"<p>{escape(words)}</p>"
        case StatutoryTable(grid):
            return _table(grid, heading, number)
        case Signature(organ, _):
            return f'<div class="signature"><p>{escape(organ)}</p><p>{block.day}</p></div>'


def _table(grid: Grid, heading: str, number: int) -> str:
    """A table a keyboard can scroll. A caption that repeats its heading is for readers only."""
    seen = ' class="unseen"' if heading.endswith(grid.caption) else ""
    heads = places.head_rows(grid)
    rows = [f"<tr>{''.join(_cell(cell) for cell in cells)}</tr>" for cells in grid.rows]
    head = f"<thead>\n{chr(10).join(rows[:heads])}\n</thead>\n" if heads else ""
    parts = "".join(
        f"<tbody>\n{chr(10).join(rows[max(heads, run.start) : run.stop])}\n</tbody>\n"
        for run in places.parts(grid)
    )
    return (
        f'<div class="sheet" role="region" tabindex="0" aria-labelledby="caption-{number}">\n'
        f'<table id="{escape(grid.key)}">\n'
        f'<caption id="caption-{number}"{seen}>{escape(grid.caption)}</caption>\n'
        f"<colgroup>{_columns(grid)}</colgroup>\n"
        f"{head}{parts}</table>\n</div>"
    )


def _columns(grid: Grid) -> str:
    """Return the columns with the widths they have on paper, as shares of the table."""
    shares = (
        width / gbt9704.TEXT_WIDTH_MM
        for width in columns.fit(grid, gbt9704.TEXT_WIDTH_MM).widths_mm
    )
    return "".join(f'<col style="width:{share:.2%}">' for share in shares)


def _cell(cell: GridCell) -> str:
    is_head = cell.role in (Role.HEAD, Role.STUB) or bool(cell.scope)
    names = [cell.role.value] if cell.role in (Role.FIGURE, Role.NOTE) else []
    names += ["total"] * cell.total + ["upright"] * cell.vertical
    attributes = "".join(
        f' {name}="{value}"'
        for name, value in (
            ("scope", cell.scope if is_head else ""),
            ("colspan", cell.colspan if cell.colspan > 1 else ""),
            ("rowspan", cell.rowspan if cell.rowspan > 1 else ""),
            ("class", " ".join(names)),
            ("data-cell", str(cell.key) if cell.key else ""),
        )
        if value
    )
    tag = "th" if is_head else "td"
    return f"<{tag}{attributes}>{escape(cell.text)}</{tag}>"
