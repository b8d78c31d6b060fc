"""Write a report as a Word document that a clerk can go on editing."""

import io
from datetime import UTC

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from gongkai.documents.docx import page, table
from gongkai.documents.docx.markup import TWIPS_PER_PT, element, run, run_properties
from gongkai.documents.intake import archive
from gongkai.documents.layout import gbt9704
from gongkai.documents.report import (
    Block,
    Heading,
    Paragraph,
    Report,
    Signature,
    StatutoryTable,
)
from gongkai.rules.annual_report.grid import Grid

_ONE_CHARACTER = 100
_FONT_TABLE = "word/fontTable.xml"


def write(report: Report) -> bytes:
    """Return the report as .docx; the same report gives the same bytes."""
    document = docx.Document()
    _drop_thumbnail(document)
    page.prepare(document, banner=report.banner)
    _describe(document, report)
    for line in report.title:
        document.add_paragraph(line, style=page.TITLE)
    document.add_paragraph()
    heading = ""
    for block in report.blocks:
        _add(document, block, heading)
        if isinstance(block, Heading):
            heading = block.text
    buffer = io.BytesIO()
    document.save(buffer)
    parts = archive.unpacked(buffer.getvalue())
    parts[_FONT_TABLE] = page.font_table()
    return archive.packed(parts)


def _drop_thumbnail(document: Document) -> None:
    """The template carries a picture of an empty page, which would show as this document's."""
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype == RT.THUMBNAIL]:
        del relations[key]


def _describe(document: Document, report: Report) -> None:
    facts = document.core_properties
    moment = report.made_at.astimezone(UTC).replace(tzinfo=None)
    facts.title, facts.author, facts.last_modified_by = report.full_title, report.body, report.body
    facts.comments, facts.language, facts.revision = report.notice, "zh-CN", 1
    facts.created = facts.modified = moment


def _add(document: Document, block: Block, heading: str) -> None:
    match block:
        case Heading(words, level):
            document.add_paragraph(words, style=page.HEADINGS[min(level, 2)])
        case Paragraph(words):
            document.add_paragraph(words)
        case StatutoryTable(grid):
            _add_table(document, grid, heading)
        case Signature():
            _sign(document, block)


def _add_table(document: Document, grid: Grid, heading: str) -> None:
    """A caption that only repeats the heading above it is not printed twice."""
    end = document.element.body.sectPr
    if not heading.endswith(grid.caption):
        end.addprevious(
            element(
                "p",
                element(
                    "pPr",
                    element("keepNext"),
                    element("ind", firstLineChars=0, firstLine=0),
                    element("jc", val="center"),
                ),
                run(
                    grid.caption,
                    run_properties(gbt9704.HEADING_FACES[1], gbt9704.LATIN_FACE, gbt9704.SIZE_4_PT),
                ),
            )
        )
    end.addprevious(table.build(grid))
    end.addprevious(_small_gap())


def _small_gap() -> "etree._Element":
    """Word needs a paragraph after a table; half a line of it is enough."""
    return element(
        "p",
        element(
            "pPr",
            element("snapToGrid", val="0"),
            element("spacing", line=8 * TWIPS_PER_PT, lineRule="exact"),
        ),
    )


def _sign(document: Document, signature: Signature) -> None:
    """Put organ and date under the text, two lines below and never alone on a page."""
    indents = gbt9704.signature_indents(signature.organ, signature.day)
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for _ in range(2):
        document.add_paragraph().paragraph_format.keep_with_next = True
    for words, indent, is_last in (
        (signature.organ, indents.organ, False),
        (signature.day, indents.day, True),
    ):
        paragraph = document.add_paragraph(words)
        paragraph.paragraph_format.keep_with_next = not is_last
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            element(
                "ind",
                rightChars=round(indent * _ONE_CHARACTER),
                right=round(indent * gbt9704.SIZE_3_PT * TWIPS_PER_PT),
                firstLineChars=0,
                firstLine=0,
            )
        )
        properties.append(element("jc", val="right"))
