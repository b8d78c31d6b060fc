"""The process that reads one stranger's report, checks it and ends; `reading` starts it.

It knows no database, no secret and no settings, may write no file, and has a ceiling on memory
and on time of the processor. What it found goes to stdout as JSON; it reads nothing but stdin.
"""

import json
import sys
from dataclasses import replace
from datetime import date
from typing import IO, Any, Final

from gongkai.documents import formats
from gongkai.documents.intake.limits import DEFAULT, MEBIBYTE
from gongkai.documents.intake.unreadable import (
    DamagedDocument,
    LegacyFormat,
    TooLarge,
    UnreadableDocument,
)
from gongkai.portal.checking import answer
from gongkai.portal.checking.answer import Answer
from gongkai.rules.annual_report import check, telling
from gongkai.rules.annual_report.check.context import Context
from gongkai.rules.annual_report.form import FilledForm

try:
    import resource
except ImportError:  # Windows knows no such ceilings; the time that the caller waits still ends
    resource = None  # type: ignore[assignment] # asked before use

# LibreOffice writes files: an old document is refused here, with the way to save it anew.
_LIMITS: Final = replace(DEFAULT, conversion_seconds=0)
MEMORY: Final = 1024 * MEBIBYTE
SECONDS_OF_PROCESSOR: Final = 20
MOST_DIGITS: Final = 15
OUT_OF_MEMORY: Final = 3
_TOO_MANY_DIGITS: Final[int] = int("1" + "0" * MOST_DIGITS)
_BEYOND_READING = (ValueError, ArithmeticError, RecursionError)


class NoReport(UnreadableDocument):
    """A document in which none of the statutory tables is found."""

    zh = (
        "“{name}”中没有找到年度报告的统计表。请核对是否选错了文件；"
        "表格是图片的无法读取，请使用同一份报告的 Word 文档、网页或由其导出的 PDF。"
    )
    en = (
        "No statutory table of an annual report was found in “{name}”. Check that it is the right "
        "file; tables that are pictures cannot be read: use the document, the web page or a PDF "
        "exported from them."
    )


class OldFormat(UnreadableDocument):
    """A file that only another program could open, and here there is none."""

    zh = "“{name}”是{found}格式，本页不读取。请用 WPS 或 Office 打开，另存为{wanted}后再提交。"
    en = (
        "“{name}” is in the format {found_en}, which this page does not read. Open it in WPS or "
        "Office, save it as {wanted_en} and submit that."
    )


class AnotherYear(UnreadableDocument):
    """Last year's report is of a year that is not the one before."""

    zh = (
        "“{name}”是{found}年度的报告，不是{wanted}年度的。"
        "请换成{wanted}年度的报告，或者不选上年报告。"
    )
    en = (
        "“{name}” is the report of {found}, not of {wanted}. Choose the report of {wanted}, or "
        "leave last year's report out."
    )


def main() -> int:
    """Read the files on stdin, write the answer to stdout, and return the exit code."""
    out, sys.stdout = sys.stdout, sys.stderr  # no library may write between the lines
    _bound()
    try:
        found = _answered(sys.stdin.buffer)
    except MemoryError:
        return OUT_OF_MEMORY
    json.dump(found, out, ensure_ascii=True)
    out.flush()
    return 0


def _bound() -> None:
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_PROCESSOR, SECONDS_OF_PROCESSOR + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answered(given: IO[bytes]) -> dict[str, Any]:
    """Return the answer, or the refusal with the field it belongs to."""
    files = [(each["field"], each["name"], given.read(each["size"])) for each in _heads(given)]
    field = ""
    before: tuple[FilledForm, str] | None = None
    try:
        # Last year's first: the report is checked beside it.
        for field, name, data in sorted(files, key=lambda each: each[0] != "previous"):
            filled, published_on = read(data, name)
            if field == "previous":
                before = (filled, name)
            else:
                return {"answer": answer.dump(checked(filled, name, before, published_on))}
    except AnotherYear as error:
        return {"refused": {"field": "previous", "zh": error.message, "en": error.message_en}}
    except UnreadableDocument as error:
        return {"refused": {"field": field, "zh": error.message, "en": error.message_en}}
    raise ValueError("There was no report among the files.")


def _heads(given: IO[bytes]) -> list[dict[str, Any]]:
    heads: list[dict[str, Any]] = json.loads(given.readline())
    return heads


def read(data: bytes, name: str) -> tuple[FilledForm, date | None]:
    """Return the report in a file and the day of its publication, where it tells one.

    Raises:
        UnreadableDocument: the file is refused, or holds no annual report.
    """
    try:
        found = formats.read(data, name, limits=_LIMITS)
        filled = formats.recognised(found)
        told = telling.front(found.lines)
    except LegacyFormat as error:
        facts = error.facts
        raise OldFormat(name, **facts) from error
    except UnreadableDocument:
        raise
    except _BEYOND_READING as error:
        raise DamagedDocument(
            name,
            where="其中有无法处理的数字或结构",
            where_en="a number or structure cannot be dealt with",
        ) from error
    if all(cell.value is None for cell in filled.cells.values()):
        raise NoReport(name)
    for cell in filled.cells.values():
        if cell.value is not None and not -_TOO_MANY_DIGITS < cell.value < _TOO_MANY_DIGITS:
            raise TooLarge(name, what="一个数字的位数", what_en="digits in a number",
                           limit=MOST_DIGITS, found=f"{MOST_DIGITS}+")  # fmt: skip
    return filled, told.published_on


def checked(
    filled: FilledForm,
    name: str,
    before: tuple[FilledForm, str] | None,
    published_on: date | None,
) -> Answer:
    """Return the report with its findings, beside last year's where it is given.

    Raises:
        AnotherYear: `before` is not of the year before.
    """
    context = Context(published_on=published_on)
    if before is None:
        return Answer(filled, check.findings(filled, context=context), name=name,
                      published_on=published_on)  # fmt: skip
    last, last_name = before
    if filled.year and last.year and last.year != filled.year - 1:
        raise AnotherYear(last_name, found=last.year, wanted=filled.year - 1)
    # Who gives last year's report says which year it is, where a document does not.
    if not filled.year and last.year:
        filled = replace(filled, year=last.year + 1)
    elif filled.year and not last.year:
        last = replace(last, year=filled.year - 1)
    elif not filled.year:
        last, filled = replace(last, year=1), replace(filled, year=2)
    context = Context(published_on=published_on, previous_sections=last.sections)
    found = check.findings(filled, previous=last, context=context)
    if last.year == 1:
        filled = replace(filled, year=0)
    title = f"{last.body or last_name}{f'（{last.year}年度）' if last.year > 1 else ''}"
    return Answer(filled, found, name=name, previous=title, published_on=published_on)


if __name__ == "__main__":
    sys.exit(main())
