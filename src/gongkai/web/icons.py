"""The names of our icons, read from the sprite itself."""

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "gongkai" / "icons.svg"


@cache
def names() -> frozenset[str]:
    """Return the names of the icons in the sprite."""
    return frozenset(re.findall(r'<symbol id="([a-z]+)"', SPRITE.read_text(encoding="utf-8")))
