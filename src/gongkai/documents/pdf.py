"""PDF: a report set by typst in the layout of GB/T 9704, with embedded fonts.

The page design is `layout/report.typ`; what a report says goes to it as data, never as source.
The file is made for keeping and for every reader (PDF/A-2a, PDF/UA-1): fonts embedded, text
selectable, tables tagged, heads repeated. The same report gives the same bytes.
"""

import json
import re
import threading
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pylopdf_fonts_zh_cn
import typst

from gongkai.documents.layout import columns, gbt9704, places
from gongkai.documents.layout.columns import Fit
from gongkai.documents.report import (
    Block,
    CannotBeWritten,
    Heading,
    Paragraph,
    Report,
    Signature,
    StatutoryTable,
)
from gongkai.rules.annual_report.grid import Grid, Role

_DESIGN: Final = (files("gongkai.documents.layout") / "report.typ").read_bytes()
_SANS, _SERIF = "Noto Sans SC", "Noto Serif SC"
# Official faces first, as far as the font folder has them; each list ends with a face that is
# always there and with the other one, so that a rare character of a name is still drawn.
_FACES: Final = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong", _SERIF),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong", "FandolFang", _SERIF),
    "heading": ("SimHei", "黑体", "STHeiti", "FandolHei", _SANS),
    "subheading": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "STKaiti", "FandolKai", _SERIF),
    "table": ("SimSun", "宋体", "STSong", _SERIF),
    "digits": ("SimSun", "宋体", "STSong", _SERIF),
}
_UNDRAWABLE: Final = re.compile(r'the text `"(.*?)"` could not be displayed')
_TIGHT_EM: Final = 0.15
_ROOMY_EM: Final = 0.45
_ROWS_KEPT_TOGETHER: Final = 12
_TITLE_STROKE_PT: Final = 0.55  # stands in for the weight of 小标宋 where no such face is there


class UndrawableText(CannotBeWritten):
    """No font at hand has a character of the report; a box in its place would be no document."""

    def __init__(self, words: str) -> None:
        self.message = (
            f"生成 PDF 时没有字体能显示“{words}”。"
            "请将含有该字的字体文件放入字体文件夹，或改用其他格式下载。"
        )
        self.message_en = (
            f"No font can show “{words}” in the PDF. "
            "Put a font that has it into the font folder, or download another format."
        )
        super().__init__(self.message)


class _Press:
    """A compiler with its fonts, kept warm; one document at a time."""

    def __init__(self, folder: Path | None, *, system_fonts: bool) -> None:
        paths = [str(pylopdf_fonts_zh_cn.sans_path().parent)]
        paths += [] if folder is None else [str(folder)]
        fonts = typst.Fonts(
            include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=paths
        )
        known = fonts.families()
        self.faces = {
            use: [*(name for name in names if name in known), _SANS, *_others(known)]
            for use, names in _FACES.items()
        }
        self._compiler = typst.Compiler(root=paths[0], font_paths=fonts, ignore_system_fonts=True)
        self._lock = threading.Lock()

    def compile(self, data: dict[str, Any], *, made_at: int) -> bytes:
        """Return the PDF of a report's data. Raises UndrawableText."""
        try:
            with self._lock:
                made = self._compiler.compile(
                    input=_DESIGN,
                    sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
                    format="pdf",
                    timestamp=made_at,
                    pdf_standards=["a-2a", "ua-1"],
                )
        except typst.TypstError as error:
            undrawable = _UNDRAWABLE.search(error.message)
            if undrawable is None:
                raise
            raise UndrawableText(undrawable[1]) from error
        if not isinstance(made, bytes):
            raise TypeError("typst gave no single document.")
        return made


