"""What an LED screen shows (显示屏): pages of so many characters, and frames as pictures.

Pages break at punctuation where they can; a frame is drawn in the largest type that fits.
"""

import io
from functools import lru_cache
from typing import Final

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from gongkai.office.channels.content import Content

_BREAKS: Final = "。；，、：）》”！？ "
_LEAST_SIZE: Final = 12
_MARGIN: Final = 0.04
AMBER: Final = (255, 176, 0)


def pages(content: Content, *, characters: int) -> tuple[str, ...]:
    """Return the short text in pages of at most so many characters, the title first."""
    words = " ".join(content.brief.split())
    if content.short_text and content.title not in words:
        words = f"{content.title}。{words}".replace("。。", "。")
    found = []
    while len(words) > characters:
        at = max((words.rfind(each, 0, characters) for each in _BREAKS), default=-1)
        end = at + 1 if at >= characters // 2 else characters
        found.append(words[:end].strip())
        words = words[end:].strip()
    return tuple(each for each in (*found, words) if each)


@lru_cache(maxsize=64)
def face(size: int) -> ImageFont.FreeTypeFont:
    """Return the face in a size of pixels."""
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), size)


def frame(words: str, *, width: int, height: int) -> bytes:
    """Return a picture of one page, amber on black, in the largest type that fits."""
    picture = Image.new("RGB", (width, height), (0, 0, 0))
    drawn = ImageDraw.Draw(picture)
    room = (round(width * (1 - 2 * _MARGIN)), round(height * (1 - 2 * _MARGIN)))
    size, lines = _largest(words, room)
    pitch = round(size * 1.25)
    top = (height - pitch * len(lines)) / 2
    for number, line in enumerate(lines):
        middle = top + pitch * (number + 0.5)
        drawn.text((width / 2, middle), line, font=face(size), fill=AMBER, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _largest(words: str, room: tuple[int, int]) -> tuple[int, list[str]]:
    low, high = _LEAST_SIZE, max(_LEAST_SIZE, room[1])
    best = (low, wrapped(words, face(low), room[0]))
    while low <= high:
        size = (low + high) // 2
        lines = wrapped(words, face(size), room[0])
        fits = len(lines) * size * 1.25 <= room[1] and all(
            face(size).getlength(line) <= room[0] for line in lines
        )
        if fits:
            best, low = (size, lines), size + 1
        else:
            high = size - 1
    return best


def wrapped(words: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Return words in lines of at most a width; no line begins with a closing mark."""
    lines, line = [], ""
    for each in words:
        if each == "\n":
            lines.append(line)
            line = ""
        elif font.getlength(line + each) <= width or not line or each in _BREAKS:
            line += each
        else:
            lines.append(line)
            line = each.strip()
    return [*lines, line] if line else lines
