"""Web pages and SVG pictures: what they show, what they hide, and what would run in them."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml import html as markup

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.contents.markup import Element, local, parsed, words
from gongkai.documents.intake import text
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.rules.scan.passages import Hidden

_BLOCKS: Final = frozenset(
    {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article",
     "header", "footer", "blockquote", "pre", "dt", "dd", "caption", "figcaption", "title",
     "option", "body", "html", "main", "nav", "ul", "ol", "dl", "form", "fieldset", "legend",
     "address", "thead", "tbody", "tfoot", "aside", "details", "summary"}
)  # fmt: skip
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript"})
_HIDES: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|"
    r"opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)|font-size\s*:\s*[01](?:\.\d*)?(?:px|pt)?\s*(?:;|$)|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,6}",
    re.IGNORECASE,
)
_WHITE: Final = re.compile(
    r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)|transparent)",
    re.IGNORECASE,
)
_GROUND: Final = re.compile(r"background", re.IGNORECASE)
_RUNS: Final = re.compile(r"^\s*(?:j\s*a\s*v\s*a|vb)\s*script\s*:|^\s*data\s*:\s*text/html", re.I)
_LOADS: Final = frozenset({"iframe", "frame", "object", "embed", "applet", "foreignObject"})
_TARGETS: Final = ("href", "src", "action", "formaction", "data", "to", "values", "from")
_SHOWN: Final = 80
_SPACES: Final = re.compile(r"[ \t\r\f\v\u3000]+")


def read(data: bytes, held: Gathering) -> None:
    """Say a web page."""
    if data.count(b"<") > held.limits.page_tags:
        held.fault(FaultCode.TOO_LARGE, what="网页标记数", what_en="tags",
                   limit=f"{held.limits.page_tags:,}")  # fmt: skip
        return
    try:
        said = text.decode(data, held.name)
    except UnreadableDocument:
        held.fault(FaultCode.ENCODING)
        return
    root = tree(said)
    if root is None:
        held.fault(FaultCode.DAMAGED, what="没有可读的内容", what_en="it has nothing to read")
        return
    _Page(held).say(root)
    _judge(root, held)


def tree(said: str) -> Element | None:
    """Return the tree of a page, None where there is nothing in it."""
    parser = markup.HTMLParser(remove_pis=True, huge_tree=False)
    try:
        return markup.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", said), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def judge(said: str, held: Gathering) -> None:
    """Note what would run in a text with tags of a page."""
    root = tree(said)
    if root is not None:
        _judge(root, held)


class _Page:
    """Says a page block by block, by a walk without recursion."""

    def __init__(self, held: Gathering) -> None:
        self._held = held
        self._lines: list[tuple[str, Hidden | None]] = []
        self._said: list[str] = []
        self._block = 0

    def say(self, root: Element) -> None:
        """Say all blocks of a page and what is hidden in it."""
        hidden: Element | None = None
        for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "comment":
                self._held.say("网页注释", str(node.text or ""), Hidden.COMMENT)
                self._take(node.tail, None, is_unseen=hidden is not None)
                continue
            tag = local(node)
            if event == "start":
                if tag in _BLOCKS:
                    self._end_block()
                if hidden is None and (tag in _UNSEEN or is_hidden(node)):
                    hidden = node
                    self._say_hidden(node, tag)
                if hidden is None and _is_white(node):
                    hidden = node
                    self._held.say("网页中的白色文字", words(node), Hidden.TEXT)
                self._take(node.text, tag, is_unseen=hidden is not None)
                self._say_attributes(node)
            else:
                hidden = None if hidden is node else hidden
                if tag in _BLOCKS:
                    self._end_block()
                elif tag in ("td", "th", "br"):
                    self._said.append("\n" if tag == "br" else "\t")
                self._take(node.tail, None, is_unseen=hidden is not None)
        self._end_block()

    def _take(self, said: str | None, tag: str | None, *, is_unseen: bool) -> None:
        if said and not is_unseen and tag not in _UNSEEN:
            self._said.append(_SPACES.sub(" ", str(said).replace("\n", " ")))

    def _end_block(self) -> None:
        said = "".join(self._said)
        self._said = []
        if said.strip():
            self._block += 1
            self._held.say(f"网页第{self._block}段", said)

    def _say_hidden(self, node: Element, tag: str) -> None:
        if tag == "style":
            return
        label = "网页中的脚本" if tag == "script" else "网页中不显示的内容"
        self._held.say(label, words(node), Hidden.TEXT)

    def _say_attributes(self, node: Element) -> None:
        for key, value in node.items():
            name = str(key)
            if name in ("alt", "title", "placeholder") or name.startswith("data-"):
                why = Hidden.METADATA if name.startswith("data-") else None
                self._held.say(f"网页中的“{name}”", str(value), why)
            elif name == "value" and node.get("type") == "hidden":
                self._held.say("网页中隐藏的字段", str(value), Hidden.TEXT)
        if local(node) == "meta" and node.get("content") and not node.get("http-equiv"):
            named = node.get("name") or node.get("property") or ""
            self._held.say(f"网页信息“{named}”", str(node.get("content")), Hidden.METADATA)


def is_hidden(node: Element) -> bool:
    """Tell whether an element is not displayed."""
    return "hidden" in node.attrib or bool(_HIDES.search(str(node.get("style", ""))))


def _is_white(node: Element) -> bool:
    style = str(node.get("style", ""))
    is_font = str(node.get("color", "")).lower() in ("#ffffff", "#fff", "white")
    if not (is_font or _WHITE.search(style)):
        return False
    return not any(
        _GROUND.search(str(each.get("style", ""))) or each.get("bgcolor") or each.get("class")
        for each in (node, *node.iterancestors())
    )


def _judge(root: Element, held: Gathering) -> None:
    for told in dangers(root):
        held.fault(FaultCode.SCRIPT, what=told[:_SHOWN])


def dangers(root: Element) -> Iterator[str]:
    """Yield what would run or load on a page, in words of the page."""
    for node in root.iter():
        tag = local(node)
        if tag == "script" or tag in _LOADS:
            yield f"<{tag}>"
        if tag == "meta" and str(node.get("http-equiv", "")).lower() == "refresh":
            yield "<meta refresh>"
        for key, value in node.items():
            name = str(key).rpartition("}")[2].lower()
            if name.startswith("on") and len(name) > 3:
                yield name
            elif name in _TARGETS and _RUNS.match(re.sub(r"[\x00-\x20]", "", str(value))):
                yield f"{name}={value}"


def read_svg(data: bytes, held: Gathering) -> None:
    """Say an SVG picture."""
    root = parsed(data, held, "SVG")
    if root is None:
        held.fault(FaultCode.DAMAGED, what="SVG 不完整", what_en="the SVG is not whole")
        return
    for node in root.iter():
        tag = local(node)
        if not tag:
            held.say("SVG 注释", str(node.text or ""), Hidden.COMMENT)
        elif tag == "metadata":
            held.say("图片信息", words(node), Hidden.METADATA)
        elif tag in ("text", "title", "desc"):
            gone = any(_is_gone(each) for each in (node, *node.iterancestors()))
            held.say("图片中的文字", words(node), Hidden.TEXT if gone else None)
        elif tag == "image":
            _judge_image(node, held)
        for key, value in node.items():
            if "inkscape" in str(key) or "sodipodi" in str(key):
                held.say(f"图片信息“{str(key).rpartition('}')[2]}”", str(value), Hidden.METADATA)
    _judge(root, held)


def _is_gone(node: Element) -> bool:
    gone = node.get("display") == "none" or node.get("visibility") == "hidden"
    unseen = node.get("opacity") in ("0", "0.0") or node.get("fill-opacity") in ("0", "0.0")
    return gone or unseen or is_hidden(node) or local(node) == "defs"


def _judge_image(node: Element, held: Gathering) -> None:
    target = next((str(v) for k, v in node.items() if str(k).rpartition("}")[2] == "href"), "")
    if re.match(r"(?:https?:)?//|file:", target, re.IGNORECASE):
        held.fault(FaultCode.EXTERNAL_LINK, what=target[:_SHOWN])
