"""Reports as web pages: merged cells, the markup of office programs, tables cut in two."""

from html import escape
from random import Random

from tests.recognition.rendering.grids import Box, Sample, Table, Words
from tests.recognition.rendering.texts import matrix

_INNER = ("{}", "{}", "<p>{}</p>", "<p class=MsoNormal><span>{}</span></p>")
_STYLE = "<style>table{border-collapse:collapse;font-size:10px}td{text-align:center}</style>"
_OFFICE = (
    "<!--[if supportMisalignedColumns]><tr height=0></tr><![endif]-->",
    "<o:p></o:p>",
    "<!-- 表格 -->",
)


def page(random: Random, sample: Sample) -> str:
    """The document as a web page."""
    return _Page(random).write(sample)


class _Page:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.merged = random.choice(["spans", "spans", "spans", "spans", "empty cells"])
        self.inner = random.choice(
            ["{}", "{}", "<p>{}</p>", "<p class=MsoNormal><span>{}</span></p>"]
        )
        self.style = random.choice(["", "", _STYLE])
        self.padding = random.choice(["", "", "&nbsp;", " \n "])
        self.cut = random.random() < 0.3
        self.in_layout = random.random() < 0.3
        self.extra_head = random.random() < 0.3
        self.heads = random.choice(["td", "td", "th"])
        self.unclosed = random.random() < 0.15

    def write(self, sample: Sample) -> str:
        parts = []
        for part in sample.parts:
            if isinstance(part, Words):
                parts.append(f"<p>{escape(part.text)}</p>")
            else:
                parts.append(self._table(part))
        body = "\n".join(parts)
        if self.in_layout:
            body = f"<table width=100%><tr><td>{body}</td><td>&nbsp;</td></tr></table>"
        title = f"{sample.body}{sample.year}年政府信息公开工作年度报告"
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>'
            f"{self.style}"
            f'</head><body><div class="nav"><a href="/">首页</a> &gt; 年报</div>'
            f'<div id="zoom">{body}</div></body></html>'
        )

    def _table(self, table: Table) -> str:
        rows = self._spans(table) if self.merged == "spans" else self._empties(table)
        if self.extra_head and table.name == "table3" and table.heads:
            empty = f'<tr><td colspan="3"></td>{"<td></td>" * (table.width - 3)}</tr>'
            rows.insert(table.heads, empty)
        middle = self._seam(table)
        if self.cut and middle and not self.extra_head:
            between = "</table>\n<p>&nbsp;</p>\n<table border=1>"
            rows.insert(middle, between)
        residue = self.random.choice(["", *_OFFICE])
        return "<table border=1>" + "\n".join(rows) + residue + "</table>"

    def _seam(self, table: Table) -> int:
        """A row below which no merged box reaches, where a table can be cut."""
        if table.name == "table2":
            return 4
        return table.heads + 2 if table.name == "table3" else 0

    def _spans(self, table: Table) -> list[str]:
        rows = []
        for number, row in enumerate(table.rows):
            tag = self.heads if number < table.heads else "td"
            cells = "".join(self._cell(box, tag) for box in row)
            rows.append(f"<tr>{cells}" if self.unclosed else f"<tr>{cells}</tr>")
        return rows

    def _cell(self, box: Box, tag: str) -> str:
        spans = f' colspan="{box.across}"' if box.across > 1 else ""
        spans += f" rowspan={box.down}" if box.down > 1 else ""
        end = "" if self.unclosed else f"</{tag}>"
        return f"<{tag}{spans}>{self._text(box.text)}{end}"

    def _text(self, text: str) -> str:
        return self.inner.format(self.padding + escape(text) + self.padding)

    def _empties(self, table: Table) -> list[str]:
        rows = []
        for row in matrix(table):
            cells = (f"<td>{self._text(box.text) if box else ''}</td>" for box in row)
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return rows
