"""LED screens and reading points (显示屏、查询机): they fetch what they show.

A screen's first fetch confirms that it has the content; what is withdrawn is no longer handed
out from that moment on.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.channels.adapters.contract import (
    Adapter,
    Answer,
    Job,
    Preview,
    Result,
    Setting,
)
from gongkai.office.channels.content import Content
from gongkai.office.channels.media import screen

_SIZE = (
    Setting(
        "characters", gettext_lazy("每屏字数"), "number", default=40, least=4, most=500,
        hint=gettext_lazy("较长的文字按这个字数分屏，在标点处断开。"),
    ),
    Setting("width", gettext_lazy("横向像素"), "number", default=256, least=32, most=3840),
    Setting("height", gettext_lazy("纵向像素"), "number", default=64, least=16, most=2160),
)  # fmt: skip


class LedByHand(Adapter):
    """A screen that is fed by hand, with the text or with frames as pictures."""

    fields: tuple[Setting, ...] = _SIZE

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the screens in their order."""
        parts = screen.pages(content, characters=int(settings.get("characters", 40)))
        return Preview(
            text=content.brief,
            parts=parts,
            facts=((_("分屏"), _("%(count)s 屏") % {"count": len(parts)}),),
            files=tuple(f"frame-{number}" for number in range(1, len(parts) + 1)),
            advice=_("播放后拍一张能看清文字和位置的照片。"),
        )


class LedFeed(LedByHand):
    """A screen that fetches its text by itself."""

    is_manual = False
    is_idempotent = True
    ends_by_itself = True
    fields = (
        *_SIZE,
        Setting(
            "from_time", gettext_lazy("开始播放时间"), "time", default="07:00",
            hint=gettext_lazy("播放时段以外，接口不给出内容。"),
        ),
        Setting("until_time", gettext_lazy("结束播放时间"), "time", default="21:00"),
    )  # fmt: skip

    def send(self, job: Job) -> Answer:
        """Put it in the feed; the screen's own fetch confirms it."""
        return Answer(Result.ACCEPTED, _("已列入播放内容，等待显示屏取走。"))

    def withdraw(self, job: Job) -> Answer:
        """It is no longer in the feed."""
        return Answer(Result.DONE, _("已从播放内容中撤回。"))


class Kiosk(Adapter):
    """A reading point that shows the portal's own pages."""

    is_manual = False
    is_idempotent = True
    ends_by_itself = True

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return what the reading point shows."""
        return Preview(text=content.title, facts=((_("网页地址"), content.url),))

    def send(self, job: Job) -> Answer:
        """It shows what is in the table."""
        return Answer(Result.DONE, _("查询机已可查阅。"), proof=job.content.url)

    def withdraw(self, job: Job) -> Answer:
        """It shows only what stands."""
        return Answer(Result.DONE, _("查询机已不再显示。"))
