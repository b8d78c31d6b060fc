"""What the screen at a reading point shows: the same items, led to within the screen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import PublicItem
from gongkai.portal.pages import lines, terms
from gongkai.portal.pages.headings import Heading
from gongkai.portal.pages.lines import Line
from gongkai.web.facts.tables import Empty


def touchable(body: Body, items: Iterable[PublicItem]) -> list[Line]:
    """Return items as lines that lead to the screen's own page of each."""
    shown = list(items)
    return [
        replace(line, url=reverse("portal:kiosk_item", args=[body.code, item.code]))
        for line, item in zip(lines.lines(shown), shown, strict=True)
    ]


def entries(body: Body, headings: Sequence[Heading]) -> list[Heading]:
    """Return the entries of the catalogue as they lead to the screen's own lists."""
    address = reverse("portal:kiosk_list", args=[body.code])
    return [
        replace(each, url=f"{address}?{urlencode({'category': each.key})}", below=())
        for each in headings
    ]


def list_title(key: str, words: str) -> str:
    """Return what a list is of."""
    if words:
        return _("标题中有“%(words)s”的信息") % {"words": words}
    return terms.category(key) if key else _("最新公开")


def nothing(words: str) -> Empty:
    """Return what stands where nothing was found."""
    if words:
        return Empty(_("没有找到"), _("请换一个词，或者请工作人员帮助查找。"))
    return Empty(_("还没有公开的信息"), _("需要的，可以请工作人员帮助，也可以申请公开。"))
