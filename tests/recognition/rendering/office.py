"""Reports as office files: workbooks by XlsxWriter and text documents by python-docx."""

from html import escape
from io import BytesIO
from random import Random

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.recognition.rendering.grids import Box, Sample, Table, Words
from tests.recognition.rendering.texts import matrix

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def workbook(random: Random, sample: Sample) -> bytes:
    """A workbook: all on one sheet or a sheet per section, figures as numbers or as text."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    look = book.add_format({"border": 1, "text_wrap": True})
    one_sheet = random.random() < 0.5
    as_numbers = random.random() < 0.6
    sheet, row = None, 0
    for part in sample.parts:
        if sheet is None or (isinstance(part, Words) and part.is_heading and not one_sheet):
            sheet, row = book.add_worksheet(), 0
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.set_column(0, 2, 22)
        if isinstance(part, Words):
            sheet.write_string(row, 0, part.text)
            row += 1
        else:
            row = _sheet_table(sheet, row, part, sample, look, as_numbers=as_numbers)
            row += random.choice([0, 1, 2])
    book.close()
    return target.getvalue()


def _sheet_table(
    sheet: xlsxwriter.worksheet.Worksheet,
    top: int,
    table: Table,
    sample: Sample,
    look: xlsxwriter.format.Format,
    *,
    as_numbers: bool,
) -> int:
    places = matrix(table)
    for y, line in enumerate(places):
        for x, box in enumerate(line):
            if box is None:
                continue
            at = (top + y, x)
            if box.across > 1 or box.down > 1:
                sheet.merge_range(*at, at[0] + box.down - 1, x + box.across - 1, "", look)
            number = sample.told.get(box.key)
            if as_numbers and number is not None and box.text == str(number):
                sheet.write_number(*at, float(number), look)
            else:
                sheet.write_string(*at, box.text, look)
    return top + len(places)


def text_document(random: Random, sample: Sample) -> bytes:
    """A text document: merged cells as Word writes them, some cells of two paragraphs."""
    document = docx.Document()
    body = document.element.body
    for part in sample.parts:
        if isinstance(part, Words):
            document.add_paragraph(part.text)
        else:
            markup = _document_table(part, in_two=random.random() < 0.3)
            body.insert(len(body) - 1, parse_xml(markup))
            if random.random() < 0.5:
                document.add_paragraph("")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _document_table(table: Table, *, in_two: bool) -> str:
    """The markup of a table: gridSpan across, vMerge down, each merged place a cell of its own."""
    width = len(matrix(table)[0])
    below: dict[tuple[int, int], Box] = {}
    rows = []
    for y, row in enumerate(table.rows):
        cells, x, boxes = [], 0, list(row)
        while x < width:
            if (y, x) in below:
                box = below[y, x]
                cells.append(_cell(box, ["<w:vMerge/>"], [""]))
            elif boxes:
                box = boxes.pop(0)
                marks = ['<w:vMerge w:val="restart"/>'] if box.down > 1 else []
                halves = in_two and not box.key and len(box.text) == 4
                texts = [box.text[:2], box.text[2:]] if halves else [box.text]
                cells.append(_cell(box, marks, texts))
                below |= {(y + down, x): box for down in range(1, box.down)}
            else:
                break
            x += box.across
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    widths = [700, 1100, 2600, *[700] * 7] if width > 4 else [3000, *[2000] * 3]
    if table.name == "table4":
        widths = [600] * width
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths[:width])
    lines = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
    look = f'<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{lines}</w:tblBorders>'
    start = f"<w:tbl {nsdecls('w')}><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"{start}{''.join(rows)}</w:tbl>"


def _cell(box: Box, marks: list[str], texts: list[str]) -> str:
    span = f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in texts
    )
    return f"<w:tc><w:tcPr>{span}{''.join(marks)}</w:tcPr>{paragraphs}</w:tc>"
