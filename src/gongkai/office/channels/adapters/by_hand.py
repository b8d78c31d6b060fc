"""Channels that people serve (人工张贴): boards, groups, banners, loudspeakers.

The machine prepares what is put up and says what to bring back as proof; people do the rest.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.channels.adapters.contract import Adapter, Preview, Setting
from gongkai.office.channels.content import Content
from gongkai.office.channels.media import spoken

_MOST_GROUP_TEXT = 300


class NoticeBoard(Adapter):
    """A printed sheet on a board, confirmed by a photograph of it."""

    fields = (
        Setting(
            "days", gettext_lazy("张贴天数"), "number", default=30, least=1, most=3650,
            hint=gettext_lazy("信息没有写明期限时，张贴满这些天后提醒撤下。"),
        ),
    )  # fmt: skip

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the words of the sheet, and the sheets to print."""
        return Preview(
            text=content.text or content.brief,
            files=("sheet-a4", "sheet-a3"),
            advice=_("打印后张贴在公告栏，拍一张能看清标题和公告栏位置的照片。"),
        )


class WechatGroup(Adapter):
    """Words and a picture card to be posted in a group, confirmed by a screenshot."""

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the words to paste and the card."""
        words = content.brief
        if len(words) > _MOST_GROUP_TEXT:
            words = f"{words[: _MOST_GROUP_TEXT - 1]}…"
        lines = [f"【{content.publisher}】{content.title}"]
        if words != content.title:
            lines.append(words)
        lines.append(f"全文：{content.url}")
        return Preview(
            text="\n".join(lines),
            files=("card",),
            advice=_("复制文字并发送图片到微信群，截图时带上群名称和发送时间。"),
        )


class Banner(Adapter):
    """A banner in the street: few words, a place, two dates, a photograph."""

    fields = (
        Setting(
            "characters", gettext_lazy("最多字数"), "number", default=24, least=4, most=60,
            hint=gettext_lazy("横幅上能清楚看到的字数。"),
        ),
    )  # fmt: skip

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the words of the banner, and say where they are too many."""
        words, most = content.brief.strip(), int(settings.get("characters", 24))
        length = len(words)
        facts = ((_("字数"), _("%(length)s，最多 %(most)s") % {"length": length, "most": most}),)
        advice = _("悬挂后拍一张能看清文字和地点的照片。")
        if length > most:
            advice = _("文字超过横幅能容纳的字数，请先在信息中写短文字，再制作横幅。")
        return Preview(text=words, facts=facts, advice=advice)


class Loudspeaker(Adapter):
    """A script that is read aloud in the village, confirmed by who read it and when."""

    fields = (
        Setting(
            "times", gettext_lazy("播报遍数"), "number", default=2, least=1, most=10,
            hint=gettext_lazy("同一内容连续播报几遍。"),
        ),
    )  # fmt: skip

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the script with its numbers written as they are read, and how long it takes."""
        script = spoken.script(content, times=int(settings.get("times", 2)))
        facts = (
            (_("时长"), _("约 %(minutes)s 分钟") % {"minutes": script.minutes}),
            (_("播报遍数"), str(script.times)),
        )
        return Preview(
            text=script.text,
            facts=facts,
            files=("script",),
            advice=_("按稿播报后，写明播报人、时间和遍数，或者上传广播日志的照片。"),
        )


class Other(Adapter):
    """Whatever else the body uses."""

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the short text and the sheet."""
        return Preview(text=content.text or content.brief, files=("sheet-a4",))
