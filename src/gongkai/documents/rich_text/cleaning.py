"""Clean HTML: set anew from its tree, then let through what is on the list."""

import html as entities
from typing import Final

from gongkai.documents.rich_text import allowed, shaping, source

_ROUNDS: Final = 4


def clean(html: str, *, image_prefixes: tuple[str, ...] = ()) -> str:
    """Return `html` as formatted text of an official document; cleaning it again changes nothing.

    Pictures are kept where their address begins with one of `image_prefixes`. Of a fragment that
    is too large or too deep to be looked at, the text is kept as paragraphs.
    """
    made = _once(html, image_prefixes)
    for _ in range(_ROUNDS):
        again = _once(made, image_prefixes)
        if again == made:
            break
        made = again
    return made


def _once(html: str, prefixes: tuple[str, ...]) -> str:
    body = source.tree(html)
    if body is None:
        lines = (f"<p>{entities.escape(each, quote=False)}</p>" for each in source.text_lines(html))
        return allowed.gate("\n".join(lines), prefixes)
    blocks = shaping.Shaper(body, prefixes).blocks()
    return allowed.gate("\n".join(shaping.texts(blocks)), prefixes)
