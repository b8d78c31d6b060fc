"""Read the tables and the lines of anybody's .docx."""

from typing import Final

from lxml import etree

from gongkai.documents import blocks
from gongkai.documents.docx.body import Body
from gongkai.documents.docx.numbering import Numbering
from gongkai.documents.intake.archive import TEXT_DOCUMENT, open_package
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import DamagedDocument
from gongkai.documents.report import Reading

_RELATIONS: Final = "_rels/.rels"


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the tables of a Word document, a merged cell repeated in every place it covers,
    and the paragraphs around them.

    Raises:
        UnreadableDocument: as `open_package`, or its tables are larger than the limits.
    """
    package = open_package(data, name, wanted=TEXT_DOCUMENT, limits=limits)
    if _RELATIONS not in package.parts:
        raise _misfit(name)
    parts = package.parts
    try:
        root = etree.fromstring(parts[TEXT_DOCUMENT.main])
        numbering = Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _misfit(name) from error
    body = root.find("{*}body")
    if body is None:
        raise _misfit(name)
    return blocks.reading(Body(name, limits.table_cells, numbering).blocks(body))


def _misfit(name: str) -> DamagedDocument:
    return DamagedDocument(name, where="文档结构不完整", where_en="its parts do not fit together")
