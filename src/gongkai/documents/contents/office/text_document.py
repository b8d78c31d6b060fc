"""A Word document (.docx) read for all it holds: what is shown, and what is not.

A paragraph is a passage, a row of a table is one. What is inserted under track changes is read
twice: in its paragraph, as a reader sees it, and by itself, because nobody accepted it.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.markup import Element, attribute, every, local, words
from gongkai.documents.contents.office import dangers, properties, runs
from gongkai.documents.contents.office.parts import Parts, not_whole
from gongkai.documents.contents.office.runs import Piece, Runs, Styles
from gongkai.rules.scan.passages import Hidden

_MAIN: Final = re.compile(r"word/document\d*\.xml")
_STORIES: Final = (
    ("word/header", "页眉"),
    ("word/footer", "页脚"),
    ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"),
)
_MERGED: Final = ("connectString", "query", "dataSource", "udl", "table", "src")
_COMMENTS: Final = ("word/comments.xml", "word/commentsExtended.xml")
_PLAIN: Final = re.compile(
    r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|TOC|PAGEREF|REF|NOTEREF|SEQ|DATE|TIME|FORM\w+|SYMBOL|EQ|"
    r"ADDIN|MERGEFORMAT|STYLEREF|SAVEDATE|CREATEDATE|PRINTDATE|SECTION|NUMWORDS)\b"
)


def read(parts: Parts) -> None:
    """Say everything in a Word document."""
    main = next((each for each in parts.data if _MAIN.fullmatch(each)), "")
    if parts.root(main) is None:
        not_whole(parts.held)
    else:
        styles = Styles(parts.root("word/styles.xml"))
        _Document(parts, styles).story(main, "正文")
        for start, label in _STORIES:
            for part in parts.named(start):
                _Document(parts, styles).story(part, label)
        _Document(parts, styles).story("word/glossary/document.xml", "自动图文集", Hidden.TEXT)
    _comments(parts)
    _settings(parts)
    _charts(parts)
    properties.read(parts)
    dangers.look(parts, "word")


class _Document:
    """Reads the stories of a document: body, headers, notes."""

    def __init__(self, parts: Parts, styles: Styles) -> None:
        self._parts, self._held, self._styles = parts, parts.held, styles
        self._paragraphs = self._tables = 0

    def story(self, part: str, label: str, hidden: Hidden | None = None) -> None:
        """Say a story, `hidden` as a whole or not."""
        root = self._parts.root(part)
        if root is None:
            return
        behind = b'behindDoc="1"' in self._parts.data[part]
        self._runs = Runs(self._styles, white_is_seen=behind or _has_ground(root))
        self._paragraphs = self._tables = 0
        for block in _blocks(root):
            if local(block) == "tbl":
                self._table(block, label, hidden)
            else:
                self._paragraphs += 1
                where = f"{label}第{self._paragraphs}段"
                self._say(where, self._pieces(block), hidden)
        for box in every(root, "txbxContent"):
            if not _is_repeated(box):
                for paragraph in every(box, "p"):
                    self._say("文本框", self._pieces(paragraph), hidden)
        _fallbacks(root, self._parts)
        _fields(root, self._parts)
        changes = every(root, "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")
        for author in sorted({attribute(each, "author") for each in changes}):
            self._held.say("修订的作者", author, Hidden.METADATA)

    def _table(self, table: Element, label: str, hidden: Hidden | None) -> None:
        self._tables += 1
        for number, row in enumerate(_rows(table), start=1):
            cells = [
                [piece for paragraph in _paragraphs(cell) for piece in self._pieces(paragraph)]
                for cell in row
                if local(cell) in ("tc", "sdt", "ins", "del")
            ]
            where = f"{label}表格{self._tables}第{number}行"
            if row.find("{*}trPr/{*}del") is not None:
                text = "\t".join("".join(each.text for each in cell) for cell in cells)
                self._held.say(f"{where}，修订（已删除）", text, Hidden.DELETED)
                continue
            self._say_cells(where, cells, hidden)

    def _say_cells(self, where: str, cells: list[list[Piece]], hidden: Hidden | None) -> None:
        line: list[Piece] = []
        for at, cell in enumerate(cells):
            line += [Piece("\t")] if at else []
            line += cell
        self._say(where, line, hidden)

    def _pieces(self, paragraph: Element) -> list[Piece]:
        return list(self._runs.pieces(paragraph, runs.grounds(paragraph, self._styles)))

    def _say(self, where: str, pieces: list[Piece], hidden: Hidden | None) -> None:
        seen = (each for each in pieces if each.hidden in (None, Hidden.INSERTED))
        self._held.say(where, "".join(each.text for each in seen), hidden)
        for label, why, text in _stretches(pieces):
            self._held.say(f"{where}，{label}", text, why)


def _stretches(pieces: list[Piece]) -> Iterator[tuple[str, Hidden, str]]:
    """Yield what is hidden, neighbours of the same reason together."""
    at = 0
    while at < len(pieces):
        first, said = pieces[at], ""
        while at < len(pieces) and pieces[at].label == first.label:
            said += pieces[at].text
            at += 1
        if first.hidden is not None:
            yield first.label, first.hidden, said


def _blocks(element: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of a story that stand in none of them."""
    for child in element:
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name and name not in ("sectPr", "Fallback", "txbxContent"):
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[Element]:
    return (each for each in every(table, "tr") if next(each.iterancestors("{*}tbl")) is table)


