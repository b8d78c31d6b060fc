"""What a workbook remembers behind its sheets: pivot tables, links, changes, connections."""

import posixpath
from collections.abc import Iterator
from typing import Final

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.markup import Element, attribute, every, local, words
from gongkai.documents.contents.office.parts import Parts
from gongkai.documents.contents.office.sheet_cells import number_words
from gongkai.rules.scan.passages import Hidden

_CONNECTED: Final = ("connection", "command", "url", "sourceFile", "description")
_ITEMS: Final = frozenset({"s", "n", "d", "e", "b"})


def pivots(parts: Parts, seen: set[str]) -> None:
    """Say the rows a pivot table keeps, where not all of a row is shown in some visible cell."""
    for part in parts.named("xl/pivotCache/pivotCacheDefinition"):
        root = parts.root(part)
        if root is None:
            continue
        fields = [_shared(each) for each in every(root, "cacheField")]
        names = [attribute(each, "name") for each in every(root, "cacheField")]
        records = parts.related(part, "pivotCacheRecords")
        rows = 0
        for number, row in enumerate(_records(parts, records, fields), start=1):
            rows += 1
            _say_unseen(parts, f"数据透视表缓存第{number}行", row, seen)
        for name, items in zip(names, fields, strict=False):
            if not rows:
                _say_unseen(parts, f"数据透视表缓存字段“{name}”", items, seen)


def _say_unseen(parts: Parts, place: str, row: list[str], seen: set[str]) -> None:
    if any(each.strip() and each not in seen for each in row):
        parts.held.say(place, "\t".join(row), Hidden.EMBEDDED)


def _shared(field: Element) -> list[str]:
    items = field.find("{*}sharedItems")
    return [] if items is None else [_value(each) for each in items]


def _value(item: Element) -> str:
    value = attribute(item, "v")
    return number_words(value) if local(item) == "n" else value


def _records(parts: Parts, records: list[str], fields: list[list[str]]) -> Iterator[list[str]]:
    for part in records:
        root = parts.root(part)
        for record in () if root is None else every(root, "r"):
            row = []
            for at, item in enumerate(record):
                if local(item) in _ITEMS:
                    row.append(_value(item))
                elif local(item) == "x" and at < len(fields):
                    place = attribute(item, "v")
                    number = int(place[:9]) if place.isdecimal() else len(fields[at])
                    row.append(fields[at][number] if number < len(fields[at]) else "")
            yield row


def links(parts: Parts) -> None:
    """Say the values that a workbook keeps of other workbooks, and where those lie."""
    for part in parts.named("xl/externalLinks/externalLink"):
        root = parts.root(part)
        if root is None:
            continue
        if root.find("{*}ddeLink") is not None:
            link = root.find("{*}ddeLink")
            service = f"{attribute(link, 'ddeService')}|{attribute(link, 'ddeTopic')}"
            parts.held.fault(FaultCode.DDE, what=service)
        path = next((each.target for each in parts.relations(part) if each.is_external), "")
        parts.held.say("外部链接的路径", path, Hidden.METADATA)
        name = posixpath.basename(path.replace("\\", "/"))
        for row in every(root, "row"):
            text = "\t".join(words(each) for each in every(row, "v"))
            place = f"外部链接“{name}”的缓存第{attribute(row, 'r')}行"
            parts.held.say(place, text, Hidden.EMBEDDED)


def revisions(parts: Parts) -> None:
    """Say what a shared workbook remembers of its changes."""
    for part in parts.named("xl/revisions/"):
        root = parts.root(part)
        if root is None:
            continue
        for cell in every(root, "oc", "undo"):
            parts.held.say("共享工作簿的修订记录（旧值）", words(cell), Hidden.DELETED)
        for each in every(root, "header", "userInfo"):
            author = attribute(each, "userName") or attribute(each, "name")
            parts.held.say("共享工作簿的修订人", author, Hidden.METADATA)


def connections(parts: Parts) -> None:
    """Say the connections to databases, whose words may hold a password."""
    root = parts.root("xl/connections.xml")
    for each in () if root is None else every(root, "connection"):
        name = attribute(each, "name")
        said = [attribute(part, key) for part in each.iter() for key in _CONNECTED]
        said.append(attribute(each, "odcFile"))
        parts.held.say(f"数据连接“{name}”", "\n".join(filter(None, said)), Hidden.METADATA)
        parts.held.fault(FaultCode.DATA_SOURCE, what=name)
