"""Files with something hidden in them, written part by part, as no honest program would."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

from gongkai.documents import contents
from gongkai.documents.contents import Contents
from gongkai.rules.scan.passages import Passage

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_RELATION = (
    '<Relationship Id="{}" Target="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}"{}/>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PML = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(*each: tuple[str, str, str] | tuple[str, str, str, bool]) -> str:
    """A part of relations: id, target, kind and whether it points outside."""
    return _RELATIONS.format(
        "".join(
            _RELATION.format(one[0], one[1], one[2], ' TargetMode="External"' if one[3:] else "")
            for one in each
        )
    )


def document(body: str, **parts: str | bytes) -> bytes:
    """A .docx with a body in WordprocessingML; parts are named with "__" for "/"."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(""),
        "_rels/.rels": relations(("r1", "word/document.xml", "officeDocument")),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
    }
    return zipped(made | named(parts))


def named(parts: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """Parts by their real names."""
    return {
        key.replace("__", "/").replace("_dot_", ".") + ("" if "_dot_" in key else ".xml"): content
        for key, content in parts.items()
    }


def word(tag: str, inner: str) -> str:
    """A part of a Word document with its namespace."""
    return f"<w:{tag} {_W} {_R}>{inner}</w:{tag}>"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "", tag: str = "t") -> str:
    """A run with its properties."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}<w:{tag}>{text}</w:{tag}></w:r>"


def book(
    sheets: Mapping[str, str], *, states: Mapping[str, str] | None = None, names: str = "",
    styles: str = "", parts: Mapping[str, str | bytes] | None = None,
) -> bytes:  # fmt: skip
    """A .xlsx; each sheet is the markup within <worksheet>."""
    states = states or {}
    listed = "".join(
        f'<sheet name="{title}" sheetId="{at}" r:id="s'
        f'{at}" state="{states.get(title, "visible")}"/>'
        for at, title in enumerate(sheets, start=1)
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(""),
        "_rels/.rels": relations(("r1", "xl/workbook.xml", "officeDocument")),
        "xl/workbook.xml": f"<workbook {_S} {_R}><sheets>{listed}</sheets>"
        f"<definedNames>{names}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *(
                (f"s{at}", f"worksheets/sheet{at}.xml", "worksheet")
                for at, _ in enumerate(sheets, 1)
            )
        ),
    }
    for at, inner in enumerate(sheets.values(), start=1):
        made[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {_S} {_R}>{inner}</worksheet>"
    if styles:
        made["xl/styles.xml"] = f"<styleSheet {_S}>{styles}</styleSheet>"
    return zipped(made | dict(parts or {}))


def rows(*lines: str) -> str:
    """The data of a sheet."""
    return f"<sheetData>{''.join(lines)}</sheetData>"


def row(number: int, *cells: str, facts: str = "") -> str:
    """A row of cells from A on; a cell may be (text, style)."""
    made = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"{style(each)}><is><t>{each.partition("#")[0]}'
        "</t></is></c>"
        for at, each in enumerate(cells)
    )
    return f'<row r="{number}" {facts}>{made}</row>'


def style(cell: str) -> str:
    """The style of a cell written as text#style."""
    number = cell.partition("#")[2]
    return f' s="{number}"' if number else ""


def deck(
    *slides: str, hidden: tuple[int, ...] = (), parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A .pptx with a paragraph on each slide."""
    listed = "".join(f'<p:sldId id="{255 + at}" r:id="s{at}"/>' for at in range(1, len(slides) + 1))
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(""),
        "_rels/.rels": relations(("r1", "ppt/presentation.xml", "officeDocument")),
        "ppt/presentation.xml": f"<p:presentation {_PML} {_R}><p:sldIdLst>{listed}</p:sldIdLst>"
        '<p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"s{at}", f"slides/slide{at}.xml", "slide") for at in range(1, len(slides) + 1))
        ),
    }
    for at, text in enumerate(slides, start=1):
        show = ' show="0"' if at in hidden else ""
        made[f"ppt/slides/slide{at}.xml"] = f"<p:sld {_PML}{show}>{shape(text)}</p:sld>"
    return zipped(made | dict(parts or {}))


def shape(text: str, *, x: int = 0, facts: str = "") -> str:
    """A shape with a paragraph."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="n" {facts}/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{x}" y="0"/><a:ext cx="100" cy="100"/></a:xfrm></p:spPr><p:txBody><a:p><a:r>'
        f"<a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def presentation(tag: str, inner: str) -> str:
    """A part of a presentation."""
    return f"<p:{tag} {_PML}>{inner}</p:{tag}>"


def page(
    content: bytes, *, extra: bytes = b"", resources: bytes = b"", catalog: bytes = b"",
    more: tuple[bytes, ...] = (), info: bytes = b"",
) -> bytes:  # fmt: skip
    """A PDF of one page; further objects are numbered from 6 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R"
        b">>" + resources + b">>" + extra + b">>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *more,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + each + b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, info)
    return out + head + b"startxref\n%d\n%%%%EOF\n" % start


def line(text: str, x: int = 20, y: int = 200, before: str = "0 g", size: int = 12) -> bytes:
    """A line of text on a page."""
    return f"BT {before} /F {size} Tf {x} {y} Td ({text}) Tj ET\n".encode()


def photo(
    format: str = "JPEG", *, colour: str = "red", size: tuple[int, int] = (64, 48), **facts: object
) -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, format, **facts)
    return buffer.getvalue()


def placed() -> Image.Exif:
    """EXIF that says who, with what and where."""
    exif = Image.Exif()
    exif[0x013B] = "王某"
    exif[0x010F] = "某牌"
    exif[0x8825] = {1: "N", 2: (30.0, 15.0, 30.0), 3: "E", 4: (120.0, 9.0, 0.0)}
    return exif


def found(data: bytes, name: str, text: str) -> list[Passage]:
    """The passages of a file that hold a text."""
    return [each for each in contents.read(data, name).passages if text in each.text]


def codes(read: Contents) -> set[str]:
    """The codes of the faults of a file."""
    return {each.code.value for each in read.faults}