def _paragraphs(cell: Element) -> Iterator[Element]:
    for paragraph in every(cell, "p"):
        boxes = paragraph.iterancestors("{*}txbxContent", "{*}Fallback")
        if not any(True for _ in boxes):
            yield paragraph


def _is_repeated(box: Element) -> bool:
    return any(local(each) == "Fallback" for each in box.iterancestors())


def _has_ground(root: Element) -> bool:
    ground = root.find("{*}background")
    colour = attribute(ground, "color")
    return ground is not None and colour not in ("", "auto") and not runs.is_white(colour)


def _fallbacks(root: Element, parts: Parts) -> None:
    """Say what an alternate form for older programs says and the usual form does not."""
    for both in every(root, "AlternateContent"):
        shown = {words(each) for each in every(both, "Choice")}
        for other in both.iterfind("{*}Fallback"):
            if words(other) not in shown:
                parts.held.say("备用内容（供旧版程序显示）", words(other), Hidden.TEXT)


def _fields(root: Element, parts: Parts) -> None:
    """Say the instructions of fields, which may hold names and paths; judge those that run."""
    found = [str(each.text or "") for each in every(root, "instrText")]
    together = "".join(found)
    simple = [attribute(each, "instr") for each in every(root, "fldSimple")]
    for instruction in (*found, *simple, together):
        if dangers.DDE.search(instruction) and re.match(r"\s*(?:DDE|.*\bDDE)", instruction):
            parts.held.fault(FaultCode.DDE, what=instruction.strip()[:200])
            break
    for instruction in (*found, *simple):
        if re.match(r"\s*(?:INCLUDETEXT|INCLUDEPICTURE|LINK)\b", instruction):
            parts.held.fault(FaultCode.EXTERNAL_LINK, what=instruction.strip()[:200])
        if not _PLAIN.match(instruction):
            parts.held.say("域代码", instruction, Hidden.TEXT)


def _comments(parts: Parts) -> None:
    for part in _COMMENTS[:1]:
        root = parts.root(part)
        for comment in () if root is None else every(root, "comment"):
            author = attribute(comment, "author")
            text = "\n".join(words(each) for each in every(comment, "p"))
            parts.held.say(f"批注（{author}）" if author else "批注", text, Hidden.COMMENT)
            parts.held.say("批注的作者", author, Hidden.METADATA)
    people = parts.root("word/people.xml")
    for person in () if people is None else every(people, "person"):
        parts.held.say("批注和修订的作者", attribute(person, "author"), Hidden.METADATA)


def _settings(parts: Parts) -> None:
    root = parts.root("word/settings.xml")
    if root is None:
        return
    for each in every(root, "docVar"):
        place = f"文档变量“{attribute(each, 'name')}”"
        parts.held.say(place, attribute(each, "val"), Hidden.METADATA)
    for merge in every(root, "mailMerge"):
        said = [
            attribute(each, "val") for each in every(merge, "connectString", "query", "dataSource")
        ]
        said += [attribute(each, "val") for each in every(merge, "udl", "table", "src")]
        parts.held.say("邮件合并的数据源", "\n".join(filter(None, said)), Hidden.METADATA)
        parts.held.fault(FaultCode.DATA_SOURCE, what="邮件合并")


def _charts(parts: Parts) -> None:
    for part in (*parts.named("word/charts/chart"), *parts.named("word/diagrams/data")):
        root = parts.root(part)
        if root is not None:
            label = "图表" if "chart" in posixpath.basename(part) else "示意图"
            texts = (words(each) for each in every(root, "t", "v"))
            parts.held.say(label, "\n".join(texts))
