"""Personal data in tables (表格中的个人信息): by the head of the column, or by a name in the row.

A head makes its column personal whether the numbers in it are valid or not. Masked values, empty
columns and the body's own phones are let be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.hits import Severity
from gongkai.rules.scan.names import BEGIN, NAME, is_name, is_word
from gongkai.rules.scan.page import CELL, Mark, Page
from gongkai.rules.scan.patterns import contacts, identity, numbers
from gongkai.rules.scan.rulebook import Head

MASKED = re.compile(r"[*＊×✕●○█■◼…]|x{2,}|某")
EMPTY = re.compile(r"[\s/／—\-–无空0]{0,8}")
LANDLINE = re.compile(
    r"\(?0[0-9]{2,3}\)?[- ]?[0-9]{7,8}(?:[-转][0-9]{1,5})?|[0-9]{7,8}"
    r"|(?:400|800)[- ]?[0-9-]{7,8}|1[0-9]{4}"
)
HEAD_LENGTH = 16
HEAD_NOISE = re.compile(r"[\s（）()*:：]|必填|本人|申请人|家长|法定代表人|户主")
PROSE = re.compile(
    rf"{BEGIN}(?P<name>{NAME})(?=[，,、：:（(\s]|男|女|家?住|现住|户籍|电话|手机|身份)"
)
PROSE_REACH = 40
ONE_NAME = 2
Cell = tuple[int, int]


@dataclass(slots=True)
class _Column:
    """A personal column while its rows are read."""

    head: Head
    title: str
    count: int = 0
    first: tuple[Page, Cell] | None = None


@dataclass(slots=True)
class _Table:
    """The table the rows at hand belong to."""

    stem: str
    names: bool = False
    columns: dict[int, _Column] = field(default_factory=dict)


def marks(pages: Sequence[Page]) -> Iterator[tuple[Page, Mark]]:
    """Yield the personal columns of tables, and rows and sentences with a name and its number."""
    table = _Table("")
    for page in pages:
        for row in _rows(page):
            if page.stem != table.stem or (heads := _heads(page, row)):
                yield from _closed(table)
                table = _Table(page.stem)
                heads = _heads(page, row)
                table.columns = heads
                table.names = any("姓名" in page.clean[start:end] for start, end in row)
                if heads:
                    continue
            yield from _row(page, row, table)
        if CELL not in page.clean:
            yield from _sentence(page)
            if "行" not in page.passage.place:
                yield from _closed(table)
                table = _Table("")
    yield from _closed(table)


def _rows(page: Page) -> list[list[Cell]]:
    """Return the rows of a page: its lines with cells in them."""
    if CELL not in page.clean:
        return []
    found, start = [], 0
    for line in page.clean.split("\n"):
        cells, at = [], start
        for cell in line.split(CELL):
            left = at + len(cell) - len(cell.lstrip())
            cells.append((left, max(left, left + len(cell.strip()))))
            at += len(cell) + 1
        if len(cells) > 1:
            found.append(cells)
        start += len(line) + 1
    return found


def _heads(page: Page, row: list[Cell]) -> dict[int, _Column]:
    """Return the personal columns that a row names as a head, by their place."""
    texts = [page.clean[start:end] for start, end in row]
    if any(len(text) > HEAD_LENGTH or numbers.digits(text) for text in texts):
        return {}
    found = {}
    for place, text in enumerate(texts):
        bare = HEAD_NOISE.sub("", text)
        head = next((each for each in rulebook.heads() if bare in each.words), None)
        if head is not None:
            found[place] = _Column(head, "".join(text.split()))
    return found


def _row(page: Page, row: list[Cell], table: _Table) -> Iterator[tuple[Page, Mark]]:
    known = False
    for place, column in table.columns.items():
        if place < len(row) and _is_personal(page, row[place], column.head):
            known = True
            column.count += 1
            column.first = column.first or (page, row[place])
    if not known:
        yield from _named(page, row)


def _is_personal(page: Page, cell: Cell, head: Head) -> bool:
    text = page.clean[slice(*cell)]
    if EMPTY.fullmatch(text) or MASKED.search(text):
        return False
    if head.kind == "phone":
        own = {numbers.digits(each) for each in page.metadata.body_phones}
        return (
            not LANDLINE.fullmatch(text)
            and numbers.digits(text) not in own
            and bool(numbers.digits(text))
        )
    return True


def _closed(table: _Table) -> Iterator[tuple[Page, Mark]]:
    """Yield the columns of a table that is over."""
    for column in table.columns.values():
        if column.first is None:
            continue
        page, cell = column.first
        yield page, page.mark(
            "personal-column", *cell, detail=column.title, detail_en=column.head.gloss,
            count=column.count, weight=_weight(column, named=table.names), private=True,
            about=column.head.kind,
        )  # fmt: skip


def _weight(column: _Column, *, named: bool) -> Severity | None:
    """Return the weight of a column: less where no name stands in the table."""
    if column.head.weight is not None and column.head.weight is not Severity.BLOCKING:
        return column.head.weight
    return None if named or column.head.kind in ("identity", "account") else Severity.WARNING


def _named(page: Page, row: list[Cell]) -> Iterator[tuple[Page, Mark]]:
    """Yield a row without a known head that has a name and something that finds the person."""
    if not any(is_name(page.clean[start:end]) for start, end in row):
        return
    for start, end in row:
        kind = _kind(page, page.clean[start:end])
        if kind:
            name, gloss = rulebook.labels("personal")[kind]
            yield (
                page,
                page.mark("personal-row", row[0][0], row[-1][1], detail=name, detail_en=gloss),
            )
            return


def _kind(page: Page, text: str) -> str:
    bare = numbers.digits(text) + ("x" if text.endswith("x") else "")
    if identity.judged(bare, page.on) if len(bare) == len(identity.WEIGHTS) + 1 else "":
        return "identity"
    if numbers.is_mobile(text):
        own = {numbers.digits(each) for each in page.metadata.body_phones}
        return "" if numbers.digits(text) in own else "phone"
    if numbers.CARD.fullmatch(text) and numbers.is_luhn(numbers.digits(text)):
        return "account"
    return "address" if contacts.addresses("".join(text.split())) else ""


def _sentence(page: Page) -> Iterator[tuple[Page, Mark]]:
    """Yield a name in running text with a home address right behind it."""
    text = page.folded.tight
    for start, end in page.homes(contacts.addresses):
        before = text[max(start - PROSE_REACH, 0) : start]
        sentence = re.split("[。；\n]", before)[-1]
        names = [one for one in PROSE.finditer(sentence) if not is_word(one["name"])]
        if names:
            first = start - len(sentence) + names[-1].start("name")
            name, gloss = rulebook.labels("personal")["address"]
            yield (
                page,
                page.mark(
                    "personal-row",
                    *page.folded.clean_span(first, end),
                    detail=name,
                    detail_en=gloss,
                ),
            )