def write(report: Report, *, font_folder: Path | None = None) -> bytes:
    """Return the report as PDF.

    `font_folder` may hold the official faces (仿宋_GB2312, 方正小标宋简体 …) and faces for rare
    characters; what is found there is preferred to the free fonts and embedded as well. The
    fonts of the machine are asked only for a character that neither has.

    Raises:
        UndrawableText: no font has a character of the report.
    """
    made_at = int(report.made_at.timestamp())
    press = _press(font_folder, system_fonts=False)
    try:
        return press.compile(_data(report, press.faces), made_at=made_at)
    except UndrawableText:
        press = _press(font_folder, system_fonts=True)
        return press.compile(_data(report, press.faces), made_at=made_at)


@cache
def _press(folder: Path | None, *, system_fonts: bool) -> _Press:
    return _Press(folder, system_fonts=system_fonts)


def _others(known: list[str]) -> list[str]:
    official = {name for names in _FACES.values() for name in names}
    return sorted(name for name in known if name not in official)


def _data(report: Report, faces: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "full_title": report.full_title,
        "title": list(report.title),
        "body": report.body,
        "banner": report.banner,
        "faces": faces,
        "measures": {
            "top": gbt9704.TOP_MM,
            "bottom": gbt9704.BOTTOM_MM,
            "left": gbt9704.LEFT_MM,
            "right": gbt9704.RIGHT_MM,
            "page_number": gbt9704.PAGE_NUMBER_MM,
            "size": gbt9704.SIZE_3_PT,
            "title": gbt9704.SIZE_2_PT,
            "title_stroke": 0 if faces["title"][0] != _SERIF else _TITLE_STROKE_PT,
            "pitch": gbt9704.LINE_PITCH_PT,
            "tracking": gbt9704.CHARACTER_PITCH_PT - gbt9704.SIZE_3_PT,
            "thin": gbt9704.THIN_PT,
            "thick": gbt9704.THICK_PT,
        },
        "blocks": list(_blocks(report)),
    }


def _blocks(report: Report) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    heading = ""
    for block in report.blocks:
        made.append(_block(block, heading))
        if isinstance(block, Heading):
            heading = block.text
    return made


def _block(block: Block, heading: str) -> dict[str, Any]:
    match block:
        case Heading(words, level):
            return {"kind": "heading", "text": words, "level": level}
        case Paragraph(words):
            return {"kind": "paragraph", "text": words}
        case StatutoryTable(grid):
            return _table(grid, heading)
        case Signature(organ, _):
            indents = gbt9704.signature_indents(organ, block.day)
            return {
                "kind": "signature",
                "organ": organ,
                "day": block.day,
                "organ_indent": indents.organ,
                "day_indent": indents.day,
            }


def _table(grid: Grid, heading: str) -> dict[str, Any]:
    fit = columns.fit(grid, gbt9704.TEXT_WIDTH_MM)
    placed = places.of(grid)
    return {
        "kind": "table",
        "caption": "" if heading.endswith(grid.caption) else grid.caption,
        "size": fit.size_pt,
        "widths": list(fit.widths_mm),
        "parts": [
            {
                "heads": places.head_rows(grid),
                "breakable": run.stop - run.start > _ROWS_KEPT_TOGETHER
                or len(run) == len(grid.rows),
                "cells": [
                    _cell(place, run.start, grid, fit) for place in placed if place.row in run
                ],
            }
            for run in places.parts(grid)
        ],
    }


def _cell(place: places.Place, first_row: int, grid: Grid, fit: Fit) -> dict[str, Any]:
    cell = place.cell
    return {
        "x": place.column,
        "y": place.row - first_row,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "text": cell.text,
        "align": places.alignment(cell),
        "upright": cell.vertical,
        "padding": _padding(place, fit),
        "bold": cell.role is Role.HEAD and cell.colspan == grid.width,
    }


def _padding(place: places.Place, fit: Fit) -> float:
    """Return the space beside a cell's text, in em."""
    cell = place.cell
    if cell.vertical or cell.role is Role.FIGURE:
        return _TIGHT_EM
    if cell.role is Role.HEAD and cell.colspan == 1:
        room = fit.widths_mm[place.column] * gbt9704.POINTS_PER_MM / fit.size_pt
        return columns.head_padding(cell.text, room)
    return _ROOMY_EM
