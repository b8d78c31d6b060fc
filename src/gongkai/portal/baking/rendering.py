"""The answer to an address as a file: the same views and templates, asked without a visitor.

Nobody is signed in, nothing is chosen, no cookie is set: what comes out is what everybody reads.
"""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.utils import translation

from gongkai.office.publishing.queries import bulk, public
from gongkai.portal.baking import placing, sorts
from gongkai.portal.baking.rewriting import Page, Site
from gongkai.portal.baking.sorts import Known, Sort
from gongkai.web import errors

OK, NOT_FOUND, GONE = 200, 404, 410


class NotBaked(Exception):
    """A page that should become a file answered with something else."""


class BakedRequest(WSGIRequest):
    """A request that nobody made. `baked` tells pages where they will be read."""

    def __init__(self, path: str, site: Site) -> None:
        root = urlsplit(site.address)
        super().__init__({
            "REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": "", "SCRIPT_NAME": "",
            "SERVER_NAME": root.hostname or "localhost", "SERVER_PORT": str(root.port or 80),
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": root.scheme or "https",
            "wsgi.input": BytesIO(), "REMOTE_ADDR": "",
        })  # fmt: skip
        self.baked = site
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


def bake(path: str, site: Site) -> list[Baked]:
    """Return what becomes of an address: a page in each language, or a file."""
    found = sorts.known(path)
    if found.owner and found.name != sorts.ITEM and not bulk.is_readable(found.owner):
        return _gone(path, found)
    if found.sort is Sort.FILE:
        return [_file(path, found, site)]
    if found.sort is Sort.PAGE:
        return [_page(path, found, site, language) for language in placing.LANGUAGES]
    raise NotBaked(f"{path} is neither a page nor a file of the public site.")


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
            made.append(_written("/404.html", f"{prefix}404.html", "", answer, site, prefix))
    return made


def _file(path: str, found: Known, site: Site) -> Baked:
    with translation.override("zh-hans"):
        status, answer = _asked(path, found, site)
    at = placing.place(path)
    if status != OK:
        return Baked(path, at, found.owner, NOT_FOUND)
    original = _original(found) if found.name == "portal:file" else None
    return Baked(path, at, found.owner, OK, _bytes(answer), original)


def _page(path: str, found: Known, site: Site, language: str) -> Baked:
    prefix = placing.LANGUAGES[language]
    at = placing.place(path, prefix)
    with translation.override(language):
        status, answer = _asked(path, found, site)
        if status == NOT_FOUND:
            return Baked(path, at, found.owner, NOT_FOUND)
        return _written(path, at, found.owner, answer, site, prefix)


def _written(path: str, at: str, owner: str, answer: Any, site: Site, prefix: str) -> Baked:
    page = Page(site, path, at, prefix, is_lost=path == "/404.html")
    text = page.rewritten(answer.content.decode())
    return Baked(
        path, at, owner, answer.status_code, text.encode(), links=frozenset(page.links),
        assets=frozenset(page.assets),
    )  # fmt: skip


def _asked(path: str, found: Known, site: Site) -> tuple[int, Any]:
    request = BakedRequest(path, site)
    try:
        answer = found.view(request, **found.kwargs)
    except Http404:
        return NOT_FOUND, None
    if hasattr(answer, "render"):
        answer.render()
    if answer.status_code not in (OK, NOT_FOUND, GONE):
        raise NotBaked(f"{path} answered {answer.status_code} instead of a page.")
    return answer.status_code, answer


def _original(found: Known) -> Path | None:
    """Return where the bytes of an attachment are stored, so that they need not be copied."""
    copy = public.by_code(found.kwargs["code"])
    where = public.location_of(copy, found.kwargs["attachment"]) if copy else ""
    return Path(where) if where else None


def _bytes(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
