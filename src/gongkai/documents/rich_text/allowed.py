"""What formatted text may hold: tags, attributes, addresses. The list is the whole protection."""

import re
from types import MappingProxyType
from typing import Final

import nh3

HEADINGS: Final = ("h2", "h3", "h4")
BLOCKS: Final = frozenset(
    {*HEADINGS, "p", "ol", "ul", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th",
     "td", "blockquote", "hr", "figure", "figcaption"}
)  # fmt: skip
INLINE: Final = frozenset({"strong", "em", "u", "s", "sub", "sup", "a", "br", "img"})
ALIGNMENTS: Final = ("align-left", "align-center", "align-right", "align-justify")
ALIGNED: Final = frozenset({*HEADINGS, "p", "td", "th", "caption", "figcaption"})
SCOPES: Final = ("col", "row", "colgroup", "rowgroup")
DROPPED: Final = frozenset(
    {"script", "style", "iframe", "frame", "frameset", "noframes", "object", "embed", "applet",
     "svg", "math", "noscript", "template", "head", "title", "meta", "link", "base", "input",
     "button", "select", "textarea", "option", "datalist", "xml", "canvas", "audio", "video",
     "source", "track", "param", "map", "area", "portal", "dialog", "plaintext", "xmp", "noembed"}
)  # fmt: skip
_ATTRIBUTES: Final = MappingProxyType(
    {
        "a": {"href"},
        "img": {"src", "alt"},
        "th": {"scope", "colspan", "rowspan"},
        "td": {"colspan", "rowspan"},
        "ol": {"start"},
    }
)
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NOISE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_SPAN: Final = re.compile(r"[1-9]\d{0,2}")


def link(target: str) -> str:
    """Return where a link leads, "" where it may not lead there."""
    bare = _NOISE.sub("", target)
    scheme = _SCHEME.match(bare)
    if scheme is not None and scheme[1].lower() not in _SCHEMES:
        return ""
    is_odd = ":" in bare.partition("/")[0] and scheme is None
    return "" if is_odd or bare.startswith("\\") else bare


def picture(target: str, prefixes: tuple[str, ...]) -> str:
    """Return where a picture lies, "" where it does not lie below an allowed beginning."""
    bare = _NOISE.sub("", target)
    is_below = bare.startswith(prefixes) if prefixes else False
    is_coded = any(each in bare.lower() for each in ("%2e", "%5c", "%2f"))
    is_odd = is_coded or "\\" in bare or ".." in bare.split("/")
    return bare if is_below and not is_odd else ""


def span(value: str) -> str:
    """Return a number of rows or columns that a cell covers, "" where it makes no sense."""
    return value.strip() if _SPAN.fullmatch(value.strip()) and value.strip() != "1" else ""


def gate(html: str, prefixes: tuple[str, ...]) -> str:
    """Return what of `html` is on the list, whoever made it. The last step of every cleaning."""

    def judged(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and name == "src":
            return picture(value, prefixes) or None
        if tag == "a" and name == "href":
            return link(value) or None
        if name in ("colspan", "rowspan", "start"):
            return value if _SPAN.fullmatch(value) else None
        if name == "scope":
            return value if value in SCOPES else None
        return value

    return nh3.clean(
        html,
        tags=set(BLOCKS | INLINE),
        clean_content_tags={"script", "style", "iframe", "noscript", "svg", "math", "template"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=judged,
        allowed_classes={tag: set(ALIGNMENTS) for tag in ALIGNED},
        url_schemes=set(_SCHEMES),
        link_rel="noopener",
    )
