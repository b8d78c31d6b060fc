"""Read a PDF as a whole under its limits."""

from types import MappingProxyType
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.contents.media import exif
from gongkai.documents.contents.pdf import annotations, revisions, structure
from gongkai.documents.contents.pdf.characters import Reader
from gongkai.documents.contents.pdf.structure import Structure
from gongkai.documents.intake import forms, streams
from gongkai.rules.scan.passages import Hidden

_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_NAMES: Final = MappingProxyType(
    {
        "Title": "标题",
        "Author": "作者",
        "Subject": "主题",
        "Keywords": "关键词",
        "Creator": "创建程序",
        "Producer": "生成程序",
        "CreationDate": "创建时间",
        "ModDate": "修改时间",
    }
)
_LEAST_TEXT: Final = 4
_MOST_ATTACHMENTS: Final = 200
_MOST_BOOKMARKS: Final = 5_000


def read(data: bytes, held: Gathering) -> None:
    """Say everything in a PDF."""
    data = data[max(0, data.find(b"%PDF-")) :]
    is_sound = False
    with held.refusals():
        streams.refuse_bomb(data, held.name, held.limits)
        forms.refuse_avalanche(data, held.name)
        is_sound = True
    bare = structure.of(data)
    for told in bare.scripts():
        held.fault(FaultCode.SCRIPT, what=told)
    for told in bare.actions():
        held.fault(FaultCode.LAUNCH, blocks=told != "GoToR", what=told)
    if not is_sound:
        return
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            held.fault(FaultCode.ENCRYPTED)
        else:
            held.fault(FaultCode.DAMAGED, what="PDF 结构不完整", what_en="the PDF is not whole")
        return
    try:
        _document(document, data, bare, held)
    finally:
        document.close()


def _document(
    document: pypdfium2.PdfDocument, data: bytes, bare: Structure, held: Gathering
) -> None:
    form = _form(document, held)
    said = _pages(document, form, bare.hidden_layers(), held)
    properties = document.get_metadata_dict(skip_empty=True)
    for key, value in properties.items():
        held.say(f"文档属性“{_NAMES.get(key, key)}”", value, Hidden.METADATA)
    known = set(properties.values())
    for name, value in dict.fromkeys(exif.xmp(bare.metadata)):
        if value not in known:
            held.say(f"文档属性“{name}”（XMP）", value, Hidden.METADATA)
    for at in range(min(document.count_attachments(), _MOST_ATTACHMENTS)):
        annotations.attachment(document.get_attachment(at), held)
    _scripts(document, held)
    _bookmarks(document, held)
    revisions.read(data, said, properties, held)


def _form(document: pypdfium2.PdfDocument, held: Gathering) -> Any:
    kind = document.get_formtype()
    if kind in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        held.fault(FaultCode.PART_NOT_READ, what="XFA 动态表单")
    if kind == raw.FORMTYPE_NONE:
        return None
    document.init_forms()
    return None if document.formenv is None else document.formenv.raw


def _pages(
    document: pypdfium2.PdfDocument, form: Any, layers: frozenset[str], held: Gathering
) -> str:
    """Say every page and return all their text, hidden or not."""
    limits = held.limits
    everything: list[str] = []
    bare: list[int] = []
    spent = 0
    for index in range(len(document)):
        if index >= limits.pages or spent > limits.page_characters:
            held.fault(FaultCode.TOO_LARGE, what="页数或文字数", what_en="pages or characters",
                       limit=f"{limits.pages:,} / {limits.page_characters:,}")  # fmt: skip
            break
        page = document[index]
        text_page = page.get_textpage()
        spent += text_page.count_chars()
        place = f"第{index + 1}页"
        told = Reader(document, page, layers).read(text_page.raw)
        for (label, hidden), text in told.by_reason.items():
            held.say(f"{place}，{label}" if label else place, text, hidden)
        annotations.read(page, form, place, held)
        _links(document, page, held)
        together = "\n".join(told.by_reason.values())
        everything.append(together)
        if told.is_cut:
            held.fault(FaultCode.PART_NOT_READ, blocks=False, what=f"{place}图形过多，遮盖的文字")
        if told.has_picture and len("".join(together.split())) < _LEAST_TEXT:
            bare.append(index + 1)
        text_page.close()
        page.close()
    if bare:
        held.fault(FaultCode.NO_TEXT_LAYER, what=_told(bare, len(document)), what_en="some pages")
    return "\n".join(everything)


def _told(pages: list[int], count: int) -> str:
    if len(pages) == count:
        return "全部页面"
    first = "、".join(str(each) for each in pages[:10])
    return f"第{first}页" if len(pages) <= 10 else f"第{first}页等{len(pages)}页"


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, held: Gathering) -> None:
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_BOOKMARKS)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        link = raw.FPDFAnnot_GetLink(note) if note else None
        action = raw.FPDFLink_GetAction(link) if link else None
        if action:
            _follow(document, action, held)
        if note:
            raw.FPDFPage_CloseAnnot(note)


def _follow(document: pypdfium2.PdfDocument, action: Any, held: Gathering) -> None:
    kind = raw.FPDFAction_GetType(action)
    if kind in (raw.PDFACTION_LAUNCH, raw.PDFACTION_REMOTEGOTO):
        is_launch = kind == raw.PDFACTION_LAUNCH
        held.fault(FaultCode.LAUNCH, blocks=is_launch, what="Launch" if is_launch else "GoToR")
    elif kind == raw.PDFACTION_URI:
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        buffer = bytearray(min(length, 10_000))
        if buffer:
            held_buffer = (raw.ctypes.c_char * len(buffer)).from_buffer(buffer)
            raw.FPDFAction_GetURIPath(document.raw, action, held_buffer, len(buffer))
        held.say("链接的目标", bytes(buffer).rstrip(b"\x00").decode("utf-8", "replace"))


def _scripts(document: pypdfium2.PdfDocument, held: Gathering) -> None:
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        held.fault(FaultCode.SCRIPT, what="JavaScript")


def _bookmarks(document: pypdfium2.PdfDocument, held: Gathering) -> None:
    for count, mark in enumerate(document.get_toc(max_depth=8)):
        if count > _MOST_BOOKMARKS:
            break
        held.say("书签", mark.get_title())
