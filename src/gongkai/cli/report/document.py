"""A report in a file or on stdin: read whole, or refused with a sentence; and written anew.

Which formats there are and what a table means is decided below; this knows files and streams.
"""

import sys
from dataclasses import replace
from pathlib import Path

from gongkai.cli.refusal import Refusal
from gongkai.documents import formats
from gongkai.documents.intake.limits import DEFAULT
from gongkai.documents.intake.unreadable import TooLarge, UnreadableDocument
from gongkai.documents.report import Reading
from gongkai.rules.annual_report import recognise
from gongkai.rules.annual_report.form import FilledForm

STREAM = "-"
STDIN_NAME = "标准输入 stdin"
MOST_DIGITS = 15


def name_of(path: Path) -> str:
    """Return what to call a file in a sentence."""
    return STDIN_NAME if str(path) == STREAM else str(path)


def read(path: Path, *, body: str | None = None, year: int | None = None) -> FilledForm:
    """Return the report in a file, `-` being stdin; body and year, where given, are believed.

    Raises:
        Refusal: there is no such file, it cannot be read, or it holds no annual report.
    """
    return recognised(content(path), path, body=body, year=year)


def recognised(
    data: bytes, path: Path, *, body: str | None = None, year: int | None = None
) -> FilledForm:
    """Return the report in the content of a file. Raises Refusal as `read` does."""
    name = name_of(path)
    try:
        reading = formats.read(data, name)
        filled = _recognised(reading, body, year)
    except UnreadableDocument as error:
        raise Refusal(error.message, error.message_en) from error
    except (ValueError, ArithmeticError, RecursionError, MemoryError) as error:
        raise Refusal(
            f"文件“{name}”中有无法处理的数字或结构，没有读取。请核对文件。",
            f"The file “{name}” has a number or a structure that cannot be dealt with and was "
            "not read: check it.",
        ) from error
    if not filled.cells:
        raise _no_tables(name)
    _refuse_overflow(filled, name)
    return filled


def write(data: bytes, place: Path, *, force: bool) -> None:
    """Write a file; one that is there is kept unless `force`.

    Raises:
        Refusal: the file is there already, or the place cannot be written to.
    """
    try:
        with place.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise Refusal(
            f"“{place}”已经存在，没有覆盖。请用 --output 写明别的文件，或者用 --force 覆盖。",
            f"“{place}” is there already and was left alone: name another file with --output, "
            "or overwrite it with --force.",
        ) from error
    except OSError as error:
        raise Refusal(
            f"无法写入“{place}”：{reason(error)[0]}。",
            f"“{place}” cannot be written: {reason(error)[1]}.",
        ) from error


def send(data: bytes, *, is_text: bool) -> None:
    """Write a file to stdout. Raises Refusal where a terminal would show it as garbage."""
    if sys.stdout.isatty() and not is_text:
        raise Refusal(
            "这种格式不能显示在终端上。请用 --output 写明文件，或者接上管道。",
            "This format is not for a terminal: name a file with --output, or pipe it on.",
        )
    sys.stdout.buffer.write(data)


def content(path: Path) -> bytes:
    """Return what is in a file. Raises Refusal where it cannot be read or is too large."""
    name, most = name_of(path), DEFAULT.file_bytes
    try:
        if str(path) == STREAM:
            # Python has no stdin where the shell closed it (<&-).
            data = sys.stdin.buffer.read(most + 1) if sys.stdin else b""
        else:
            with path.open("rb") as file:
                data = file.read(most + 1)
    except OSError as error:
        raise Refusal(
            f"无法读取“{name}”：{reason(error)[0]}。",
            f"“{name}” cannot be read: {reason(error)[1]}.",
        ) from error
    if len(data) > most:
        # The rest was not read, so only this much is known of its size.
        too_large = TooLarge(name, what="大小（字节）", what_en="data (bytes)", limit=f"{most:,}",
                             found=f">{most:,}")  # fmt: skip
        raise Refusal(too_large.message, too_large.message_en)
    return data


def reason(error: OSError) -> tuple[str, str]:
    """Return why a file cannot be read or written, in Chinese and in English."""
    match error:
        case FileNotFoundError():
            return "没有这个文件或者文件夹", "there is no such file or folder"
        case IsADirectoryError():
            return "这是文件夹，请写明其中的文件", "it is a folder; name the files in it"
        case PermissionError():
            return "没有权限", "permission denied"
    return f"{error.strerror}", f"{error.strerror}"


def _recognised(reading: Reading, body: str | None, year: int | None) -> FilledForm:
    if reading.filled is None:
        return recognise.match(
            reading.grids,
            body=body or "",
            year=year,
            lines=reading.lines,
            pages=reading.line_pages,
        )
    filled = reading.filled
    return replace(filled, body=body or filled.body, year=year or filled.year)


def _no_tables(name: str) -> Refusal:
    return Refusal(
        f"在“{name}”中没有找到年度报告的统计表。请核对是否选错文件；表格是图片的，无法读取。",
        f"“{name}” has none of the tables of an annual report. Check whether it is the right "
        "file; tables that are pictures cannot be read.",
    )


def _refuse_overflow(filled: FilledForm, name: str) -> None:
    for key, cell in filled.cells.items():
        if cell.value is not None and abs(cell.value) >= 10**MOST_DIGITS:
            raise Refusal(
                f"文件“{name}”中 {key} 的数字超过{MOST_DIGITS}位，不可能是统计数。请核对文件。",
                f"In “{name}” the number at {key} has more than {MOST_DIGITS} digits and can be "
                "no statistic: check the file.",
            )
