"""A baked tree: what lies in it, and a small web server to crawl it with."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import ProxyHandler, build_opener

from lxml import html

from gongkai.portal.baking import bake
from gongkai.portal.baking.rewriting import Site

ADDRESS = "https://open.example.gov.cn/gongkai"


def baked(out: Path, *, is_whole: bool = False, application: str = "") -> bake.Done:
    """Bake into a folder, in this process."""
    return bake.run(bake.Wish(out, Site(ADDRESS, application), is_whole=is_whole, processes=1))


def tree(out: Path) -> dict[str, bytes]:
    """Return every file of the current tree with its bytes."""
    root = (out / "current").resolve()
    return {
        str(each.relative_to(root)): each.read_bytes()
        for each in sorted(root.rglob("*")) if each.is_file()
    }  # fmt: skip


def words(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield every file, what is compressed unpacked."""
    for name, data in files.items():
        yield name, gzip.decompress(data) if name.endswith(".gz") else data


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve a folder below a path of its own on this machine, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def crawled(start: str) -> tuple[dict[str, bytes], list[str]]:
    """Return every page that links lead to, and every link that leads nowhere."""
    opener = build_opener(ProxyHandler({}))
    pages: dict[str, bytes] = {}
    lost: list[str] = []
    waiting = [(start, "the start")]
    while waiting:
        address, named_by = waiting.pop()
        if address in pages:
            continue
        try:
            with opener.open(address) as answer:
                pages[address] = answer.read()
                kind = answer.headers.get_content_type()
                assert "Set-Cookie" not in answer.headers
        except HTTPError as error:
            lost.append(f"{address} named by {named_by}: {error.code}")
            error.close()
            pages[address] = b""
            continue
        if kind == "text/html":
            waiting += [(each, address) for each in _links(address, pages[address], start)]
    return pages, lost


def _links(address: str, page: bytes, start: str) -> Iterator[str]:
    tree = html.document_fromstring(page)
    for found in tree.xpath("//@href|//@src|//@action"):
        target = urldefrag(urljoin(address, str(found)))[0]
        if urlsplit(target).netloc == urlsplit(start).netloc:
            yield target
