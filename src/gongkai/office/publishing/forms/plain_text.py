"""The text of an item without the editor: plain paragraphs with a few marks, and back again.

Who has no script writes paragraphs, headings with ##, lists with -; nothing more is understood.
HTML that somebody types or pastes is taken as it is and cleaned like all else.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

_TAGS = re.compile(r"<(p|h[1-6]|ul|ol|li|table|div|br|blockquote|strong|em|a)\b", re.IGNORECASE)
_HEADING = re.compile(r"^(#{2,3})\s+(.+)$")
_ITEM = re.compile(r"^[-*•·]\s+(.+)$")
_SIMPLE = re.compile(r"<(p|h2|h3)>([^<]*)</\1>|<ul>((?:<li>(?:<p>)?[^<]*(?:</p>)?</li>)+)</ul>")
_LI_P = re.compile(r"<li><p>([^<]*)</p></li>")
_LI = re.compile(r"<li>(?:<p>)?([^<]*)(?:</p>)?</li>")


def to_html(text: str) -> str:
    """Return the text as HTML; text that has HTML marks already stays as it is.

    A heading of the first order is the title's alone, so it becomes one of the second.
    """
    if _TAGS.search(text):
        return re.sub(r"(</?)h1\b", r"\1h2", text, flags=re.IGNORECASE).strip()
    return "".join(_blocks(text.splitlines()))


def _blocks(lines: list[str]) -> Iterator[str]:
    items: list[str] = []
    for line in (each.strip(" \t\u3000") for each in [*lines, ""]):
        item = _ITEM.match(line)
        if item:
            items.append(f"<li>{escape(item[1], quote=False)}</li>")
            continue
        if items:
            yield f"<ul>{''.join(items)}</ul>"
            items = []
        heading = _HEADING.match(line)
        if heading:
            level = len(heading[1])
            yield f"<h{level}>{escape(heading[2], quote=False)}</h{level}>"
        elif line:
            yield f"<p>{escape(line, quote=False)}</p>"


def to_plain(html: str) -> str:
    """Return HTML as plain text where nothing is lost by it; otherwise the HTML itself."""
    text = _LI_P.sub(r"<li>\1</li>", html.replace("\n", "").strip())
    found = list(_SIMPLE.finditer(text))
    if not found or "".join(each[0] for each in found) != text:
        return html
    plain = "\n\n".join(_line(each) for each in found)
    return plain if to_html(plain) == text else html


def _line(block: re.Match[str]) -> str:
    if block[3]:
        return "\n".join(f"- {unescape(each)}" for each in _LI.findall(block[3]))
    return {"p": "", "h2": "## ", "h3": "### "}[block[1]] + unescape(block[2])
