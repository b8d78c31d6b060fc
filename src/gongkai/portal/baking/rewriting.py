"""Links of a page for the tree of files: relative ones, ones to the live system, or none.

Works on tags alone, never on words: markup that Django and the cleaner of texts wrote is quoted,
and `<` stands in it only where a tag begins.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.publishing import categories
from gongkai.portal.baking import placing, sorts
from gongkai.portal.baking.sorts import Sort

_FORM: Final = re.compile(
    r'<form\b(?P<head>(?:[^>"]|"[^"]*")*)>(?P<inside>.*?)</form>', re.DOTALL | re.IGNORECASE
)
_ANCHOR: Final = re.compile(
    r'<a\b(?P<head>(?:[^>"]|"[^"]*")*)>(?P<inside>.*?)</a>', re.DOTALL | re.IGNORECASE
)
_TAG: Final = re.compile(r'<(?!/|!|a\b|form\b)[a-zA-Z](?:[^>"]|"[^"]*")*>')
_REFERENCE: Final = re.compile(r'(\s(?:href|src|poster|data)=")([^"]*)(")')
_HREF: Final = re.compile(r'\shref="([^"]*)"')
_ACTION: Final = re.compile(r'\saction="([^"]*)"')
# A path with nothing in it that needs to be taken apart: nearly every link there is.
_PLAIN: Final = re.compile(r"/(?:\w[\w.-]*/)*(?:\w[\w.-]*)?", re.ASCII)
_POST: Final = re.compile(r'\bmethod="post"', re.IGNORECASE)
# A list that goes on by key on the live site goes on by month among files.
_MONTHS: Final = {
    "portal:latest": ("all", ""), "portal:documents": ("all", ""),
    "portal:body_latest": ("body", "code"), "portal:body_category": ("body", "code"),
    "portal:category": ("category", "key"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """Where the files will be read, and where the live system answers; empty: nowhere."""

    address: str
    application: str = ""

    @property
    def base(self) -> str:
        """The path below which the files are read, with a slash at both ends."""
        return urlsplit(self.address).path.rstrip("/") + "/"


@dataclass(slots=True)
class Page:
    """A page while its links are rewritten, and what it links to."""

    site: Site
    path: str
    at: str
    prefix: str
    is_lost: bool = False
    """Whether it is read at addresses that nobody knows: the page for what is not found."""
    links: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)

    def rewritten(self, text: str) -> str:
        """Return the page with every link as it is among files."""
        text = _ANCHOR.sub(self._anchor, text)
        text = _TAG.sub(self._tag, text)
        return _FORM.sub(self._form, text)

    def _form(self, found: re.Match[str]) -> str:
        action = _ACTION.search(found["head"])
        target = unescape(action[1]) if action else self.path
        if 'name="language"' in found["inside"]:
            return self._other_language()
        if "data-gongkai-appearance" in found["head"]:
            return ""
        if _POST.search(found["head"]):
            return self._instead_of_post()
        if not self.site.application:
            return _left_out()
        live = escape(self.site.application + urljoin(self.path, target))
        head = _ACTION.sub("", found["head"])
        return f'<form{head} action="{live}">{found["inside"]}</form>'

    def _instead_of_post(self) -> str:
        if not self.site.application:
            return _left_out()
        live, words = escape(self.site.application + self.path), _("在线办理")
        return f'<p><a class="button" href="{live}">{escape(words)}</a></p>'

    def _other_language(self) -> str:
        is_english = self.prefix == placing.LANGUAGES[placing.ENGLISH]
        language, words, other = (
            ("zh-CN", "中文", "zh-hans") if is_english else ("en", "English", "en")
        )
        target = placing.place(self.path, placing.LANGUAGES[other])
        return (
            f'<a class="switch__button" href="{self._to(target)}" lang="{language}" '
            f'hreflang="{language}">{words}</a>'
        )

    def _anchor(self, found: re.Match[str]) -> str:
        href = _HREF.search(found["head"])
        if href is None:
            return found[0]
        target = self._target(unescape(href[1]))
        if target is None:
            return f"<span data-official>{found['inside']}</span>"
        if target == "":
            return ""
        head = found["head"].replace(href[0], f' href="{escape(target)}"')
        return f"<a{head}>{found['inside']}</a>"

    def _tag(self, found: re.Match[str]) -> str:
        return _REFERENCE.sub(self._reference, found[0])

    def _reference(self, found: re.Match[str]) -> str:
        target = self._target(unescape(found[2]))
        return f"{found[1]}{escape(target)}{found[3]}" if target else found[0]

    def _target(self, href: str) -> str | None:
        """Return a link as it is among files; None: it leads nowhere now; empty: never show it."""
        if not href or href.startswith("#"):
            return href or None
        plain = _PLAIN.match(href)
        rest = href[plain.end() :] if plain else ""
        if plain and rest[:1] in ("", "#", "?"):
            known = sorts.sort_of(plain[0])
            if known in (Sort.PAGE, Sort.FILE) and not rest:
                return self._placed(href)
            if known is Sort.STATIC and rest[:1] != "?":
                return self._asset(plain[0]) + rest
            if known is Sort.LIVE and not self.site.application:
                return None
        return self._worked_out(href)

    def _worked_out(self, href: str) -> str | None:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        joined = urlsplit(urljoin(quote(self.path), href))
        asked = unquote(joined.path)
        known = sorts.sort_of(asked)
        fragment = f"#{joined.fragment}" if joined.fragment else ""
        if known is Sort.STAFF:
            return ""
        if known is Sort.STATIC:
            return self._asset(asked) + fragment
        if known in (Sort.PAGE, Sort.FILE):
            path = asked if not joined.query else self._instead_of_query(asked)
            if path:
                return self._placed(path) + fragment
        if self.site.application and known is not Sort.NONE:
            query = f"?{joined.query}" if joined.query else ""
            return f"{self.site.application}{joined.path}{query}{fragment}"
        return None

    def _asset(self, path: str) -> str:
        self.assets.add(path)
        return self._to(placing.place(path))

    def _instead_of_query(self, path: str) -> str:
        """Return the page of the months of a list that goes on elsewhere; empty: there is none."""
        found = sorts.known(path)
        kind, key = _MONTHS.get(found.name, ("", ""))
        if kind == "all":
            return reverse("open:months")
        if kind and _is_shelf(kind, str(found.kwargs[key])):
            return reverse("open:months_of", args=[kind, found.kwargs[key]])
        return reverse("open:months") if kind else ""

    def _placed(self, path: str) -> str:
        try:
            is_page = sorts.sort_of(path) is Sort.PAGE
            target = placing.place(path, self.prefix if is_page else "")
        except placing.NoPlace:
            return "#"
        self.links.add(path)
        return self._to(target)

    def _to(self, target: str) -> str:
        if self.is_lost:
            return self.site.base + placing.link(target, depth=0).removeprefix("./")
        return placing.link(target, depth=placing.depth_of(self.at))


@lru_cache(maxsize=10_000)
def _is_shelf(kind: str, key: str) -> bool:
    return kind == "body" or any(each.key == key for each in categories.categories())


def _left_out() -> str:
    words = _("这一项需要由系统在线办理，静态网页上没有。")
    return f"<p>{escape(words)}</p>"
