"""What hangs on a page of a PDF: remarks, form fields, links, attached files."""

import ctypes
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.rules.scan.passages import Hidden

_MOST: Final = 5_000
_LONGEST: Final = 1 << 20
_WORDS: Final = {
    raw.FPDF_ANNOT_TEXT: "便签",
    raw.FPDF_ANNOT_HIGHLIGHT: "高亮批注",
    raw.FPDF_ANNOT_UNDERLINE: "下划线批注",
    raw.FPDF_ANNOT_STRIKEOUT: "删除线批注",
    raw.FPDF_ANNOT_STAMP: "图章",
    raw.FPDF_ANNOT_FREETEXT: "文本框批注",
    raw.FPDF_ANNOT_FILEATTACHMENT: "附件批注",
}


def read(page: pypdfium2.PdfPage, form: Any, place: str, held: Gathering) -> None:
    """Say the annotations of a page; `form` is the handle of the form or None."""
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        try:
            _note(note, form, place, held)
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _note(note: Any, form: Any, place: str, held: Gathering) -> None:
    kind = raw.FPDFAnnot_GetSubtype(note)
    flags = raw.FPDFAnnot_GetFlags(note)
    is_hidden = bool(flags & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW))
    if kind == raw.FPDF_ANNOT_REDACT:
        held.fault(FaultCode.UNAPPLIED_REDACTION, what=place, what_en=place)
    elif kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_XFAWIDGET):
        _field(note, form, place, held, is_hidden=is_hidden)
        return
    elif kind == raw.FPDF_ANNOT_LINK:
        return
    elif kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        file = raw.FPDFAnnot_GetFileAttachment(note)
        if file:
            attachment(pypdfium2.PdfAttachment(file, None), held, place)
    label = f"{place}，{_WORDS.get(kind, '批注')}"
    is_read = kind == raw.FPDF_ANNOT_FREETEXT and not is_hidden
    text = _string(note, b"Contents") or _string(note, b"RC")
    held.say(label, text, None if is_read else Hidden.COMMENT)
    held.say("批注的作者", _string(note, b"T"), Hidden.METADATA)
    held.say(label, _string(note, b"Subj"), Hidden.COMMENT)


def _field(note: Any, form: Any, place: str, held: Gathering, *, is_hidden: bool) -> None:
    value = _string(note, b"V")
    name = _string(note, b"T")
    if form is not None:
        value = value or _asked(raw.FPDFAnnot_GetFormFieldValue, form, note)
        name = name or _asked(raw.FPDFAnnot_GetFormFieldName, form, note)
    label = f"{place}，表单域“{name}”" if name else f"{place}，表单域"
    held.say(f"{label}（隐藏）" if is_hidden else label, value, Hidden.TEXT if is_hidden else None)
    held.say(f"{label}的说明", _string(note, b"TU"), Hidden.METADATA)


def _string(note: Any, key: bytes) -> str:
    return _asked(raw.FPDFAnnot_GetStringValue, note, key)


def _asked(ask: Any, *which: Any) -> str:
    """Return a text of the library, which first tells how long it is."""
    length = min(int(ask(*which, None, 0)), _LONGEST)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    ask(*which, buffer, length)
    return bytes(buffer)[:length].decode("utf-16-le", "replace").rstrip("\x00")


def attachment(file: pypdfium2.PdfAttachment, held: Gathering, place: str = "") -> None:
    """Read a file that is attached to a PDF."""
    name = file.get_name() or "附件"
    where = f"{place}，内嵌附件“{name}”" if place else f"内嵌附件“{name}”"
    try:
        content = bytes(file.get_data())
    except pypdfium2.PdfiumError:
        held.fault(FaultCode.PART_NOT_READ, what=where)
        return
    held.say(where, name, Hidden.EMBEDDED)
    held.inner(content, name, where)
