"""Tags and filters of every page: `{% load gongkai %}`.

They format and draw; they decide nothing.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gongkai.web import appearance, charts, icons, stylesheets, words
from gongkai.web.facts.tables import Cell, Column

register = template.Library()

_MARKS = r"\d\u3000-\u303f\uff00-\uffef“”"
_CHINESE = re.compile(
    rf"([《〔（]?[\u3400-\u9fff](?:[\u3400-\u9fff{_MARKS}]*[\u3400-\u9fff》〕）])?)"
)


def _language() -> str:
    return get_language() or "zh-hans"


@register.simple_tag
def html_lang() -> str:
    """Return the value of `lang` for the page: `zh-CN` or `en`."""
    return "en" if _language().startswith("en") else "zh-CN"


@register.simple_tag
def icon(name: str, modifier: str = "") -> SafeString:
    """Draw an icon; it is hidden from readers because a word stands beside it.

    Raises:
        LookupError: no icon of that name is in the sprite.
    """
    if name not in icons.names():
        known = ", ".join(sorted(icons.names()))
        raise LookupError(f"No icon {name!r} in static/gongkai/icons.svg. Known: {known}.")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f"icon icon--{modifier}" if modifier else "icon",
        static("gongkai/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def look(context: dict[str, Any]) -> appearance.Look:
    """Return what the reader chose: `theme`, `elder`, and the media of the dark sheet."""
    return appearance.chosen(getattr(context.get("request"), "COOKIES", {}))


@register.simple_tag
def style_links(dark_media: str) -> SafeString:
    """Link the joined style sheet, then the dark one for the media that the theme asks for."""
    digest = stylesheets.bundle(watch=settings.DEBUG).digest
    return format_html(
        '<link rel="stylesheet" href="{}">'
        '\n<link rel="stylesheet" href="{}" media="{}" data-gongkai-dark>'
        '\n<link rel="stylesheet" href="{}" media="print">',
        reverse("stylesheet", args=[digest]),
        static(stylesheets.DARK),
        dark_media,
        static(stylesheets.PRINT),
    )


@register.filter
def date_zh(on: date | None) -> str:
    """`2024年3月5日`, in English `5 March 2024`; nothing for None."""
    return "" if on is None else words.day(on, _language())


@register.filter
def moment_zh(at: datetime | None) -> str:
    """`2024年3月5日 14:30` in local time; nothing for None."""
    return "" if at is None else words.moment(timezone.localtime(at), _language())


@register.filter
def until(first: date, last: date) -> str:
    """`2024年3月5日至2024年4月2日`: `{{ first|until:last }}`."""
    return words.span(first, last, _language())


@register.filter
def number(value: int | Decimal | None, unit: str = "") -> str:
    """Digits without grouping, with their unit: `{{ 177|number:"件" }}`; nothing for None."""
    return "" if value is None else words.amount(value, str(unit), _language())


@register.filter
def wan(yuan: int | Decimal | None) -> str:
    """An amount in yuan as `160.5964万元`; nothing for None."""
    return "" if yuan is None else words.wan_yuan(yuan, _language())


@register.filter
def file_size(count: int | None) -> str:
    """`48 KB`; nothing for None."""
    return "" if count is None else words.size(count)


@register.filter
def form_errors(form: Any) -> list[tuple[str, str]]:
    """Return every error of a form with the id of the field it stands at ("" for the form)."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or field.auto_id
        found.extend((target, str(error)) for error in field.errors)
    return found


@register.simple_tag
def chart(facts: charts.Chart) -> SafeString:
    """Draw a chart with its title, description and table twin."""
    return render_to_string("components/chart.html", {"chart": charts.draw(facts)})


@register.filter
def labelled(cells: Iterable[Cell], columns: Iterable[Column]) -> list[tuple[Cell, str]]:
    """Return each cell of a row with the label of its column."""
    return [(cell, column.label) for cell, column in zip(cells, columns, strict=True)]


@register.filter
def join_zh(items: Iterable[Any]) -> str:
    """Join with `、`, in English with commas."""
    return (", " if _language().startswith("en") else "、").join(str(each) for each in items)


@register.filter
def mixed(text: Any) -> Any:
    """Mark the Chinese in a text of an English page, so that it is read out as Chinese.

    For words that quote data: the name of a record, a post, an article. Where no data can stand,
    leave it out, or a text without its English goes unnoticed.
    """
    if not _language().startswith("en"):
        return text
    return SafeString(_CHINESE.sub(r'<span lang="zh-CN">\1</span>', conditional_escape(text)))
