"""The numbers that Word writes before paragraphs by itself: 一、 or （1） of a list style."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

_MAIN: Final = "{*}"
_PLACE: Final = re.compile(r"%(\d)")
_DIGITS: Final = "〇一二三四五六七八九十"
_CHINESE: Final = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "koreanCounting",
    }
)
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


class Numbering:
    """The lists of a document, counted while its paragraphs pass by."""

    def __init__(self, markup: bytes | None, styles: bytes | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._count: dict[str, dict[int, int]] = defaultdict(dict)
        if markup:
            self._read_lists(etree.fromstring(markup))
        if styles and self._levels:
            self._read_styles(etree.fromstring(styles))

    def before(self, paragraph: "etree._Element") -> str:
        """Return what stands before a paragraph, "" where it is in no list."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        count = self._count[number]
        count[level] = count.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in count if each > level]:
            del count[deeper]
        return _PLACE.sub(lambda match: _said(int(match[1]) - 1, levels, count), levels[level].text)

    def _place(self, paragraph: "etree._Element") -> tuple[str, int] | None:
        properties = paragraph.find(f"{_MAIN}pPr")
        if properties is None or not self._levels:
            return None
        own = _numbered(properties)
        if own is not None:
            return own if own[0] != "0" else None
        style = properties.find(f"{_MAIN}pStyle")
        return None if style is None else self._styles.get(_value(style))

    def _read_lists(self, root: "etree._Element") -> None:
        kinds: dict[str, dict[int, _Level]] = {}
        for kind in root.iterfind(f"{_MAIN}abstractNum"):
            kinds[_value(kind, "abstractNumId")] = {
                int(_value(level, "ilvl") or 0): _Level(
                    _child(level, "numFmt"),
                    _child(level, "lvlText"),
                    _whole(_child(level, "start")),
                )
                for level in kind.iterfind(f"{_MAIN}lvl")
            }
        for each in root.iterfind(f"{_MAIN}num"):
            self._levels[_value(each, "numId")] = kinds.get(_child(each, "abstractNumId"), {})

    def _read_styles(self, root: "etree._Element") -> None:
        for style in root.iterfind(f"{_MAIN}style"):
            properties = style.find(f"{_MAIN}pPr")
            place = None if properties is None else _numbered(properties)
            if place is not None and place[0] != "0":
                self._styles[_value(style, "styleId")] = place


def _numbered(properties: "etree._Element") -> tuple[str, int] | None:
    numbered = properties.find(f"{_MAIN}numPr")
    if numbered is None:
        return None
    return _child(numbered, "numId"), _whole(_child(numbered, "ilvl") or "0")


def _said(level: int, levels: Mapping[int, _Level], count: Mapping[int, int]) -> str:
    if level not in levels:
        return ""
    number = count.get(level, levels[level].start)
    if levels[level].kind in ("bullet", "none"):
        return ""
    return _chinese(number) if levels[level].kind in _CHINESE else str(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not 0 < number < _HUNDRED:
        return str(number)
    return (
        ("" if tens < 2 else _DIGITS[tens])
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones or not tens else "")
    )


def _child(element: "etree._Element", name: str) -> str:
    child = element.find(f"{_MAIN}{name}")
    return "" if child is None else _value(child)


def _value(element: "etree._Element", name: str = "val") -> str:
    return next(
        (str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), ""
    )


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
