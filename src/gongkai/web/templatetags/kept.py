"""Parts of the frame that say the same on many pages: `{% kept "foot" %}…{% endkept %}`.

A part may depend on the body, on the section and on the language, and on nothing else that stays in
a file. Who answers a reader draws it each time; who bakes many pages gives the request `parts`,
which draws each part once.
"""

from collections.abc import Callable
from typing import Any, Protocol

from django import template
from django.template.base import NodeList, Parser, Token

register = template.Library()


class Parts(Protocol):
    """What keeps the parts of many pages."""

    def kept(self, key: tuple[str, ...], draw: Callable[[], str]) -> str:
        """Return what stands for a part; it is drawn where it was not yet."""


class KeptNode(template.Node):
    """A part of the frame."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: template.Context) -> str:
        """Draw the part, or let it be kept."""
        parts: Parts | None = getattr(context.get("request"), "parts", None)
        if parts is None:
            return self._drawn(context)
        body: Any = context.get("body")
        key = (self.name, body.code if body else "", str(context.get("section", "")))
        return parts.kept(key, lambda: self._drawn(context))

    def _drawn(self, context: template.Context) -> str:
        return str(self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Take the name of the part and what stands in it."""
    name = token.split_contents()[1].strip("\"'")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, nodelist)
