"""OpenDocument files (.odt, .ods, .odp) read for all they hold."""

import posixpath
from collections.abc import Iterator
from typing import Final

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.markup import Element, attribute, every, local, words
from gongkai.documents.contents.office import properties
from gongkai.documents.contents.office.parts import Parts, not_whole
from gongkai.rules.scan.passages import Hidden

_APART: Final = {
    "annotation": ("批注", Hidden.COMMENT),
    "deletion": ("修订（已删除）", Hidden.DELETED),
    "notes": ("备注", Hidden.NOTES),
    "hidden-text": ("隐藏文字", Hidden.TEXT),
    "hidden-paragraph": ("隐藏文字", Hidden.TEXT),
}
_GONE: Final = ("collapse", "filter")
_MOST_REPEATED: Final = 1_000


def read(parts: Parts) -> None:
    """Say everything in an OpenDocument file."""
    content = parts.root("content.xml")
    if content is None:
        not_whole(parts.held)
    else:
        unseen = _hidden_styles(content) | _hidden_styles(parts.root("styles.xml"))
        _Story(parts, unseen).all(content)
    styles = parts.root("styles.xml")
    for each in () if styles is None else every(styles, "header", "footer"):
        parts.held.say("页眉" if local(each) == "header" else "页脚", words(each))
    meta = parts.root("meta.xml")
    if meta is not None:
        properties.say_leaves(parts, meta)
    _beside(parts)


def _beside(parts: Parts) -> None:
    """Note macros, and read the pictures and objects in the package."""
    manifest = parts.data.get("META-INF/manifest.xml", b"")
    if b"encryption-data" in manifest:
        parts.held.fault(FaultCode.ENCRYPTED)
    for part, content in parts.data.items():
        folder, name = part.split("/", 1)[0], posixpath.basename(part)
        if folder in ("Basic", "Scripts") and content and "script-lc" not in part:
            parts.held.fault(FaultCode.MACROS)
        elif folder == "Pictures" and content:
            parts.held.inner(content, name, f"图片“{name}”", None)
        elif folder.startswith("Object ") and part.count("/") == 1 and name == "content.xml":
            root = parts.root(part)
            text = "" if root is None else "\n".join(words(each) for each in every(root, "p"))
            parts.held.say(f"嵌入的对象“{folder}”", text, Hidden.EMBEDDED)
        elif folder.startswith("Object ") and "/" not in part and content:
            parts.held.inner(content, name, f"嵌入的文件“{name}”")
        elif folder == "Versions" and content:
            parts.held.inner(content, name, f"早期版本“{name}”", Hidden.REVISION)


def _hidden_styles(root: Element | None) -> set[str]:
    """Return the styles by which text, a sheet, a row or a page is not displayed."""
    found: set[str] = set()
    for style in () if root is None else every(root, "style"):
        for each in style:
            is_hidden = attribute(each, "display") in ("none", "false")
            if is_hidden or attribute(each, "visibility") == "hidden":
                found.add(attribute(style, "name"))
    return found


class _Story:
    """Reads the content of a document in order."""

    def __init__(self, parts: Parts, unseen: set[str]) -> None:
        self._held, self._unseen = parts.held, unseen
        self._paragraphs = 0

    def all(self, root: Element) -> None:
        """Say the body: sheets by their rows, pages and the rest by their paragraphs."""
        for each in every(root, "table"):
            if local(each.getparent()) == "spreadsheet":
                self._sheet(each)
        for paragraph in every(root, "p", "h"):
            above = [local(each) for each in paragraph.iterancestors()]
            if "spreadsheet" in above and "annotation" not in above:
                continue
            self._paragraph(paragraph, above)
        for each in every(root, "hidden-text", "hidden-paragraph"):
            self._held.say("隐藏文字", attribute(each, "string-value") or words(each), Hidden.TEXT)
        for each in every(root, "event-listener", "script"):
            self._held.fault(FaultCode.SCRIPT, what=attribute(each, "href") or local(each))

    def _paragraph(self, paragraph: Element, above: list[str]) -> None:
        apart = next((_APART[each] for each in above if each in _APART), None)
        if apart is not None:
            self._held.say(apart[0], words(paragraph), apart[1])
            return
        self._paragraphs += 1
        place = f"正文第{self._paragraphs}段"
        styles = [attribute(each, "style-name")
                  for each in (paragraph, *paragraph.iterancestors())]  # fmt: skip
        if self._unseen.intersection(styles):
            self._held.say(f"{place}（隐藏）", words(paragraph), Hidden.TEXT)
            return
        self._held.say(place, "".join(self._shown(paragraph, place)))

    def _shown(self, element: Element, place: str) -> Iterator[str]:
        yield str(element.text or "")
        for child in element:
            name = local(child)
            if name in _APART:
                pass
            elif attribute(child, "style-name") in self._unseen:
                self._held.say(f"{place}（隐藏文字）", words(child), Hidden.TEXT)
            elif name in ("tab", "s"):
                yield "\t" if name == "tab" else " "
            elif name == "line-break":
                yield "\n"
            elif name and name not in ("p", "h"):
                yield from self._shown(child, place)
            yield str(child.tail or "")

    def _sheet(self, table: Element) -> None:
        title = f"工作表“{attribute(table, 'name')}”"
        is_hidden = attribute(table, "style-name") in self._unseen
        title += "（隐藏）" if is_hidden else ""
        hidden_columns = _columns(table)
        number = 0
        for row in every(table, "table-row"):
            number += 1
            self._row(row, f"{title}第{number}行", hidden_columns,
                      Hidden.SHEET if is_hidden else None)  # fmt: skip
            number += _repeated(row, "number-rows-repeated") - 1

    def _row(self, row: Element, place: str, gone: set[int], hidden: Hidden | None) -> None:
        shown: list[str] = []
        at = 0
        is_gone = attribute(row, "visibility") in _GONE
        for cell in row:
            text = "\n".join(words(each) for each in cell if local(each) == "p")
            if text and at in gone and not is_gone:
                self._held.say(f"{place}第{at + 1}列（隐藏列）", text, hidden or Hidden.COLUMN)
            elif text:
                shown.append(text)
            at += _repeated(cell, "number-columns-repeated")
        why = hidden or (Hidden.ROW if is_gone else None)
        self._held.say(f"{place}（隐藏）" if is_gone else place, "\t".join(shown), why)


def _columns(table: Element) -> set[int]:
    found: set[int] = set()
    at = 0
    for each in every(table, "table-column"):
        count = _repeated(each, "number-columns-repeated")
        if attribute(each, "visibility") in _GONE:
            found.update(range(at, at + min(count, _MOST_REPEATED)))
        at += count
    return found


def _repeated(element: Element, name: str) -> int:
    value = attribute(element, name)
    return max(1, int(value[:7])) if value.isdecimal() else 1
