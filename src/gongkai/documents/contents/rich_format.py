"""RTF (富文本) read by its control words: text, hidden text, changes, notes, properties."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.contents.office.properties import place
from gongkai.rules.scan.passages import Hidden

_TOKEN: Final = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|"
    r"([^\\{}\r\n]{1,4096})",
    re.DOTALL,
)
_SKIPPED: Final = frozenset(
    {"fonttbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "themedata",
     "colorschememapping", "latentstyles", "datastore", "pict", "generator", "xmlnstbl",
     "listtext", "pgdsctbl", "revtbl", "filetbl", "nonshppict", "bkmkstart", "bkmkend",
     "mmathPr", "wgrffmtfilter", "panose", "falt", "blipuid", "shpinst", "sp", "sn"}
)  # fmt: skip
_PLACES: Final = {
    "header": ("页眉", None),
    "headerl": ("页眉", None),
    "headerr": ("页眉", None),
    "headerf": ("页眉", None),
    "footer": ("页脚", None),
    "footerl": ("页脚", None),
    "footerr": ("页脚", None),
    "footerf": ("页脚", None),
    "footnote": ("脚注", None),
    "shptxt": ("文本框", None),
    "annotation": ("批注", Hidden.COMMENT),
    "atnauthor": ("批注的作者", Hidden.METADATA),
    "atnid": ("批注的作者", Hidden.METADATA),
    "fldinst": ("域代码", Hidden.TEXT),
    "template": (place("Template"), Hidden.METADATA),
    "author": (place("creator"), Hidden.METADATA),
    "operator": (place("lastModifiedBy"), Hidden.METADATA),
    "company": (place("Company"), Hidden.METADATA),
    "manager": (place("Manager"), Hidden.METADATA),
    "title": (place("title"), Hidden.METADATA),
    "subject": (place("subject"), Hidden.METADATA),
    "keywords": (place("keywords"), Hidden.METADATA),
    "doccomm": (place("description"), Hidden.METADATA),
    "hlinkbase": (place("HyperlinkBase"), Hidden.METADATA),
    "docvar": ("文档变量", Hidden.METADATA),
    "propname": ("文档属性", Hidden.METADATA),
    "staticval": ("文档属性", Hidden.METADATA),
}
_CHARACTERS: Final = {
    "tab": "\t", "cell": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_ENDS: Final = frozenset({"par", "row", "sect", "page", "nestrow"})
_KNOWN: Final = frozenset({*_PLACES, "objdata", "shppict", "cs", "ds"})
_TINY: Final = 4
_MOST_GROUPS: Final = 500
_DDE: Final = re.compile(r"^\s*DDE(?:AUTO)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _State:
    place: str = "正文"
    hidden: Hidden | None = None
    label: str = ""
    is_skipped: bool = False
    skips: int = 1


@dataclass(slots=True)
class _Reader:
    held: Gathering
    encoding: str = "gb18030"
    state: _State = field(default_factory=_State)
    above: list[_State] = field(default_factory=list)
    packed: bytearray = field(default_factory=bytearray)
    said: list[tuple[_State, str]] = field(default_factory=list)
    paragraphs: int = 0
    to_skip: int = 0
    colours: list[int] = field(default_factory=list)
    rgb: int = 0
    has_ground: bool = False
    is_star: bool = False

    def put(self, text: str) -> None:
        """Take some text where it stands."""
        if self.to_skip:
            taken = min(self.to_skip, len(text))
            self.to_skip -= taken
            text = text[taken:]
        self.settle()
        if text and not self.state.is_skipped:
            self.said.append((self.state, text))

    def settle(self) -> None:
        """Decode the bytes gathered so far."""
        if self.packed:
            text = self.packed.decode(self.encoding, "replace")
            self.packed.clear()
            if not self.state.is_skipped:
                self.said.append((self.state, text))

    def end_paragraph(self) -> None:
        """Say what was gathered, each kind of it by itself."""
        self.settle()
        kinds: dict[tuple[str, Hidden | None, str], list[str]] = {}
        for state, text in self.said:
            kinds.setdefault((state.place, state.hidden, state.label), []).append(text)
        self.said.clear()
        self.paragraphs += 1
        for (where, hidden, label), texts in kinds.items():
            number = f"第{self.paragraphs}段" if where == "正文" else ""
            told = f"{where}{number}，{label}" if label else f"{where}{number}"
            self.held.say(told, "".join(texts), hidden)
            if where == "域代码" and _DDE.match("".join(texts)):
                self.held.fault(FaultCode.DDE, what="".join(texts)[:200])

    def open(self) -> None:
        """Begin a group."""
        self.settle()
        if len(self.above) < _MOST_GROUPS:
            self.above.append(self.state)
        self.is_star = False

    def close(self) -> None:
        """End a group; what stood in a place of its own is said."""
        self.settle()
        before = self.state
        if self.above:
            self.state = self.above.pop()
        if before.place != self.state.place:
            self.end_paragraph()

    def word(self, name: str, number: int | None) -> None:
        """Follow a control word."""
        self.settle()
        is_star, self.is_star = self.is_star, False
        if is_star and name not in _KNOWN:
            self.state = replace(self.state, is_skipped=True)
        elif name in _ENDS:
            self.end_paragraph()
        elif name in _CHARACTERS:
            self.put(_CHARACTERS[name])
        elif name == "u" and number is not None:
            self.put(chr(number % 0x10000))
            self.to_skip = self.state.skips
        elif name == "uc" and number is not None:
            self.state = replace(self.state, skips=min(abs(number), 10))
        elif name in _SKIPPED or name == "colortbl":
            self.state = replace(self.state, is_skipped=True)
        elif name in _PLACES:
            where, hidden = _PLACES[name]
            self.state = replace(self.state, place=where, hidden=hidden, is_skipped=False)
        elif name == "objdata":
            self.held.fault(FaultCode.EMBEDDED_OBJECT, what="OLE")
            self.state = replace(self.state, is_skipped=True)
        else:
            self._look(name, number)

    def _look(self, name: str, number: int | None) -> None:
        is_on = number != 0
        if name in ("red", "green", "blue"):
            self.rgb += min(number or 0, 255)
        elif name in ("chcbpat", "clcbpat", "highlight", "cb") and number:
            self.has_ground = True
        elif name == "v":
            self._mark(Hidden.TEXT, "隐藏文字", is_on=is_on)
        elif name == "deleted":
            self._mark(Hidden.DELETED, "修订（已删除）", is_on=is_on)
        elif name == "revised":
            self._mark(Hidden.INSERTED, "修订（未接受的插入）", is_on=is_on)
        elif name == "fs" and number is not None:
            self._mark(Hidden.TEXT, "极小文字", is_on=number <= _TINY)
        elif name == "cf" and number is not None:
            colour = self.colours[number] if 0 <= number < len(self.colours) else 0
            self._mark(Hidden.TEXT, "白色文字", is_on=colour >= 720 and not self.has_ground)
        elif name in ("plain", "pard") and self.state.label:
            self._mark(None, "", is_on=name == "plain")
        elif name == "ansicpg" and number:
            self.encoding = "gb18030" if number in (936, 54936) else f"cp{number}"

    def _mark(self, hidden: Hidden | None, label: str, *, is_on: bool) -> None:
        if is_on:
            self.state = replace(self.state, hidden=hidden, label=label)
        elif self.state.label == label:
            self.state = replace(self.state, hidden=None, label="")


def read(data: bytes, held: Gathering) -> None:
    """Say an RTF document."""
    if data.count(b"\\") + data.count(b"{") > held.limits.markup:
        held.fault(FaultCode.TOO_LARGE, what="标记数", what_en="control words",
                   limit=f"{held.limits.markup:,}")  # fmt: skip
        return
    reader = _Reader(held)
    for token in _TOKEN.finditer(data.decode("latin-1")):
        name, number, byte, sign, brace, text = token.groups()
        if brace:
            (reader.open if brace == "{" else reader.close)()
        elif name:
            reader.word(name, int(number) if number else None)
            _check_encoding(reader)
        elif byte:
            _take_byte(reader, byte)
        elif sign:
            reader.is_star = sign == "*"
            reader.put({"~": " ", "_": "-", "\n": "\n"}.get(sign, sign if sign in "\\{}" else ""))
        elif text:
            _take_text(reader, text)
    reader.end_paragraph()


def _take_byte(reader: _Reader, byte: str) -> None:
    if reader.to_skip:
        reader.to_skip -= 1
    else:
        reader.packed.append(int(byte, 16))


def _take_text(reader: _Reader, text: str) -> None:
    if reader.state.is_skipped and ";" in text and len(reader.colours) < _MOST_GROUPS:
        reader.colours.append(reader.rgb)
        reader.rgb = 0
    reader.put(text.encode("latin-1").decode(reader.encoding, "replace"))


def _check_encoding(reader: _Reader) -> None:
    try:
        b"".decode(reader.encoding)
    except LookupError:
        reader.encoding = "gb18030"
