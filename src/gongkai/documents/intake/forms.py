"""Drawings in a PDF that draw drawings (form XObjects): how often they would be drawn in all.

A library follows them without counting: nine levels of ten are a thousand million. They are
counted here first, by their names where those can be followed, else as if each drew the next.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.documents.intake.unreadable import CompressionBomb

_FORM: Final = re.compile(rb"/Subtype\s*/Form\b")
_DRAWN: Final = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_NAMED: Final = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,7})\s+\d+\s+R")
_OBJECT: Final = re.compile(rb"(\d{1,7})\s+\d+\s+obj\b")
_HEAD: Final = 4_000
_LONGEST: Final = 1024 * 1024
_MOST_FORMS: Final = 50_000
_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Form:
    """The numbers of the forms it draws, each as often as drawn; how many it names unseen."""

    drawn: tuple[int, ...]
    unseen: int


def refuse_avalanche(data: bytes, name: str) -> None:
    """Raise CompressionBomb where forms within forms are drawn without end."""
    if len(_FORM.findall(data)) > _MOST_FORMS:
        raise CompressionBomb(name)
    forms = _forms(data)
    if not forms:
        return
    costs: dict[int, int] = {}
    most = max((_cost(number, forms, costs, ()) for number in forms), default=0)
    blind = 1
    for form in forms.values():
        blind = min(blind * max(1, form.unseen), _MOST + 1)
    if most > _MOST or blind > _MOST:
        raise CompressionBomb(name)


def _forms(data: bytes) -> dict[int, _Form]:
    places = {int(match[1]): match.end() for match in _OBJECT.finditer(data)}
    found: dict[int, _Form] = {}
    for number, start in places.items():
        mark = data.find(b"stream", start, start + _HEAD)
        head = data[start:mark] if mark > 0 else b""
        if not _FORM.search(head):
            continue
        names = _DRAWN.findall(_content(data, mark, head))
        known = _known(head, data, places)
        drawn = tuple(known[each] for each in names if each in known)
        found[number] = _Form(drawn, len(names) - len(drawn))
    return found


def _known(head: bytes, data: bytes, places: Mapping[int, int]) -> dict[bytes, int]:
    """Return the objects that names stand for, also those a named dictionary holds."""
    known = {match[1]: int(match[2]) for match in _NAMED.finditer(head)}
    for key in (b"Resources", b"XObject"):
        start = places.get(known.get(key, -1))
        if start is not None:
            held = data[start : data.find(b"endobj", start, start + _HEAD)]
            known |= {match[1]: int(match[2]) for match in _NAMED.finditer(held)}
    return known


def _content(data: bytes, mark: int, head: bytes) -> bytes:
    start = mark + len(b"stream")
    end = data.find(b"endstream", start, start + _LONGEST)
    packed = data[start : end if end > 0 else start + _LONGEST].lstrip(b"\r\n")
    if b"Fl" not in head:
        return packed[:_LONGEST]
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error:
        return b""


def _cost(
    number: int, forms: Mapping[int, _Form], costs: dict[int, int], above: tuple[int, ...]
) -> int:
    """Return how many drawings a form makes; one that draws itself makes no end of them."""
    if number not in forms:
        return 1
    if number in above or len(above) > 100:
        return _MOST + 1
    if number not in costs:
        inner = (_cost(each, forms, costs, (*above, number)) for each in forms[number].drawn)
        costs[number] = min(1 + sum(inner), _MOST + 1)
    return costs[number]
