"""Texts: plain, CSV, Markdown, JSON, XML; each line, or each value, with its place."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from gongkai.documents.contents import page
from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.contents.kinds import FileKind
from gongkai.documents.contents.markup import local, parsed
from gongkai.documents.intake import text
from gongkai.documents.intake.unreadable import UnreadableDocument
from gongkai.rules.scan.passages import Hidden

_LINES: Final = 40
_TAGS: Final = re.compile(r"<(?:script|iframe|style|div|span)\b", re.IGNORECASE)


def decoded(data: bytes, held: Gathering) -> str | None:
    """Return the text of a file, None with a fault where its encoding cannot be told."""
    try:
        return text.decode(data, held.name)
    except UnreadableDocument:
        held.fault(FaultCode.ENCODING)
        return None


def read(data: bytes, held: Gathering, found: FileKind) -> None:
    """Say a text."""
    words = decoded(data, held)
    if words is None:
        return
    if len(words) > held.limits.characters:
        held.fault(FaultCode.TOO_LARGE, what="文字数", what_en="characters",
                   limit=f"{held.limits.characters:,}")  # fmt: skip
        return
    tags = "".join(chr(ord(each) - 0xE0000) for each in words if 0xE0020 <= ord(each) <= 0xE007E)
    held.say("不可见字符", tags, Hidden.TEXT)
    if found is FileKind.JSON and _json(words, held):
        return
    if found is FileKind.XML and _xml(data, held):
        return
    if found is FileKind.MARKDOWN:
        _markdown(words, held)
    if found is FileKind.CSV:
        for number, line in enumerate(words.splitlines(), start=1):
            held.say(f"第{number}行", line.replace('"', "").replace(",", "\t"))
        return
    lines = words.splitlines()
    for start in range(0, len(lines), _LINES):
        held.say(f"第{start + 1}行起", "\n".join(lines[start : start + _LINES]))


def _markdown(words: str, held: Gathering) -> None:
    at = 0
    while (start := words.find("<!--", at)) >= 0:
        at = words.find("-->", start)
        at = len(words) if at < 0 else at
        held.say("网页注释", words[start + 4 : at], Hidden.COMMENT)
    if _TAGS.search(words):
        page.judge(words, held)


def _json(words: str, held: Gathering) -> bool:
    try:
        value = json.loads(words)
    except (ValueError, RecursionError):
        return False
    for path, each in _values(value):
        held.say(path or "数据", each)
    return True


def _values(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the values of JSON with their path, without recursion."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        path, each = waiting.pop()
        if isinstance(each, dict):
            waiting += [(f"{path}/{key}"[-200:], inner) for key, inner in reversed(each.items())]
        elif isinstance(each, list):
            waiting += [(path, inner) for inner in reversed(each)]
        elif each is not None:
            yield path, f"{path.rpartition('/')[2]} {each}"


def _xml(data: bytes, held: Gathering) -> bool:
    root = parsed(data, held, "XML")
    if root is None:
        return False
    for element in root.iter():
        name = local(element)
        if not name:
            held.say("XML 注释", str(element.text or ""), Hidden.COMMENT)
            continue
        said = [str(element.text or ""), *(str(value) for _, value in element.items())]
        held.say(f"元素“{name}”", " ".join(filter(str.strip, said)))
        held.say(f"元素“{name}”之后", str(element.tail or ""))
    return True
