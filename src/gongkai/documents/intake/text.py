"""Bytes to text: UTF-8 and UTF-16 by mark, UTF-8 by proof, else the GB18030 of Chinese offices.

GB18030 accepts almost any bytes, so what it yields must look like text; otherwise the file is
refused rather than shown as garbage.
"""

import codecs
import re
from typing import Final

from gongkai.documents.intake.unreadable import UnknownEncoding

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_COMMON_BEYOND_GB2312: Final = "…—·•√×÷±°€–　"
_RARE_AT_LEAST: Final = 3
_RARE_SHARE: Final = 0.2


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`, its byte order mark removed.

    Raises:
        UnknownEncoding: no encoding fits, or the text holds control characters.
    """
    return _checked(_decoded(data, name), name)


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _plausible(_strict(data, "gb18030", name), name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnknownEncoding(
            name,
            where=f"第 {line} 行不是有效的 {encoding.upper()} 文字",
            where_en=f"line {line} is not valid {encoding.upper()}",
        ) from error


def _plausible(words: str, name: str) -> str:
    """Refuse text in which characters abound that no Chinese office writes (Big5 misread)."""
    foreign = [character for character in words if ord(character) > 127]
    rare = sum(not _is_common(character) for character in foreign)
    if rare >= _RARE_AT_LEAST and rare > len(foreign) * _RARE_SHARE:
        raise UnknownEncoding(
            name,
            where="既不是 UTF-8，也不像 GB18030",
            where_en="it is neither UTF-8 nor, by its look, GB18030",
        )
    return words


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in _COMMON_BEYOND_GB2312
    return True


def _checked(words: str, name: str) -> str:
    control = _CONTROL.search(words)
    if control is not None:
        line = words.count("\n", 0, control.start()) + 1
        raise UnknownEncoding(
            name,
            where=f"第 {line} 行含有控制字符",
            where_en=f"line {line} holds a control character",
        )
    return words
