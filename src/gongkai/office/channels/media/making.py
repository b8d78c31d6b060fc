"""A file that goes with a delivery, made by its name (制作): sheet, card, frame, script, ZIP."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from gongkai.documents.board.sheet import Paper, Sheet, pdf
from gongkai.office.channels.content import Content, ContentFile
from gongkai.office.channels.media import card, package, screen, spoken
from gongkai.office.channels.models import Delivery
from gongkai.web import words


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its bytes, what it is called, what it is."""

    data: bytes
    name: str
    kind: str


def make(delivery: Delivery, name: str, *, read: Callable[[ContentFile], bytes]) -> Made | None:
    """Return the file of that name, None where there is no such. Raises what `read` raises."""
    content = Content.from_json(delivery.content)
    title = content.title.replace("/", "／")[:60]
    match name.split("-"):
        case ["sheet", ("a4" | "a3") as paper]:
            return Made(_sheet(delivery, content, paper), f"{title}.pdf", "application/pdf")
        case ["script"]:
            return Made(_script(delivery, content), f"{title}.pdf", "application/pdf")
        case ["card"]:
            return Made(card.png(content), f"{title}.png", "image/png")
        case ["package"]:
            data = package.package(content, key=str(delivery.key), read=read)
            return Made(data, f"{title}.zip", "application/zip")
        case ["frame", number] if number.isascii() and number.isdigit() and len(number) < 4:
            return frame(content, delivery.channel.settings, int(number))
    return None


def frame(content: Content, said: dict[str, object], number: int) -> Made | None:
    """Return one page of a screen as a picture, None where there are not so many."""
    parts = screen.pages(content, characters=_whole(said.get("characters"), 40))
    if not 1 <= number <= len(parts):
        return None
    data = screen.frame(
        parts[number - 1], width=_whole(said.get("width"), 256),
        height=_whole(said.get("height"), 64),
    )  # fmt: skip
    return Made(data, f"{number}.png", "image/png")


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) and value > 0 else default


def _sheet(delivery: Delivery, content: Content, paper: Paper) -> bytes:
    begins = timezone.localdate(delivery.shown_at or delivery.planned_for)
    ends = delivery.take_down_on
    span = words.day(begins, "zh-hans") if ends is None else words.span(begins, ends, "zh-hans")
    return pdf(
        Sheet(
            title=content.title,
            publisher=content.publisher,
            text=content.text or content.brief,
            facts=(
                content.doc_no,
                f"{words.day(content.published_on, 'zh-hans')}公开",
            ),
            call="手机扫码看全文、查附件" if content.url else "",
            foot=(
                ("张贴地点", delivery.channel.place or delivery.channel.name),
                ("张贴日期", span),
                ("咨询电话", delivery.body.telephone),
                ("全文网址", content.url),
            ),
            url=content.url,
            code_alt="全文网页的二维码",
            cut="（篇幅所限，全文请扫描二维码查阅）",
            paper=paper,
        ),
        font_folder=_fonts(), made_at=_stamp(delivery.planned_for),
    )  # fmt: skip


def _script(delivery: Delivery, content: Content) -> bytes:
    said = spoken.script(content, times=_whole(delivery.channel.settings.get("times"), 2))
    blank = "＿＿＿＿＿＿＿＿"
    return pdf(
        Sheet(
            title=f"广播稿：{content.title}",
            publisher=content.publisher,
            text=said.text,
            facts=(
                f"播报 {said.times} 遍",
                f"约 {said.minutes} 分钟",
            ),
            foot=(("播报人", blank), ("播报时间", blank * 2)),
        ),
        font_folder=_fonts(), made_at=_stamp(delivery.planned_for),
    )  # fmt: skip


def _fonts() -> Path | None:
    return settings.FONT_FOLDER


def _stamp(at: datetime) -> int:
    return int(at.timestamp())
