"""Turn what a clerk typed in a cell into a date, a count, an amount or a choice.

Generous with forms that can mean one thing only (２０１９年３月５日, 1,234); anything else is a
typed error with its sentence. Nothing is guessed: a bare 43529 is not taken for a date.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import ClassVar, Final

CellValue = str | int | Decimal | bool | date | datetime | None

_DATE: Final = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?")
_DATE_DIGITS: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MIDNIGHT: Final = re.compile(r"[ T]0?0:00(:00(\.0+)?)?$")
_NUMBER: Final = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_MONEY: Final = re.compile(r"(?P<sign>[¥￥]?)(?P<number>[+-]?[\d,.]+)(?P<unit>元|万元|亿元)?")
_YUAN: Final = {"": 1, "元": 1, "万元": 10_000, "亿元": 100_000_000}
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "—": "-"})
_LARGEST: Final = 10**15
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_PLAIN_CONTROLS: Final = "\t\r\n"
_YES: Final = frozenset({"是", "有", "√", "y", "yes", "true", "1"})
_NO: Final = frozenset({"否", "无", "×", "n", "no", "false", "0"})


class UnreadableValue(ValueError):
    """A cell that does not say what its column asks; `message` and `message_en` are for people."""

    zh: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, found: object, **facts: object) -> None:
        self.found = found
        shown = "" if found is None else str(found)
        shown = shown if len(shown) <= 40 else shown[:40] + "…"
        self.message = self.zh.format(found=shown, **facts)
        self.message_en = self.en.format(found=shown, **facts)
        super().__init__(self.message)


class MissingValue(UnreadableValue):
    """A required cell is blank."""

    zh = "此项必填，不能为空。"
    en = "This cell is required and must not be blank."


class NotADate(UnreadableValue):
    """Not a date, or one that the calendar does not have."""

    zh = "“{found}”不是有效日期，请填写为“2019年3月5日”或“2019-3-5”。"
    en = "“{found}” is not a valid date; write it as 2019-3-5."


class NotANumber(UnreadableValue):
    """Not a number."""

    zh = "“{found}”不是数字，请只填写数字。"
    en = "“{found}” is not a number; enter digits only."


class NotWhole(UnreadableValue):
    """A count with decimals."""

    zh = "“{found}”不是整数，数量应为整数。"
    en = "“{found}” is not a whole number; a count must be whole."


class Negative(UnreadableValue):
    """A count or an amount below zero."""

    zh = "“{found}”是负数，此项不能小于 0。"
    en = "“{found}” is negative; this must not be less than 0."


class OutOfRange(UnreadableValue):
    """A number that no ledger holds."""

    zh = "“{found}”超出可登记的范围（小于 {limit}），请核对位数。"
    en = "“{found}” is beyond what can be recorded (less than {limit}); check its digits."


class NotAChoice(UnreadableValue):
    """Not one of the values that the column offers."""

    zh = "“{found}”不是可选的值，请从以下值中选择：{choices}。"
    en = "“{found}” is not one of the choices: {choices}."


class BeyondMemory(UnreadableValue):
    """A date of a year that no office keeps."""

    zh = "“{found}”的年份不在 1900 年至 2100 年之间，请核对年份。"
    en = "The year of “{found}” is not between 1900 and 2100; check it."


class HiddenCharacter(UnreadableValue):
    """A control character, which no printer shows and not every database keeps."""

    zh = "文字中有看不见的控制字符，请删除后重新填写。"
    en = "The text holds a control character that cannot be seen; remove it."


class TooLong(UnreadableValue):
    """Longer than the record can hold."""

    zh = "文字共{length}字，超过上限{limit}字，请精简。"
    en = "The text has {length} characters, more than the {limit} allowed; shorten it."


def is_blank(value: CellValue) -> bool:
    """Tell whether a cell holds nothing, or only what cannot be seen."""
    return value is None or (isinstance(value, str) and not _visible(value))


def _visible(words: str) -> bool:
    return any(not each.isspace() and unicodedata.category(each) != "Cf" for each in words)


def text(value: CellValue, *, limit: int = 500) -> str:
    """Return the cell as text, outer spaces removed; "" for a blank one.

    Raises:
        HiddenCharacter: it holds a control character that is no tab and no end of a line.
        TooLong: it has more than `limit` characters.
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    words = str(value).replace("\u00a0", " ").strip()
    if any(unicodedata.category(each) == "Cc" and each not in _PLAIN_CONTROLS for each in words):
        raise HiddenCharacter(value)
    if len(words) > limit:
        raise TooLong(words, length=len(words), limit=limit)
    return words


