"""PDFs as programs really draw them: tables by lines, boxes, thin boxes or nothing, text in any
order and manner. Written by hand, so that no producer needs to be installed."""

import zlib
from dataclasses import dataclass, field, replace
from typing import Any

from gongkai.documents.layout import columns, places
from gongkai.documents.layout.columns import text_width
from gongkai.rules.annual_report import grid
from gongkai.rules.annual_report.form import FilledForm
from gongkai.rules.annual_report.grid import Grid

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/DW 1000/W[1 95 500]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/Ascent 752"
    b"/Descent -271/CapHeight 737/StemV 58/ItalicAngle 0/FontBBox[-25 -254 1000 880]>>>>]>>"
)
_TURNED = b"/Rotate 90"


@dataclass(frozen=True)
class Manner:
    """How a producer draws: `rules` names what parts cells; the rest says how text is set."""

    rules: str = "lines"
    text: str = "lines"
    head_again: bool = False
    running: str = ""
    footer: str = "- {} -"
    left_aligned: bool = False
    turned: bool = False
    shift: float = 0.0


@dataclass
class Sheet:
    """Pages under the hand of one manner."""

    manner: Manner
    pages: list[list[str]] = field(default_factory=list)
    wide: float = 595.0
    tall: float = 842.0
    y: float = 0.0

    def __post_init__(self) -> None:
        self.turn_over()

    @property
    def left(self) -> float:
        """The left margin; every other page may stand farther right."""
        return 60.0 + self.manner.shift * (len(self.pages) % 2)

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.wide - 140.0

    def turn_over(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.y = self.tall - 70
        if self.manner.running:
            self.put(self.left, self.tall - 40, self.manner.running, 9)
        if self.manner.footer:
            self.put(self.wide / 2, 30, self.manner.footer.format(len(self.pages)), 9)

    def put(self, x: float, y: float, text: str, size: float) -> None:
        """Set a line of text."""
        parts = [(x, text)]
        if self.manner.text == "characters":
            parts = [(x + text_width(text[:at]) * size, each) for at, each in enumerate(text)]
        if self.manner.text == "twice":
            parts.append((x + 0.3, text))
        said = [
            f"BT /F {size} Tf {at:.2f} {y:.2f} Td <{words.encode('utf-16-be').hex()}> Tj ET"
            for at, words in parts
        ]
        page = self.pages[-1]
        page[:] = said + page if self.manner.text == "backwards" else page + said

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a rule as the manner draws it."""
        if self.manner.rules == "thin boxes":
            box = (x0, y0 - 0.25, x1 - x0, 0.5) if y0 == y1 else (x0 - 0.25, y1, 0.5, y0 - y1)
            self.pages[-1].append("{:.2f} {:.2f} {:.2f} {:.2f} re f".format(*box))
        else:
            self.pages[-1].append(f"0.5 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def border(self, x0: float, top: float, x1: float, bottom: float, *, outer: bool) -> None:
        """Draw what parts a cell from its neighbours."""
        match self.manner.rules:
            case "lines" | "thin boxes":
                sides = ((x0, top, x1, top), (x0, bottom, x1, bottom),
                         (x0, top, x0, bottom), (x1, top, x1, bottom))  # fmt: skip
            case "open sides":
                sides = ((x0, top, x1, top), (x0, bottom, x1, bottom))
                sides += () if outer else ((x0, top, x0, bottom),)
            case "level rules":
                sides = ((x0, top, x1, top), (x0, bottom, x1, bottom))
            case "boxes" | "boxes apart":
                gap = 0.8 if self.manner.rules == "boxes apart" else 0
                box = (x0 + gap, bottom + gap, x1 - x0 - 2 * gap, top - bottom - 2 * gap)
                self.pages[-1].append("0.5 w {:.2f} {:.2f} {:.2f} {:.2f} re S".format(*box))
                return
            case _:
                return
        for side in sides:
            self.rule(*side)

    def paragraph(self, text: str, size: float = 12) -> None:
        """Set a paragraph."""
        for line in _wrapped(text, self.room, size):
            if self.y - 1.6 * size < 60:
                self.turn_over()
            self.y -= 1.6 * size
            self.put(self.left, self.y, line, size)

    def table(self, drawn: Grid) -> None:
        """Draw a table, over pages where it needs to."""
        fit = columns.fit(drawn, self.room * 25.4 / 72)
        size = max(fit.size_pt, 5.5)
        edges = [0.0]
        for width in fit.widths_mm:
            edges.append(edges[-1] + width * 72 / 25.4)
        placed = places.of(drawn)
        texts = {
            place: list(place.cell.text)
            if place.cell.vertical
            else _wrapped(place.cell.text, edges[place.end_column] - edges[place.column] - 4, size)
            for place in placed
        }
        heights = [size * 1.3 + 6] * len(drawn.rows)
        for place, lines in texts.items():
            if place.cell.rowspan == 1:
                heights[place.row] = max(heights[place.row], len(lines) * size * 1.3 + 6)
        heads = places.head_rows(drawn) if self.manner.head_again else 0
        rows: list[int] = []
        y = self.y
        for row in range(len(drawn.rows)):
            if y - heights[row] < 60:
                if rows:
                    self._part(drawn, rows, edges, heights, texts, size)
                self.turn_over()
                rows, y = list(range(heads)), self.y - sum(heights[:heads])
            rows.append(row)
            y -= heights[row]
        self._part(drawn, rows, edges, heights, texts, size)
        self.y -= 10

    def _part(
        self,
        drawn: Grid,
        rows: list[int],
        edges: list[float],
        heights: list[float],
        texts: dict[places.Place, list[str]],
        size: float,
    ) -> None:
        tops = {}
        for row in rows:
            tops[row] = self.y
            self.y -= heights[row]
        for place, lines in texts.items():
            here = [row for row in rows if place.row <= row < place.end_row]
            if not here:
                continue
            x0, x1 = self.left + edges[place.column], self.left + edges[place.end_column]
            top, bottom = tops[here[0]], tops[here[-1]] - heights[here[-1]]
            self.border(x0, top, x1, bottom, outer=place.column == 0)
            if place.row not in here:
                continue
            fitting = lines[: max(1, int((top - bottom) / (size * 1.3)))]
            y = (top + bottom) / 2 + len(fitting) * size * 0.65
            for line in fitting:
                y -= size * 1.3
                spare = x1 - x0 - text_width(line) * size
                x = x0 + 2 if self.manner.left_aligned else x0 + spare / 2
                self.put(x, y + 0.3 * size, line, size)

    def saved(self) -> bytes:
        """The file."""
        count = len(self.pages)
        kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
        turned = _TURNED if self.manner.turned else b""
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
            _FONT,
        ]
        for at, page in enumerate(self.pages):
            stream = "\n".join(page).encode()
            if self.manner.turned:
                stream = b"q 0 1 -1 0 %d 0 cm\n" % self.tall + stream + b"\nQ"
            stream = zlib.compress(stream)
            box = (self.tall, self.wide) if self.manner.turned else (self.wide, self.tall)
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]" % box + turned
                + b"/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % (5 + 2 * at)
            )  # fmt: skip
            objects.append(
                b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream)
            )
        return assembled(objects)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of them its catalogue."""
    data, at = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        at.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer
    ) + b"startxref\n%d\n%%%%EOF" % len(data)  # fmt: skip


def report(filled: FilledForm, manner: Manner | None = None, **changes: Any) -> bytes:
    """An annual report drawn in a manner."""
    sheet = Sheet(replace(manner or Manner(), **changes))
    sheet.paragraph(filled.body, 18)
    sheet.paragraph(f"{filled.year}年政府信息公开工作年度报告", 18)
    for number, title in enumerate(filled.form.sections, 1):
        sheet.paragraph(f"{'一二三四五六'[number - 1]}、{title.text}", 14)
        for table in filled.form.tables:
            if table.section == number:
                sheet.table(grid.draw(filled, table.key))
        sheet.paragraph("本部分没有其他需要说明的事项，有关数字见上表。")
    return sheet.saved()


def _wrapped(text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for each in text:
        if lines[-1] and text_width(lines[-1] + each) * size > width:
            lines.append("")
        lines[-1] += each
    return lines
