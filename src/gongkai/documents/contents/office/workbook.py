"""A workbook (.xlsx) read for all it holds: every sheet, shown or not, and what lies behind it."""

import posixpath
import re
from typing import Final

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.markup import Element, attribute, every, local, words
from gongkai.documents.contents.office import caches, dangers, properties
from gongkai.documents.contents.office.formats import CellFormats, shared_strings
from gongkai.documents.contents.office.parts import Parts, not_whole
from gongkai.documents.contents.office.sheet_cells import SheetCells, TooManyCells
from gongkai.rules.scan.passages import Hidden

_MAIN: Final = re.compile(r"xl/workbook\d*\.xml")
_STATES: Final = {"hidden": "（隐藏）", "veryHidden": "（深度隐藏）"}
_BUILT_IN: Final = "_xlnm."
_ADDRESS: Final = re.compile(r"^[^\"]*\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?$")
_CODES: Final = re.compile(r"&(?:[LCRPNDTFAZGSXYBIUEOH&+-]|\"[^\"]{0,80}\"|\d{1,3}|K[0-9A-F]{6})")


def read(parts: Parts) -> None:
    """Say everything in a workbook."""
    main = next((each for each in parts.data if _MAIN.fullmatch(each)), "")
    root = parts.root(main)
    if root is None:
        not_whole(parts.held)
        return
    book = _Book(parts, main)
    for sheet in root.iterfind(".//{*}sheets/{*}sheet"):
        book.sheet(sheet)
    book.sheets_left_over()
    _names(root, parts)
    caches.links(parts)
    caches.pivots(parts, book.seen)
    caches.revisions(parts)
    caches.connections(parts)
    _drawings(parts)
    properties.read(parts)
    dangers.look(parts, "xl")


class _Book:
    """Reads the sheets of a workbook; `seen` are the texts that some visible cell shows."""

    def __init__(self, parts: Parts, main: str) -> None:
        self._parts, self._held = parts, parts.held
        self._targets = {each.id: each.target for each in parts.relations(main)}
        self._strings = shared_strings(parts)
        self._formats = CellFormats(parts.root("xl/styles.xml"))
        self._people = _people(parts)
        self._read: set[str] = set()
        self.seen: set[str] = set()

    def sheet(self, element: Element) -> None:
        """Say a sheet that the workbook lists."""
        state = str(element.get("state", "visible"))
        title = f"工作表“{element.get('name', '')}”{_STATES.get(state, '')}"
        part = self._targets.get(attribute(element, "id"), "")
        if part not in self._parts.data:
            self._held.fault(FaultCode.PART_NOT_READ, what=title)
            return
        if state in _STATES:
            self._held.say("隐藏的工作表的名称", str(element.get("name", "")), Hidden.SHEET)
        self._say(part, title, Hidden.SHEET if state in _STATES else None)

    def sheets_left_over(self) -> None:
        """Say the sheets that lie in the file although the workbook lists them no more."""
        for part in self._parts.named("xl/worksheets/sheet"):
            if part not in self._read:
                title = f"工作表“{posixpath.basename(part)}”（未列入工作簿）"
                self._say(part, title, Hidden.SHEET)

    def _say(self, part: str, title: str, hidden: Hidden | None) -> None:
        self._read.add(part)
        cells = SheetCells(self._held, title, hidden, self._strings, self._formats, self.seen)
        cells.grounds = _grounds(self._parts, part)
        try:
            cells.walk(self._parts.data[part], self._held.limits.markup)
        except TooManyCells:
            self._held.fault(FaultCode.TOO_LARGE, what=f"{title}的内容", what_en="cells",
                             limit=f"{self._held.limits.markup:,}")  # fmt: skip
        except ValueError:
            self._held.fault(FaultCode.PART_NOT_READ, what=title)
        self._notes(part, title, hidden)
        for each in cells.headers:
            self._held.say(f"{title}页眉页脚", _CODES.sub(" ", each), hidden)

    def _notes(self, part: str, title: str, hidden: Hidden | None) -> None:
        for kind in ("comments", "threadedComment"):
            for target in self._parts.related(part, kind):
                root = self._parts.root(target)
                for each in () if root is None else every(root, "comment", "threadedComment"):
                    place = f"{title}批注 {each.get('ref', '')}"
                    self._held.say(place, words(each), Hidden.COMMENT)
                for author in () if root is None else every(root, "author"):
                    self._held.say("批注的作者", words(author), Hidden.METADATA)
        for each in self._people:
            self._held.say("批注的作者", each, Hidden.METADATA)
        self._people = []


def _people(parts: Parts) -> list[str]:
    found = []
    for part in parts.named("xl/persons/"):
        root = parts.root(part)
        found += [] if root is None else [
            attribute(each, "displayName") for each in every(root, "person")
        ]  # fmt: skip
    return found


def _grounds(parts: Parts, part: str) -> list[str]:
    """Return the ranges of a sheet that a table with a style lays its own colours under."""
    found = []
    for target in parts.related(part, "table"):
        root = parts.root(target)
        if root is not None and root.find("{*}tableStyleInfo") is not None:
            found.append(str(root.get("ref", "")))
    return found


def _names(root: Element, parts: Parts) -> None:
    for each in root.iterfind(".//{*}definedNames/{*}definedName"):
        name, formula = str(each.get("name", "")), words(each)
        if dangers.DDE.search(formula) and "|" in formula:
            parts.held.fault(FaultCode.DDE, what=formula[:200])
        if name.startswith(_BUILT_IN) or _ADDRESS.match(formula):
            continue
        parts.held.say(f"定义的名称“{name}”", f"{name} {formula}", Hidden.METADATA)


def _drawings(parts: Parts) -> None:
    """Say what stands in text boxes and charts, and the description of pictures."""
    for part in (*parts.named("xl/drawings/drawing"), *parts.named("xl/charts/chart")):
        root = parts.root(part)
        if root is None:
            continue
        label = "图表" if part.startswith("xl/charts") else "文本框"
        hidden = {each for each in every(root, "sp", "pic") if _is_hidden(each)}
        for each in every(root, "p"):
            is_hidden = any(above in hidden for above in each.iterancestors())
            why = Hidden.TEXT if is_hidden else None
            parts.held.say(f"{label}（隐藏）" if is_hidden else label, words(each), why)
        if label == "图表":
            values = {words(each): None for each in every(root, "v")}
            parts.held.say("图表的数据", "\n".join(values))


def _is_hidden(shape: Element) -> bool:
    named = (each for each in shape.iter() if local(each) == "cNvPr")
    return any(each.get("hidden") in ("1", "true") for each in named)
