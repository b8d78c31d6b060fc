"""Static files of the program that pages name, and those that style sheets name in turn."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

_URL = re.compile(rb"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")


def gathered(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each static file with its bytes, those that style sheets ask for included."""
    waiting, known = sorted(paths), set(paths)
    while waiting:
        path = waiting.pop(0)
        data = _read(path)
        if data is None:
            continue
        yield path, data
        if path.endswith(".css"):
            for each in _URL.findall(data):
                found = unquote(urlsplit(urljoin(path, each.decode())).path)
                if found.startswith(settings.STATIC_URL) and found not in known:
                    known.add(found)
                    waiting.append(found)


def _read(path: str) -> bytes | None:
    name = path.removeprefix(settings.STATIC_URL)
    if getattr(settings, "STATIC_ROOT", None) and staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            data: bytes = file.read()
            return data
    found = finders.find(name)
    return Path(found).read_bytes() if isinstance(found, str) else None
