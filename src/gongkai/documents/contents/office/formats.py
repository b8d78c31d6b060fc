"""The strings and the cell formats of a workbook, as far as they decide what is seen."""

from dataclasses import dataclass, field
from typing import Final, TypeVar

from gongkai.documents.contents.markup import Element, every, local
from gongkai.documents.contents.office.parts import Parts
from gongkai.documents.contents.office.runs import is_white

_Item = TypeVar("_Item")
_TINY: Final = 2.0
_WHITE_THEME: Final = "0"
_WHITE_INDEXED: Final = ("1", "9")
_DATE_FORMATS: Final = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DAYS: Final = frozenset("ymdh")


@dataclass(slots=True)
class Format:
    """Why the text of a cell in this format is not seen, in words; whether it is a date."""

    hides: str = ""
    is_white: bool = False
    is_date: bool = False


@dataclass(slots=True)
class CellFormats:
    """The formats of a workbook by their number."""

    root: Element | None
    _formats: list[Format] = field(default_factory=list)

    def __post_init__(self) -> None:
        root = self.root
        if root is None:
            return
        codes = {str(each.get("numFmtId")): str(each.get("formatCode", ""))
                 for each in every(root, "numFmt")}  # fmt: skip
        fonts = [(_is_white(each), _is_tiny(each)) for each in root.iterfind("{*}fonts/{*}font")]
        fills = [_is_filled(each) for each in root.iterfind("{*}fills/{*}fill")]
        for each in root.iterfind("{*}cellXfs/{*}xf"):
            number = str(each.get("numFmtId", "0"))
            white, tiny = _item(fonts, each.get("fontId"), (False, False))
            made = Format(is_date=_is_date(number, codes.get(number, "")))
            if codes.get(number, "").replace(" ", "").startswith(";;;"):
                made.hides = "数字格式隐藏"
            elif tiny:
                made.hides = "极小文字"
            made.is_white = white and not _item(fills, each.get("fillId"), otherwise=False)
            self._formats.append(made)

    def of(self, number: str | None) -> Format:
        """Return a format by its number."""
        return _item(self._formats, number, Format())


def _item(items: list[_Item], number: str | None, otherwise: _Item) -> _Item:
    at = int(number[:7]) if number and number.isdecimal() else 0
    return items[at] if at < len(items) else otherwise


def _is_white(font: Element) -> bool:
    colour = font.find("{*}color")
    if colour is None:
        return False
    if colour.get("rgb"):
        return is_white(str(colour.get("rgb"))[-6:])
    is_plain = str(colour.get("tint", "0")).lstrip("-") in ("0", "0.0")
    is_back = bool(colour.get("theme") == _WHITE_THEME and is_plain)
    return bool(is_back or colour.get("indexed") in _WHITE_INDEXED)


def _is_tiny(font: Element) -> bool:
    size = font.find("{*}sz")
    try:
        return bool(size is not None and float(size.get("val", "11")) <= _TINY)
    except ValueError:
        return False


def _is_filled(fill: Element) -> bool:
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return fill.find("{*}gradientFill") is not None
    if pattern.get("patternType", "none") == "none":
        return False
    front = pattern.find("{*}fgColor")
    if front is None:
        return bool(pattern.get("patternType") != "solid")
    is_back = bool(front.get("theme") == _WHITE_THEME and not front.get("tint"))
    is_pale: bool = is_white(str(front.get("rgb", ""))[-6:]) or front.get("indexed") == "9"
    return not (is_back or is_pale)


def _is_date(number: str, code: str) -> bool:
    if number.isdecimal() and int(number[:4]) in _DATE_FORMATS:
        return True
    bare = "".join(code.lower().split('"')[::2])
    return bool(_DAYS & set(bare)) and "general" not in bare and "red" not in bare


def shared_strings(parts: Parts) -> list[str]:
    """Return the texts that cells point to, without the readings written above characters."""
    root = parts.root("xl/sharedStrings.xml")
    if root is None:
        return []
    return [said(each) for each in root if local(each) == "si"]


def said(item: Element) -> str:
    """Return the text of a string item."""
    return "".join(
        str(each.text or "")
        for each in every(item, "t")
        if all(local(above) != "rPh" for above in each.iterancestors())
    )
