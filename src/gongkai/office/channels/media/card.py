"""The picture card of an item (图文卡片): what it is, by whom, and the code of its page.

Made for a telephone held upright: large type, the publisher in red above a double rule.
"""

import io
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from gongkai.office.channels.content import Content
from gongkai.office.channels.media import codes
from gongkai.office.channels.media.screen import face, wrapped
from gongkai.web import words

WIDTH: Final = 1080
_MARGIN: Final = 84
_RED, _INK, _GREY, _PAPER = (176, 28, 28), (26, 26, 26), (96, 96, 96), (255, 255, 255)
_CODE: Final = 300
_MOST_LINES: Final = 12


def png(content: Content) -> bytes:
    """Return the card as a PNG."""
    room = WIDTH - 2 * _MARGIN
    title = wrapped(content.title, face(66), room)
    body = _body(content, room)
    height = 250 + len(title) * 92 + 60 + len(body) * 66 + 90 + _CODE + 2 * 70
    picture = Image.new("RGB", (WIDTH, height), _PAPER)
    drawn = ImageDraw.Draw(picture)
    drawn.text(
        (WIDTH / 2, 116), content.publisher, font=_fitting(content.publisher, 56, room), fill=_RED,
        anchor="mm", stroke_width=1, stroke_fill=_RED,
    )  # fmt: skip
    drawn.line([(_MARGIN, 190), (WIDTH - _MARGIN, 190)], fill=_RED, width=7)
    drawn.line([(_MARGIN, 203), (WIDTH - _MARGIN, 203)], fill=_RED, width=2)
    at = 250
    for line in title:
        drawn.text(
            (WIDTH / 2, at + 46), line, font=face(66), fill=_INK, anchor="mm", stroke_width=1,
            stroke_fill=_INK,
        )  # fmt: skip
        at += 92
    at += 40
    for line in body:
        drawn.text((_MARGIN, at), line, font=face(42), fill=_INK)
        at += 66
    _foot(picture, drawn, content, max(at + 50, height - _CODE - 90))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _body(content: Content, room: int) -> list[str]:
    if not content.short_text and not content.text:
        return []
    lines = wrapped(content.short_text or content.text, face(42), room)
    if len(lines) > _MOST_LINES:
        lines = lines[:_MOST_LINES]
        lines[-1] = f"{lines[-1][:-1]}…"
    return lines


def _foot(picture: Image.Image, drawn: ImageDraw.ImageDraw, content: Content, top: int) -> None:
    drawn.line([(_MARGIN, top - 24), (WIDTH - _MARGIN, top - 24)], fill=(200, 200, 200), width=2)
    at = top + 30
    facts = [words.day(content.published_on, "zh-hans"), content.doc_no]
    for fact in [*facts, "长按或扫描二维码看全文"]:
        if fact:
            drawn.text((_MARGIN, at), fact, font=face(40), fill=_GREY)
            at += 66
    if content.url:
        code = codes.picture(content.url, size=_CODE + 20)
        picture.paste(code.convert("RGB"), (WIDTH - _MARGIN - code.width + 20, top - 4))


def _fitting(said: str, size: int, room: int) -> ImageFont.FreeTypeFont:
    while size > 24 and face(size).getlength(said) > room:
        size -= 2
    return face(size)
