"""A sheet for a notice board as PDF (公告张贴页), A4 or A3, in the style of a body.

Type is as large as the words allow, the code of the public page is large enough for a telephone
held at arm's length, and what does not fit a board is cut with a word that says where the rest is.
"""

import json
import math
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

import pylopdf_fonts_zh_cn
import pypdfium2
import segno
import typst

_DESIGN: Final = (files("gongkai.documents.board") / "sheet.typ").read_bytes()
_SANS, _SERIF = "Noto Sans SC", "Noto Serif SC"
_FACES: Final = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong", _SERIF),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong", "FandolFang", _SERIF),
    "table": ("SimHei", "黑体", "STHeiti", "FandolHei", _SANS),
}
# What a board holds: three pages of the smallest type; the rest is read by the code.
_MOST_LINES: Final = 100
_CHARACTERS_A_LINE: Final = 36
# How large the text is set on A4, in points: the largest that keeps the sheet on one page. The
# smallest is still read standing before the board.
_SIZES: Final = (26.0, 22.0, 19.0, 17.0, 15.5, 14.0, 12.5)
_FOOT_PT: Final = 13.0
_CODE_MM: Final = 44
_A3: Final = 1.414

Paper = Literal["a4", "a3"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet says. `facts` stand below the title, `foot` beside the code, `call` above it."""

    title: str
    publisher: str
    text: str
    facts: tuple[str, ...] = ()
    foot: tuple[tuple[str, str], ...] = ()
    call: str = ""
    url: str = ""
    code_alt: str = "QR"
    cut: str = ""
    page_words: tuple[str, str, str] = ("第", "页，共", "页")
    paper: Paper = "a4"


def pdf(sheet: Sheet, *, font_folder: Path | None = None, made_at: int = 0) -> bytes:
    """Return the sheet as PDF; `made_at` is a moment in seconds. The same sheet, the same bytes."""
    try:
        return _press(font_folder, system_fonts=False).compile(sheet, made_at)
    except typst.TypstError:
        # A rare character of a name: ask the fonts of the machine as well.
        return _press(font_folder, system_fonts=True).compile(sheet, made_at)


class _Press:
    """A compiler with its fonts, kept warm; one sheet at a time."""

    def __init__(self, folder: Path | None, *, system_fonts: bool) -> None:
        paths = [str(pylopdf_fonts_zh_cn.sans_path().parent)]
        paths += [] if folder is None else [str(folder)]
        fonts = typst.Fonts(
            include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=paths
        )
        known = fonts.families()
        official = {name for names in _FACES.values() for name in names}
        others = sorted(set(known) - official)
        self._faces = {
            use: [*(name for name in names if name in known), _SANS, *others]
            for use, names in _FACES.items()
        }
        self._compiler = typst.Compiler(root=paths[0], font_paths=fonts, ignore_system_fonts=True)
        self._lock = threading.Lock()

    def compile(self, sheet: Sheet, made_at: int) -> bytes:
        """Return the sheet in the largest type that keeps it on one page."""
        made = b""
        for size in _SIZES:
            made = self._compiled(json.dumps(_data(sheet, self._faces, size)), made_at)
            if _pages(made) == 1:
                break
        return made

    def _compiled(self, data: str, made_at: int) -> bytes:
        with self._lock:
            made = self._compiler.compile(
                input=_DESIGN, sys_inputs={"sheet": data}, format="pdf", timestamp=made_at,
                pdf_standards=["a-2a", "ua-1"],
            )  # fmt: skip
        if not isinstance(made, bytes):
            raise TypeError("typst gave no single document.")
        return made


def _pages(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


@cache
def _press(folder: Path | None, *, system_fonts: bool) -> _Press:
    return _Press(folder, system_fonts=system_fonts)


def _data(sheet: Sheet, faces: dict[str, list[str]], size: float) -> dict[str, Any]:
    scale = _A3 if sheet.paper == "a3" else 1
    paragraphs, is_cut = _paragraphs(sheet.text)
    before, between, after = sheet.page_words
    return {
        "faces": faces,
        "paper": sheet.paper,
        "unit": size * scale,
        "foot_size": _FOOT_PT * scale,
        "margin": 23 * scale,
        "head": min(30 / size, 16 * 28 / size / max(12, len(sheet.publisher))),
        "title_scale": _title_scale(sheet.title, size),
        "title": sheet.title,
        "publisher": sheet.publisher,
        "facts": [each for each in sheet.facts if each],
        "paragraphs": paragraphs,
        "cut": sheet.cut if is_cut else "",
        "call": sheet.call,
        "foot": [list(each) for each in sheet.foot if each[1]],
        "code": _code(sheet.url),
        "code_alt": sheet.code_alt,
        "code_size": _CODE_MM * scale,
        "words": {"page_before": before, "page_between": between, "page_after": after},
    }


def _paragraphs(text: str) -> tuple[list[str], bool]:
    """Return what stands on the sheet, and whether something had to be left out."""
    shown: list[str] = []
    room = _MOST_LINES
    for each in (line.strip() for line in text.splitlines() if line.strip()):
        lines = math.ceil((len(each) + 2) / _CHARACTERS_A_LINE)
        if lines > room:
            most = room * _CHARACTERS_A_LINE - 3
            return ([*shown, f"{each[:most]}…"] if most > 0 else shown), True
        shown.append(each)
        room -= lines
    return shown, False


def _title_scale(title: str, size: float) -> float:
    """Return how large the title is set: large, and smaller where it has many lines."""
    return (34 if len(title) <= 28 else 28 if len(title) <= 48 else 23) / size


def _code(url: str) -> str:
    if not url:
        return ""
    drawn: str = segno.make(url, error="m", micro=False).svg_inline(border=2, light="#ffffff")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
