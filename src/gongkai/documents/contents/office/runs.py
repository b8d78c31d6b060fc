"""The runs of a Word paragraph (文字片段): what each says, and why a reader would not see it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from gongkai.documents.contents.markup import Element, attribute, every, local
from gongkai.rules.scan.passages import Hidden

_OFF: Final = frozenset({"0", "false", "off", "none"})
_BREAKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED: Final = frozenset(
    {"rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "Fallback",
     "txbxContent", "rt"}
)  # fmt: skip
_PALE: Final = ("", "white", "none")
_TINY: Final = 4  # half-points
_WHITE: Final = 0xF0
_COLOUR: Final = re.compile(r"[0-9a-fA-F]{6}")
_CHANGES: Final = {
    "del": (Hidden.DELETED, "修订（已删除）"),
    "moveFrom": (Hidden.DELETED, "修订（已移走）"),
    "ins": (Hidden.INSERTED, "修订（未接受的插入）"),
    "moveTo": (Hidden.INSERTED, "修订（未接受的移入）"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks, as far as it may hide; None is what the style below says."""

    is_vanished: bool | None = None
    is_white: bool | None = None
    is_tiny: bool | None = None
    is_shaded: bool | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look laid over another."""
        said = {
            name: value
            for name in ("is_vanished", "is_white", "is_tiny", "is_shaded")
            if (value := getattr(self, name)) is not None
        }
        return replace(below, **said)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `label` says in words why it is hidden."""

    text: str
    hidden: Hidden | None = None
    label: str = ""


def look(properties: Element | None) -> Look:
    """Return the look that an element of run or paragraph properties asks for."""
    if properties is None:
        return Look()
    made: dict[str, bool] = {}
    for each in properties:
        name = local(each)
        value = attribute(each, "val")
        if name in ("vanish", "specVanish"):
            made["is_vanished"] = value not in _OFF
        elif name == "color":
            is_back = attribute(each, "themeColor") in ("background1", "light1")
            made["is_white"] = is_white(value) or (is_back and not attribute(each, "themeShade"))
        elif name == "sz" and value.isdecimal():
            made["is_tiny"] = int(value[:6]) <= _TINY
        elif (name == "shd" and is_dark(each)) or (
            name == "highlight" and value not in ("", "white", "none")
        ):
            made["is_shaded"] = True
    return Look(**made)


def is_white(colour: str) -> bool:
    """Tell whether a colour in six digits is white or nearly so."""
    if not _COLOUR.fullmatch(colour):
        return False
    return all(int(colour[at : at + 2], 16) >= _WHITE for at in (0, 2, 4))


def is_dark(shading: Element) -> bool:
    """Tell whether a shading is a ground on which white can be read."""
    fill = attribute(shading, "fill")
    has_theme = attribute(shading, "themeFill") not in ("", "background1", "light1")
    pattern = attribute(shading, "val") not in ("", "clear", "nil")
    return has_theme or pattern or bool(_COLOUR.fullmatch(fill) and not is_white(fill))


class Styles:
    """The styles of a document, each laid over the one it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._own: dict[str, tuple[Look, str]] = {}
        self._dark_tables: set[str] = set()
        for style in () if root is None else every(root, "style"):
            name = attribute(style, "styleId")
            own = look(style.find("{*}rPr")).over(look(style.find("{*}pPr")))
            self._own[name] = (own, attribute(style.find("{*}basedOn"), "val"))
            if attribute(style, "type") == "table" and any(map(is_dark, every(style, "shd"))):
                self._dark_tables.add(name)

    def of(self, name: str) -> Look:
        """Return the look of a style."""
        found, seen = Look(), set[str]()
        while name in self._own and name not in seen:
            seen.add(name)
            own, name = self._own[name]
            found = found.over(own)
        return found

    def darkens(self, table: str) -> bool:
        """Tell whether a style of tables lays dark grounds."""
        return table in self._dark_tables


class Runs:
    """Reads the runs of paragraphs by the styles of their document."""

    def __init__(self, styles: Styles, *, white_is_seen: bool) -> None:
        self._styles, self._white_is_seen = styles, white_is_seen

    def pieces(self, paragraph: Element, ground: Look) -> Iterator[Piece]:
        """Yield the pieces of a paragraph, which stands on a ground (a shaded cell)."""
        properties = paragraph.find("{*}pPr")
        style = attribute(paragraph.find("{*}pPr/{*}pStyle"), "val")
        base = self._styles.of(style).over(ground)
        yield from self._in(paragraph, look(properties).over(base), None)

    def _in(self, element: Element, base: Look, change: str | None) -> Iterator[Piece]:
        for child in element:
            name = local(child)
            if name == "r":
                yield from self._run(child, base, change)
            elif name in _CHANGES:
                yield from self._in(child, base, name if change != "del" else change)
            elif name and name not in _SKIPPED:
                yield from self._in(child, base, change)

    def _run(self, run: Element, base: Look, change: str | None) -> Iterator[Piece]:
        text = "".join(_said(run))
        if not text:
            return
        if change in ("del", "moveFrom"):
            yield Piece(text, *_CHANGES[change])
            return
        style = self._styles.of(attribute(run.find("{*}rPr/{*}rStyle"), "val"))
        hidden = self._why(look(run.find("{*}rPr")).over(style.over(base)))
        if hidden:
            yield Piece(text, Hidden.TEXT, hidden)
        elif change is not None:
            yield Piece(text, *_CHANGES[change])
        else:
            yield Piece(text)

    def _why(self, seen: Look) -> str:
        if seen.is_vanished:
            return "隐藏文字"
        if seen.is_white and not seen.is_shaded and not self._white_is_seen:
            return "白色文字"
        return "极小文字" if seen.is_tiny else ""


def _said(element: Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name in ("t", "delText"):
            yield str(child.text or "")
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name and name not in _SKIPPED and name != "instrText":
            yield from _said(child)


def table_style_of(element: Element) -> str:
    """Return the style of a table."""
    return attribute(element.find("{*}tblPr/{*}tblStyle"), "val")


def grounds(element: Element, styles: Styles) -> Look:
    """Return the ground that the cells, tables and boxes around a paragraph lay under it."""
    for above in element.iterancestors():
        name = local(above)
        if name == "tc" and any(map(is_dark, above.iterfind("{*}tcPr/{*}shd"))):
            return Look(is_shaded=True)
        if name == "tbl" and (styles.darkens(table_style_of(above)) or any(
            map(is_dark, above.iterfind("{*}tblPr/{*}shd"))
        )):  # fmt: skip
            return Look(is_shaded=True)
        if name in ("wsp", "shape", "rect", "roundrect") and _is_filled(above):
            return Look(is_shaded=True)
    return Look()


def _is_filled(box: Element) -> bool:
    if attribute(box, "fillcolor") not in ("", "white", "#ffffff"):
        return True
    fills = box.find("{*}spPr/{*}solidFill"), box.find("{*}spPr/{*}gradFill"), box.find("{*}style")
    return any(each is not None for each in fills)
