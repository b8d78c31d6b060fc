"""The tree of foreign HTML, under a ceiling: beyond it only the text counts."""

import re
from typing import Any, Final

from lxml import etree
from lxml import html as markup

Element = Any
_MOST_TAGS: Final = 100_000
_MOST_CHARACTERS: Final = 4_000_000
_MOST_SIGNS: Final = 50_000
_DEEPEST: Final = 120
_BREAKS: Final = re.compile(
    r"<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6]|/?table)\b[^<>]{0,2000}>", re.IGNORECASE
)
_UNSHOWN: Final = ("script", "style", "head", "title", "svg", "math", "template", "noscript")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HIDES: Final = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE
)


def tree(html: str) -> Element | None:
    """Return the body of a fragment, None where it is empty or beyond the ceiling."""
    html = without_noise(html)
    if is_too_much(html) or not html.strip():
        return None
    parser = markup.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = markup.document_fromstring(f"<div>{html}</div>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    body = root.find("body")
    if body is None or _is_too_deep(body):
        return None
    return body


def is_too_much(html: str) -> bool:
    """Tell whether a fragment has more tags than are looked at one by one."""
    signs = max(html.count("<"), html.count(">"))
    return signs > _MOST_TAGS or len(html) > _MOST_CHARACTERS


def without_noise(html: str) -> str:
    """Return a fragment without control characters, and without an endless run of ampersands,
    over which the parser of the last step takes time by their square."""
    html = _CONTROL.sub("", html).replace("&nbsp;", "\u00a0")
    return html.replace("&", "＆") if html.count("&") > _MOST_SIGNS else html


def text_lines(html: str) -> list[str]:
    """Return the lines of text in a fragment whose tags are not looked at."""
    said = without_noise(html)[:_MOST_CHARACTERS]
    for tag in _UNSHOWN:
        said = _without(said, tag)
    said = _without_tags(_BREAKS.sub("\n", said))
    return [line for each in said.split("\n") if (line := " ".join(each.split()))]


def tag_of(element: Element) -> str:
    """Return the tag of an element in small letters, "" for what is none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_hidden(element: Element) -> bool:
    """Tell whether a reader of the source would not have seen an element."""
    return bool(_HIDES.search(str(element.get("style", "")))) or element.get("hidden") is not None


def _is_too_deep(body: Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _without(said: str, tag: str) -> str:
    """Return a text without what stands between two tags, in one pass."""
    parts: list[str] = []
    lowered = said.lower()
    at = 0
    while (start := lowered.find(f"<{tag}", at)) >= 0:
        stop = lowered.find(f"</{tag}", start)
        parts.append(said[at:start])
        if stop < 0:
            at = start + 1 + len(tag)
            break
        at = stop
    parts.append(said[at:])
    return "".join(parts)


def _without_tags(said: str) -> str:
    """Return a text without its tags, in one pass; a lone sign stays."""
    parts: list[str] = []
    at = 0
    while (start := said.find("<", at)) >= 0:
        parts.append(said[at:start])
        stop = said.find(">", start)
        if stop < 0:
            at = start
            break
        at = stop + 1
    parts.append(said[at:])
    return "".join(parts).replace("<", "").replace(">", "")
