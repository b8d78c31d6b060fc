"""The style sheets of a page: plain files, no build, sent as one.

A phone on a slow line asks once instead of twenty times. The joined sheet is named by its
digest, so a browser keeps it for a year. `dark.css` and `print.css` are linked apart, each
with its media.
"""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent / "static"
COMPONENTS = (
    "masthead",
    "side_nav",
    "page_heading",
    "button",
    "icon",
    "switch",
    "footer",
    "chart",
    "form",
    "table",
    "tag",
    "notice",
    "list",
    "story",
    "printed",
    "drawer",
    "sheet",
    "proof",
    "guide",
)

SHEETS = (
    "gongkai/css/tokens.css",
    "gongkai/css/base.css",
    "gongkai/css/layout.css",
    *(f"gongkai/css/components/{name}.css" for name in COMPONENTS),
)
PRINT = "gongkai/css/print.css"
DARK = "gongkai/css/dark.css"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The joined sheet: its text, the same compressed, and the digest that names it."""

    text: bytes
    compressed: bytes
    digest: str


@lru_cache(maxsize=1)
def _joined(_changed_at: float) -> Bundle:
    text = b"\n".join((STATIC / path).read_bytes() for path in SHEETS)
    return Bundle(text, gzip.compress(text, mtime=0), sha256(text).hexdigest()[:16])


def bundle(*, watch: bool) -> Bundle:
    """Return the joined sheet; `watch` joins it anew when a file has changed."""
    changed_at = max((STATIC / path).stat().st_mtime for path in SHEETS) if watch else 0.0
    return _joined(changed_at)
