"""Web pages: a report as one page that stands alone, and the tables of anybody's page.

The page carries its style and needs nothing from elsewhere: no script, no picture, no font.
"""

import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from lxml import etree
from lxml import html as markup

from gongkai.documents.intake import kind, text
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import DamagedDocument, TooLarge, WrongKind
from gongkai.documents.layout import columns, gbt9704, places
from gongkai.documents.report import (
    STATE_WORDS,
    Block,
    Heading,
    Paragraph,
    Reading,
    Report,
    Signature,
    StatutoryTable,
)
from gongkai.rules.annual_report.grid import Grid, GridCell, PlainGrid, Role
from gongkai.rules.annual_report.origin import Origin

_STYLE: Final = (files("gongkai.documents.layout") / "report.css").read_text("utf-8")
_WIDEST_SPAN: Final = 1000
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_LINES: Final = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "section", "article")


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


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the tables and the lines of a page; a merged cell is repeated where it reaches.

    A table that only holds other tables (a layout table) is left out, the inner ones are read.

    Raises:
        UnreadableDocument: it is no page, too large, or damaged beyond reading.
    """
    found = kind.admit(data, name, limits.file_bytes)
    if found not in (Kind.HTML, Kind.TEXT):
        zh, en = kind.NAMES[found]
        raise WrongKind(name, found=zh, found_en=en, wanted="网页（.html）", wanted_en="HTML")
    words = _DECLARATION.sub("", text.decode(data, name))
    parser = markup.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = markup.document_fromstring(words, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(
            name, where="没有可读的内容", where_en="it has nothing to read"
        ) from error
    tables = [table for table in root.iter("table") if table.find(".//table") is None]
    budget = _Budget(name, limits)
    grids = tuple(
        _plain(table, Origin(table=number), budget) for number, table in enumerate(tables, start=1)
    )
    return Reading(grids, tuple(_lines(root)))


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


class _Budget:
    """How many cells may still be laid out: one span of a stranger's page must not be a million."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limit, self.spent = name, limits.table_cells, 0

    def spend(self, cells: int) -> None:
        """Count cells. Raises TooLarge beyond the limit."""
        self.spent += cells
        if self.spent > self.limit:
            raise TooLarge(
                self.name,
                what="表格单元格数",
                what_en="table cells",
                limit=self.limit,
                found=f"{self.spent}+",
            )


_Hanging = dict[int, tuple[int, str]]


def _plain(table: "etree._Element", origin: Origin, budget: _Budget) -> PlainGrid:
    rows: list[list[str]] = []
    hanging: _Hanging = {}
    width = 0
    for row in table.iter("tr"):
        line, hanging = _line(row, hanging, budget)
        rows.append(line)
        width = max(width, len(line))
    budget.spend(sum(width - len(line) for line in rows))
    caption = table.find("caption")
    return PlainGrid(
        tuple(tuple(line + [""] * (width - len(line))) for line in rows),
        caption="" if caption is None else _words(caption),
        origin=origin,
    )


def _line(row: "etree._Element", above: _Hanging, budget: _Budget) -> tuple[list[str], _Hanging]:
    """Return a row's texts, with those that hang down into it, and what hangs on below it."""
    line: list[str] = []
    below: _Hanging = {}

    def put(words: str, across: int, down: int) -> None:
        budget.spend(across)
        if down > 1:
            below.update((len(line) + place, (down - 1, words)) for place in range(across))
        line.extend([words] * across)

    def take_hanging() -> None:
        while len(line) in above:
            down, words = above.pop(len(line))
            put(words, 1, down)

    for cell in row:
        if cell.tag in ("td", "th"):
            take_hanging()
            put(_words(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
    while above and max(above) >= len(line):
        take_hanging()
        if above and max(above) >= len(line):
            put("", 1, 1)
    return line, below


def _span(cell: "etree._Element", name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    if not value.isdecimal():
        return 1
    return min(max(int(value[:6]), 1), _WIDEST_SPAN)


def _words(element: "etree._Element") -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _lines(root: "etree._Element") -> Iterator[str]:
    """Yield the text outside tables, a line per paragraph, heading or list item.

    The title of the page comes first where no h1 says what the page is.
    """
    if not any(_words(heading) for heading in root.iter("h1")):
        yield from filter(None, (_words(title) for title in root.findall("./head/title")))
    for element in root.iter(*_LINES):
        if (
            element.find("./p") is not None
            or next(element.iterancestors("table"), None) is not None
        ):
            continue
        own = _words(element) if element.tag not in ("div", "section", "article") else _own(element)
        if own:
            yield own


def _own(element: "etree._Element") -> str:
    parts = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join("".join(str(part) for part in parts).split())
