"""The answer to an address as a file: the same views and templates, asked without a visitor.

Nobody is signed in, nothing is chosen, no cookie is set: what comes out is what everybody reads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.utils import translation

from gongkai.office.publishing.queries import public
from gongkai.portal.baking import placing, sorts
from gongkai.portal.baking.parts import Parts, PartsOfAPage
from gongkai.portal.baking.rewriting import Page, Site
from gongkai.portal.baking.sorts import Known, Sort
from gongkai.portal.pages.items import facts
from gongkai.portal.pages.items.facts import Facts
from gongkai.web import errors

Gathered = Mapping[str, Facts]
NOTHING: Final[Gathered] = MappingProxyType({})
OK, NOT_FOUND, GONE = 200, 404, 410


class NotBaked(Exception):
    """A page that should become a file answered with something else."""


class BakedRequest(WSGIRequest):
    """A request that nobody made. `baked` tells pages where they will be read."""

    def __init__(self, path: str, site: Site, gathered: Gathered = NOTHING) -> None:
        root = urlsplit(site.address)
        super().__init__({
            "REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": "", "SCRIPT_NAME": "",
            "SERVER_NAME": root.hostname or "localhost", "SERVER_PORT": str(root.port or 80),
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": root.scheme or "https",
            "wsgi.input": BytesIO(), "REMOTE_ADDR": "",
        })  # fmt: skip
        self.baked = site
        self.gathered = gathered
        self.parts: PartsOfAPage | None = None
        self.user = AnonymousUser()
        self.session: Any = {}
        self.LANGUAGE_CODE = translation.get_language()

    def get_host(self) -> str:
        """Return the host where the files will be read; nobody claims another."""
        return urlsplit(self.baked.address).netloc

    def build_absolute_uri(self, location: str | None = None) -> str:
        """Return an address where the files will be read."""
        path = self.get_full_path() if location is None else location
        return path if "//" in path else f"{self.baked.address}{path}"


@dataclass(frozen=True, slots=True)
class Ask:
    """An address that is to be baked: what it is, for which site, from which facts."""

    path: str
    found: Known
    site: Site
    known: Gathered
    parts: Parts


@dataclass(frozen=True, slots=True)
class Baked:
    """What becomes of an address in one language: the bytes at a place, or none."""

    path: str
    at: str
    owner: str
    status: int
    content: bytes = b""
    original: Path | None = None
    links: frozenset[str] = field(default=frozenset())
    assets: frozenset[str] = field(default=frozenset())


def gathered(paths: Iterable[str]) -> Gathered:
    """Return the facts of the items that some addresses belong to."""
    owners = {owner for path in paths if (owner := sorts.known(path).owner)}
    return facts.gathered(sorted(owners)) if owners else NOTHING


def bake(path: str, site: Site, known: Gathered, parts: Parts | None = None) -> list[Baked]:
    """Return what becomes of an address: a page in each language, or a file.

    The facts of the item that it belongs to were gathered before, for both languages and with
    those of other addresses; the parts of the frame are kept for the next pages.
    """
    found = sorts.known(path)
    if found.owner and found.name != sorts.ITEM and not _is_readable(found.owner, known):
        return _gone(path, found)
    ask = Ask(path, found, site, known, parts or Parts())
    if found.sort is Sort.FILE:
        return [_file(ask)]
    if found.sort is Sort.PAGE:
        return [_page(ask, language) for language in placing.LANGUAGES]
    raise NotBaked(f"{path} is neither a page nor a file of the public site.")


def _is_readable(code: str, known: Gathered) -> bool:
    return code in known and not known[code].copy.is_withdrawn


def _gone(path: str, found: Known) -> list[Baked]:
    """Return nothing for what belonged to an item that was taken down; its page says it all."""
    prefixes = placing.LANGUAGES.values() if found.sort is Sort.PAGE else [""]
    return [Baked(path, placing.place(path, prefix), found.owner, NOT_FOUND) for prefix in prefixes]


def not_found(site: Site) -> list[Baked]:
    """Return the pages for what is not there; their links hold wherever they are read."""
    made = []
    for language, prefix in placing.LANGUAGES.items():
        with translation.override(language):
            answer = errors.not_found(BakedRequest("/404.html", site))
            page = Page(site, "/404.html", f"{prefix}404.html", prefix, is_lost=True)
            made.append(_written(page, "", answer, Parts()))
    return made


def _file(ask: Ask) -> Baked:
    with translation.override("zh-hans"):
        status, answer = _asked(ask)
    at = placing.place(ask.path)
    if status != OK:
        return Baked(ask.path, at, ask.found.owner, NOT_FOUND)
    original = _original(ask) if ask.found.name == "portal:file" else None
    return Baked(ask.path, at, ask.found.owner, OK, _bytes(answer), original)


def _page(ask: Ask, language: str) -> Baked:
    prefix = placing.LANGUAGES[language]
    page = Page(ask.site, ask.path, placing.place(ask.path, prefix), prefix)
    with translation.override(language):
        status, answer = _asked(ask, page)
        if status == NOT_FOUND:
            return Baked(ask.path, page.at, ask.found.owner, NOT_FOUND)
        return _written(page, ask.found.owner, answer, ask.parts)


def _written(page: Page, owner: str, answer: Any, parts: Parts) -> Baked:
    text = parts.put(page.rewritten(answer.content.decode()))
    return Baked(
        page.path, page.at, owner, answer.status_code, text.encode(), links=frozenset(page.links),
        assets=frozenset(page.assets),
    )  # fmt: skip


def _asked(ask: Ask, page: Page | None = None) -> tuple[int, Any]:
    request = BakedRequest(ask.path, ask.site, ask.known)
    if page is not None:
        request.parts = ask.parts.of(page)
    try:
        answer = ask.found.view(request, **ask.found.kwargs)
    except Http404:
        return NOT_FOUND, None
    if hasattr(answer, "render"):
        answer.render()
    if answer.status_code not in (OK, NOT_FOUND, GONE):
        raise NotBaked(f"{ask.path} answered {answer.status_code} instead of a page.")
    return answer.status_code, answer


def _original(ask: Ask) -> Path | None:
    """Return where the bytes of an attachment are stored, so that they need not be copied."""
    copy = ask.known[ask.found.owner].copy
    where = public.location_of(copy, ask.found.kwargs["attachment"])
    return Path(where) if where else None


def _bytes(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
