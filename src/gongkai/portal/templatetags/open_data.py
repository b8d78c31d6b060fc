"""What a page carries for machines: the data block of an item."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from gongkai.office.publishing.models import PublicItem
from gongkai.portal import structured

register = template.Library()


@register.simple_tag(takes_context=True)
def item_as_data(context: dict[str, Any], copy: PublicItem) -> SafeString:
    """Return an item in the words of schema.org, safe inside a data block."""
    return mark_safe(structured.written(copy, context["request"]))  # noqa: S308 - every < is escaped
