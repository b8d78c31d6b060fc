"""Where a page lies in the tree of files, and how one page names another from where it lies.

Links are relative, so that the tree works below any address.
"""

from hashlib import sha256
from typing import Final
from urllib.parse import quote

INDEX: Final = "index.html"
ENGLISH: Final = "en"
LANGUAGES: Final = {"zh-hans": "", ENGLISH: "en/"}
# A name of a file may have 255 bytes; .gz and the name while it is written need some of them.
LONGEST_NAME: Final = 200


class NoPlace(ValueError):
    """An address that cannot be the place of a file."""


def place(path: str, prefix: str = "") -> str:
    """Return where the answer to a path lies below the root of the tree.

    The path is as the application reads it, without percent signs. Raises NoPlace for one that
    would lead out of the tree.
    """
    parts = [_name(part) for part in path.lstrip("/").split("/")]
    if parts[-1] == "":
        parts[-1] = INDEX
    return prefix + "/".join(parts)


def _name(part: str) -> str:
    if part in (".", "..") or "\x00" in part or "\\" in part:
        raise NoPlace(part)
    data = part.encode()
    if len(data) <= LONGEST_NAME:
        return part
    stem, dot, suffix = part.rpartition(".")
    suffix = dot + suffix if stem and len(suffix) <= 10 else ""
    mark = f"~{sha256(data).hexdigest()[:12]}{suffix}"
    return data[: LONGEST_NAME - len(mark.encode())].decode(errors="ignore") + mark


def link(target: str, *, depth: int) -> str:
    """Return how a page `depth` folders below the root names a place."""
    whole = "../" * depth + quote(target.removesuffix(INDEX) if _is_index(target) else target)
    return whole or "./"


def _is_index(target: str) -> bool:
    return target == INDEX or target.endswith("/" + INDEX)


def depth_of(at: str) -> int:
    """Return how many folders below the root a place lies."""
    return at.count("/")