def day(value: CellValue) -> date:
    """Return the date of a cell: a spreadsheet date, 2019年3月5日, 2019-3-5, 2019/3/5, 20190305.

    Raises:
        MissingValue, NotADate, BeyondMemory: the cell is blank, holds something else, or a year
            before 1900 or after 2100.
    """
    found = _day(value)
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise BeyondMemory(value)
    return found


def _day(value: CellValue) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = _MIDNIGHT.sub("", _required(value))
    match = _DATE.fullmatch(words)
    if match is None and isinstance(value, str):
        match = _DATE_DIGITS.fullmatch(words)
    if match is None:
        raise NotADate(value)
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError as error:
        raise NotADate(value) from error


def number(value: CellValue) -> Decimal:
    """Return the number of a cell; full-width digits and thousands separators are understood.

    Raises:
        MissingValue, NotANumber, OutOfRange: the cell is blank, no number, or 10^15 and more.
    """
    if isinstance(value, bool | date):
        raise NotANumber(value)
    words = _required(value).translate(_MINUS)
    if isinstance(value, str) and _NUMBER.fullmatch(words) is None:
        raise NotANumber(value)
    try:
        found = Decimal(words.replace(",", ""))
    except InvalidOperation as error:
        raise NotANumber(value) from error
    if not found.is_finite():
        raise NotANumber(value)
    if abs(found) >= _LARGEST:
        raise OutOfRange(value, limit=f"{_LARGEST:,}")
    return found


def count(value: CellValue) -> int:
    """Return a count: whole and not negative.

    Raises:
        MissingValue, NotANumber, NotWhole, Negative, OutOfRange: it is no count.
    """
    found = number(value)
    if found != found.to_integral_value():
        raise NotWhole(value)
    if found < 0:
        raise Negative(value)
    return int(found)


def change(value: CellValue) -> int:
    """Return a signed whole number (本年增/减).

    Raises:
        MissingValue, NotANumber, NotWhole, OutOfRange: it is none.
    """
    found = number(value)
    if found != found.to_integral_value():
        raise NotWhole(value)
    return int(found)


def yuan(value: CellValue) -> Decimal:
    """Return an amount in yuan: 1,234.5, ￥380, 160.5964万元.

    Raises:
        MissingValue, NotANumber, Negative, OutOfRange: it is no amount.
    """
    unit = ""
    if isinstance(value, str):
        match = _MONEY.fullmatch(_required(value).translate(_MINUS).replace(" ", ""))
        if match is None:
            raise NotANumber(value)
        value, unit = match["number"], match["unit"] or ""
    found = number(value) * _YUAN[unit]
    if found < 0:
        raise Negative(value)
    if found >= _LARGEST:
        raise OutOfRange(value, limit=f"{_LARGEST:,}")
    return found


def choice(value: CellValue, choices: Mapping[str, str]) -> str:
    """Return the key of the chosen label; a key itself is accepted too.

    Raises:
        MissingValue, NotAChoice: the cell is blank or names none of `choices` (label → key).
    """
    words = _required(value)
    for label, key in choices.items():
        if words in (_tidy(label), key):
            return key
    raise NotAChoice(value, choices="、".join(choices))


def yes(value: CellValue) -> bool:
    """Return whether a cell says 是 or 否.

    Raises:
        MissingValue, NotAChoice: it says neither.
    """
    if isinstance(value, bool):
        return value
    words = _required(value).lower()
    if words in _YES:
        return True
    if words in _NO:
        return False
    raise NotAChoice(value, choices="是、否")


def _tidy(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip()


def _required(value: CellValue) -> str:
    words = "" if value is None else _tidy(str(value))
    if not words:
        raise MissingValue(value)
    return words
