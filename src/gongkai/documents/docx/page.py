"""The page and the styles of an official document.

The faces are those the standard names; a machine that lacks one substitutes it. Everything
stands in styles, so that a clerk can go on typing in the same layout.

Source: GB/T 9704-2012, 5 (paper, grid), 7.3 (title, text, signature), 7.5 (page number).
"""

import math

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.styles.style import ParagraphStyle
from lxml import etree

from gongkai.documents.docx.markup import (
    TWIPS_PER_PT,
    element,
    fonts,
    replace,
    run,
    run_properties,
)
from gongkai.documents.layout import gbt9704

TITLE, BODY, HEADINGS = "Title", "Normal", {1: "Heading 1", 2: "Heading 2"}
_CLOSER_TWIPS = math.floor((gbt9704.CHARACTER_PITCH_PT - gbt9704.SIZE_3_PT) * TWIPS_PER_PT)
_STAND_INS = {
    gbt9704.TITLE_FACE: "华文中宋",
    gbt9704.BODY_FACE: "仿宋",
    gbt9704.HEADING_FACES[1]: "SimHei",
    gbt9704.HEADING_FACES[2]: "楷体",
    gbt9704.TABLE_FACE: "SimSun",
}
_ONE_CHARACTER = 100
_CHARACTER_TWIPS = round(gbt9704.SIZE_3_PT * TWIPS_PER_PT)


def prepare(document: Document, *, banner: str) -> None:
    """Give the document its page, its styles, its page numbers and the banner of every page."""
    section = document.sections[0]
    _measure(section)
    _lay_grid(section)
    _style_all(document)
    _number_pages(document, section)
    if banner:
        _put_banner(section, banner)


def _measure(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(gbt9704.TOP_MM), Mm(gbt9704.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(gbt9704.LEFT_MM), Mm(gbt9704.RIGHT_MM)
    section.header_distance = Mm(20)
    number_mm = gbt9704.SIZE_4_PT / gbt9704.POINTS_PER_MM
    section.footer_distance = Mm(round(gbt9704.BOTTOM_MM - gbt9704.PAGE_NUMBER_MM - number_mm, 1))


def _lay_grid(section: Section) -> None:
    """22 lines. The 28 characters come from `_CLOSER_TWIPS`: LibreOffice gives a 16 pt character
    two places of a grid 15.79 pt wide, where Word and WPS would set it closer."""
    pitch = round(gbt9704.LINE_PITCH_PT * TWIPS_PER_PT)
    replace(section._sectPr, element("docGrid", type="lines", linePitch=pitch))


def _style_all(document: Document) -> None:
    styles = document.styles
    _style(styles[BODY], gbt9704.BODY_FACE, gbt9704.SIZE_3_PT, indent=2, align="both")
    _style(
        styles[TITLE],
        gbt9704.TITLE_FACE,
        gbt9704.SIZE_2_PT,
        align="center",
        pitch=gbt9704.TITLE_PITCH_PT,
    )
    for level, name in HEADINGS.items():
        face = gbt9704.HEADING_FACES[level]
        _style(styles[name], face, gbt9704.SIZE_3_PT, indent=2, outline=level - 1)
    for name in ("Header", "Footer"):
        _style(styles[name], gbt9704.DIGITS_FACE, gbt9704.SIZE_4_PT, pitch=0)


def _style(
    style: ParagraphStyle,
    face: str,
    size_pt: float,
    *,
    indent: int = 0,
    align: str = "left",
    pitch: float = gbt9704.LINE_PITCH_PT,
    outline: int | None = None,
) -> None:
    """Write a paragraph style anew: nothing of the template's colours and themes stays."""
    root = style.element
    for tag in ("pPr", "rPr"):
        old = root.find(qn(f"w:{tag}"))
        if old is not None:
            root.remove(old)
    latin = gbt9704.LATIN_FACE if face != gbt9704.DIGITS_FACE else face
    runs = run_properties(face, latin, size_pt)
    runs.insert(1, element("color", val="000000"))
    if size_pt == gbt9704.SIZE_3_PT:
        runs.insert(2, element("spacing", val=_CLOSER_TWIPS))
    runs.append(element("lang", val="en-US", eastAsia="zh-CN"))
    parts = []
    if outline is not None:
        parts += [element("keepNext"), element("keepLines")]
    else:
        parts.append(element("widowControl", val="0"))
    parts += [element("autoSpaceDE", val="0"), element("autoSpaceDN", val="0")]
    if pitch != gbt9704.LINE_PITCH_PT:
        parts.append(element("snapToGrid", val="0"))
    spacing = {"before": 0, "after": 0}
    if pitch:
        spacing |= {"line": round(pitch * TWIPS_PER_PT)}
        parts.append(element("spacing", **spacing, lineRule="exact"))
    else:
        parts.append(element("spacing", **spacing))
    characters = indent * _ONE_CHARACTER
    parts.append(element("ind", firstLineChars=characters, firstLine=indent * _CHARACTER_TWIPS))
    parts.append(element("jc", val=align))
    if outline is not None:
        parts.append(element("outlineLvl", val=outline))
    root.append(element("pPr", *parts))
    root.append(runs)


def _number_pages(document: Document, section: Section) -> None:
    """— 1 —: on odd pages right, on even pages left, one character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]._p
        one = {f"{side}Chars": _ONE_CHARACTER, side: round(gbt9704.SIZE_4_PT * TWIPS_PER_PT)}
        paragraph.get_or_add_pPr().append(element("ind", **one, firstLineChars=0, firstLine=0))
        paragraph.get_or_add_pPr().append(element("jc", val=side))
        for part in ("— ", None, " —"):
            paragraph.append(_page_field() if part is None else run(part, _digits()))


def _page_field() -> "etree._Element":
    return element("fldSimple", run("1", _digits()), instr=" PAGE ")


def _digits() -> "etree._Element":
    return run_properties(gbt9704.DIGITS_FACE, gbt9704.DIGITS_FACE, gbt9704.SIZE_4_PT)


def _put_banner(section: Section, banner: str) -> None:
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]._p
        paragraph.get_or_add_pPr().append(element("ind", firstLineChars=0, firstLine=0))
        paragraph.get_or_add_pPr().append(element("jc", val="center"))
        properties = element(
            "rPr",
            fonts(gbt9704.HEADING_FACES[1], gbt9704.LATIN_FACE),
            element("color", val="9B1C1C"),
            element("sz", val=round(gbt9704.SMALL_PT * 2)),
        )
        paragraph.append(run(banner, properties))


def font_table() -> bytes:
    """Return the font table: for each official face the one that stands in where it is absent."""
    fonts_of_document = element("fonts")
    for name, stand_in in _STAND_INS.items():
        fonts_of_document.append(
            element(
                "font",
                element("altName", val=stand_in),
                element("charset", val="86"),
                element("family", val="auto"),
                element("pitch", val="variable"),
                name=name,
            )
        )
    return etree.tostring(
        fonts_of_document, xml_declaration=True, encoding="UTF-8", standalone=True
    )
