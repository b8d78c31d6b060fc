"""The page of an item (信息页): the metadata of official documents and what is round the text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import PublicItem, WithdrawalReason
from gongkai.portal.pages import contacts, headings, terms
from gongkai.web.facts.story import SummaryItem


@dataclass(frozen=True, slots=True)
class Metadata:
    """A row of the table on top of an official document. `is_wide` takes the whole line."""

    label: str
    value: str
    is_wide: bool = False


def metadata(copy: PublicItem) -> list[Metadata]:
    """Return the metadata in pairs, what is not told left out and no place left empty."""
    told = [each for each in _metadata(copy) if each.value]
    pairs = 0
    for place, each in enumerate(told):
        pairs += not each.is_wide
        is_last = place + 1 == len(told) or told[place + 1].is_wide
        if is_last and pairs % 2 and not each.is_wide:
            told[place] = replace(each, is_wide=True)
            pairs += 1
    return told


def _metadata(copy: PublicItem) -> Iterator[Metadata]:
    yield Metadata(_("索引号"), copy.index_no)
    yield Metadata(_("主题分类"), terms.subject(copy.subject))
    yield Metadata(_("发文机关"), copy.publisher)
    yield Metadata(_("成文日期"), terms.day(copy.signed_on))
    yield Metadata(_("标题"), copy.title, is_wide=True)
    yield Metadata(_("发文字号"), copy.doc_no)
    yield Metadata(_("发布日期"), terms.day(copy.published_at))
    yield Metadata(_("有效性"), terms.validity_tag(copy.validity).text)
    yield Metadata(_("体裁分类"), terms.genre(copy.genre))
    yield Metadata(_("公开方式"), "、".join(terms.method(each) for each in copy.methods))
    yield Metadata(_("服务对象"), copy.audience)
    yield Metadata(_("信息来源"), copy.source)
    yield Metadata(_("公开期限至"), terms.day(copy.expires_on))
    yield Metadata(_("公开类别"), terms.category(copy.category), is_wide=True)
    yield Metadata(_("关键词"), copy.keywords, is_wide=True)


def tags(copy: PublicItem, request: HttpRequest) -> list[tuple[str, str]]:
    """Return the page tags that the guide to government sites asks for (国办发〔2017〕47号)."""
    site = _("%(body)s政府信息公开") % {"body": copy.body.name}
    found = (
        ("SiteName", site),
        ("SiteDomain", urlsplit(settings.PUBLIC_ADDRESS).netloc or request.get_host()),
        ("ColumnName", terms.category(copy.category)),
        ("ColumnType", _("法定主动公开内容")),
        ("ArticleTitle", copy.title),
        ("PubDate", f"{timezone.localtime(copy.published_at):%Y-%m-%d %H:%M}"),
        ("ContentSource", copy.source or copy.publisher),
        ("Author", copy.publisher),
        ("Keywords", copy.keywords),
        ("Description", copy.summary),
        ("Url", address(copy, request)),
    )
    return [(name, value) for name, value in found if value]


def address(copy: PublicItem, request: HttpRequest) -> str:
    """Return the whole address of an item, as it is copied, printed and put into a picture."""
    path = reverse("portal:item", args=[copy.code])
    if settings.PUBLIC_ADDRESS:
        return f"{settings.PUBLIC_ADDRESS}{path}"
    return request.build_absolute_uri(path)


def steps(copy: PublicItem, *, last: str = "") -> tuple[tuple[str, str], ...]:
    """Return the way back: home of the body, the entry of the catalogue, this page."""
    found = [
        (_("首页"), reverse("portal:body", args=[copy.body.code])),
        (_short(terms.category(copy.category)), headings.address(copy.category, copy.body)),
    ]
    if not last:
        return (*found, (_("正文"), ""))
    return (*found, (_("正文"), reverse("portal:item", args=[copy.code])), (last, ""))


def _short(text: str, most: int = 14) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def tombstone(copy: PublicItem) -> list[SummaryItem]:
    """Return what is told of an item that was taken down: what, why, when, whom to ask."""
    told = [
        SummaryItem(_("标题"), copy.title, is_official=True),
        SummaryItem(_("索引号"), copy.index_no, is_official=True),
        SummaryItem(_("发布机构"), copy.publisher, is_official=True),
        SummaryItem(_("首次公开"), terms.day(copy.first_published_at)),
        SummaryItem(_("撤下日期"), terms.day(copy.withdrawn_at)),
        SummaryItem(
            _("撤下原因"), str(WithdrawalReason(copy.withdrawal_reason).label)
            if copy.withdrawal_reason else _("未说明"),
        ),
    ]  # fmt: skip
    return [*told, *contacts.disclosure_office(copy.body)]
