"""A statutory table in a Word document: merged cells, a thick frame, heads on every page."""

from collections.abc import Iterator

from lxml import etree

from gongkai.documents.docx.markup import TWIPS_PER_MM, element, run, run_properties
from gongkai.documents.layout import columns, gbt9704, places
from gongkai.rules.annual_report.grid import Grid, Role

_EIGHTHS_PER_PT = 8
_CELL_MARGIN_MM = 0.8
_TALLEST_LINE = 1.45


def build(grid: Grid) -> "etree._Element":
    """Return the table of a grid, as wide as the text block."""
    fit = columns.fit(grid, gbt9704.TEXT_WIDTH_MM)
    widths = [round(width * TWIPS_PER_MM) for width in fit.widths_mm]
    table = element("tbl", _properties(sum(widths)))
    table.append(element("tblGrid", *(element("gridCol", w=width) for width in widths)))
    heads = places.head_rows(grid)
    tied = _tied_rows(grid)
    for number, cells in enumerate(_rows(grid)):
        properties = element("trPr", element("cantSplit"))
        properties.append(element("trHeight", val=round(fit.size_pt * 20 * 1.75), hRule="atLeast"))
        if number < heads:
            properties.append(element("tblHeader"))
        row = element("tr", properties)
        for place, follows in cells:
            row.append(_cell(place, widths, fit.size_pt, follows=follows, tied=number in tied))
        table.append(row)
    return table


def _rows(grid: Grid) -> Iterator[list[tuple[places.Place, bool]]]:
    """Yield each row's cells in order; a cell that reaches down comes again, as following."""
    placed = places.of(grid)
    for number in range(len(grid.rows)):
        covering = [place for place in placed if place.row <= number < place.end_row]
        covering.sort(key=lambda place: place.column)
        yield [(place, place.row < number) for place in covering]


def _tied_rows(grid: Grid) -> set[int]:
    """Return the rows that stay on the page of the next one: each part of table 2, but its last."""
    runs = places.parts(grid)
    if len(runs) == 1:
        return set(range(places.head_rows(grid)))
    return {row for run_of_rows in runs for row in run_of_rows[:-1]}


def _properties(width: int) -> "etree._Element":
    thick, thin = (round(size * _EIGHTHS_PER_PT) for size in (gbt9704.THICK_PT, gbt9704.THIN_PT))
    margin = round(_CELL_MARGIN_MM * TWIPS_PER_MM)
    frame = {"top": thick, "left": thick, "bottom": thick, "right": thick}
    lines = {**frame, "insideH": thin, "insideV": thin}
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element(
            "tblBorders",
            *(
                element(side, val="single", sz=size, space=0, color="000000")
                for side, size in lines.items()
            ),
        ),
        element("tblLayout", type="fixed"),
        element(
            "tblCellMar",
            element("left", w=margin, type="dxa"),
            element("right", w=margin, type="dxa"),
        ),
    )


def _cell(
    place: places.Place, widths: list[int], size_pt: float, *, follows: bool, tied: bool
) -> "etree._Element":
    cell = place.cell
    properties = element(
        "tcPr", element("tcW", w=sum(widths[place.column : place.end_column]), type="dxa")
    )
    if cell.colspan > 1:
        properties.append(element("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(element("vMerge", **({} if follows else {"val": "restart"})))
    if cell.vertical:
        properties.append(element("noWrap", val="0"))
    properties.append(element("vAlign", val="center"))
    paragraph = element("p", _paragraph_properties(place, size_pt, tied=tied))
    if not follows and cell.text:
        is_item = cell.role is Role.HEAD and cell.colspan == len(widths)
        face = gbt9704.HEADING_FACES[1] if is_item else gbt9704.TABLE_FACE
        words = run_properties(face, gbt9704.LATIN_FACE, size_pt)
        words.insert(1, element("spacing", val=0))
        paragraph.append(run(cell.text, words))
    return element("tc", properties, paragraph)


def _paragraph_properties(place: places.Place, size_pt: float, *, tied: bool) -> "etree._Element":
    parts = [element("keepNext")] if tied else []
    return element(
        "pPr",
        *parts,
        element("widowControl", val="0"),
        element("snapToGrid", val="0"),
        element("spacing", line=round(size_pt * 20 * _TALLEST_LINE), lineRule="exact"),
        element("ind", firstLineChars=0, firstLine=0),
        element("jc", val=places.alignment(place.cell)),
    )
