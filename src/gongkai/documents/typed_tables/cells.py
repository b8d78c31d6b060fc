"""One cell of a typed table: from what was typed, in a sheet or a form, to its value.

What can mean one thing only is understood (２０１９.3.5, 3.5万元); anything else is a typed error
with its sentence. An amount ends up in the unit of its column.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from gongkai.documents import values
from gongkai.documents.values import CellValue, UnreadableValue
from gongkai.rules import check_digits
from gongkai.rules.tables import Column, ColumnType, Value

_WAN: Final = 10_000
_PLACES: Final = {
    ColumnType.MONEY_YUAN: 2,
    ColumnType.MONEY_WAN: 6,
    ColumnType.DECIMAL: 6,
    ColumnType.PERCENT: 4,
}
_NAMES_A_UNIT: Final = re.compile(r"[元]\s*$")
_PHONE: Final = re.compile(
    r"(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|\d{7,8}|400-?\d{3}-?\d{4}|1\d{4}|110|119|120|122)",
    re.ASCII,
)
_REGION: Final = re.compile(r"[1-9]\d{5}(\d{3}(\d{3})?)?", re.ASCII)
_EXACT_DIGITS: Final = 15


class WrongCreditCode(UnreadableValue):
    """No unified social credit code."""

    zh = "“{found}”的位数或者校验码不对，请对照证书核对 18 位统一社会信用代码。"
    en = "“{found}” has a wrong length or check digit; compare its 18 signs with the certificate."


class WrongIdentityNumber(UnreadableValue):
    """No citizen's identity number. The sentence does not repeat it."""

    zh = "公民身份号码的位数、出生日期或者校验码不对，请对照证件核对 18 位号码。"
    en = "The identity number has a wrong length, day of birth or check digit; check its 18 signs."


class LostDigits(UnreadableValue):
    """A long number that a spreadsheet keeps with fifteen digits only."""

    zh = "号码按数字保存，第 15 位以后已经丢失。请将该列设为文本格式，重新填写完整的号码。"
    en = "The number was kept as a figure and lost what follows its 15th digit; enter it as text."


class WrongPhone(UnreadableValue):
    """No telephone number."""

    zh = "“{found}”不是有效的电话号码，请填写如“0953-6012345”的号码。"
    en = "“{found}” is no telephone number; write it as 0953-6012345."


class WrongRegion(UnreadableValue):
    """No division code."""

    zh = "“{found}”不是行政区划代码，请填写 6 位、9 位或者 12 位数字。"
    en = "“{found}” is no division code; enter 6, 9 or 12 digits."


class TooManyPlaces(UnreadableValue):
    """More decimals than the unit has."""

    zh = "“{found}”的小数超过 {places} 位，请核对数字和单位。"
    en = "“{found}” has more than {places} decimals; check the figure and its unit."


def read_cell(column: Column, cell: CellValue) -> Value:
    """Return the value of a cell, None for a blank one; whether it may be blank is asked later.

    Raises:
        UnreadableValue: the cell does not say what its column asks.
    """
    if values.is_blank(cell):
        return None
    return _READERS[column.type](column, cell)


def _text(column: Column, cell: CellValue) -> Value:
    return values.text(cell, limit=column.length)


def _day(column: Column, cell: CellValue) -> Value:
    return values.day(cell)


def _count(column: Column, cell: CellValue) -> Value:
    return values.count(cell)


def _choice(column: Column, cell: CellValue) -> Value:
    return values.choice(cell, {label: label for label in column.choices})


def _money(column: Column, cell: CellValue) -> Value:
    """Return an amount in the column's unit; a unit in the cell goes before the column's."""
    amount = values.yuan(cell)
    names_unit = isinstance(cell, str) and _NAMES_A_UNIT.search(cell)
    if names_unit and column.type is ColumnType.MONEY_WAN:
        amount /= _WAN
    return _placed(column, cell, amount)


def _decimal(column: Column, cell: CellValue) -> Value:
    number = values.number(cell)
    if number < 0:
        raise values.Negative(cell)
    return _placed(column, cell, number)


def _percent(column: Column, cell: CellValue) -> Value:
    if isinstance(cell, str):
        cell = unicodedata.normalize("NFKC", cell).strip().removesuffix("%").strip()
    return _placed(column, cell, values.number(cell))


def _placed(column: Column, cell: CellValue, number: Decimal) -> Decimal:
    """Return a number without zeros at its end. Raises TooManyPlaces for a finer one."""
    plain = Decimal(f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else number)
    exponent = plain.as_tuple().exponent
    places = _PLACES[column.type]
    if isinstance(exponent, int) and -exponent > places:
        raise TooManyPlaces(cell, places=places)
    return plain


def _credit_code(column: Column, cell: CellValue) -> Value:
    code = _code(cell).upper()
    if not check_digits.is_credit_code(code):
        raise WrongCreditCode(cell)
    return code


def _identity(column: Column, cell: CellValue) -> Value:
    if isinstance(cell, int | Decimal) and len(str(abs(int(cell)))) > _EXACT_DIGITS:
        raise LostDigits(None)
    number = _code(cell).upper()
    if not check_digits.is_identity_number(number):
        raise WrongIdentityNumber(None)
    return number


def _phone(column: Column, cell: CellValue) -> Value:
    number = _code(cell).replace("—", "-").replace("–", "-")
    if _PHONE.fullmatch(number) is None:
        raise WrongPhone(cell)
    return number


def _region(column: Column, cell: CellValue) -> Value:
    code = _code(cell)
    if _REGION.fullmatch(code) is None:
        raise WrongRegion(cell)
    return code


def _code(cell: CellValue) -> str:
    """Return a code in half-width signs without spaces."""
    return "".join(unicodedata.normalize("NFKC", values.text(cell)).split())


_READERS: Final[dict[ColumnType, Callable[[Column, CellValue], Value]]] = {
    ColumnType.TEXT: _text,
    ColumnType.LONG_TEXT: _text,
    ColumnType.DATE: _day,
    ColumnType.MONEY_YUAN: _money,
    ColumnType.MONEY_WAN: _money,
    ColumnType.DECIMAL: _decimal,
    ColumnType.COUNT: _count,
    ColumnType.PERCENT: _percent,
    ColumnType.CHOICE: _choice,
    ColumnType.CREDIT_CODE: _credit_code,
    ColumnType.IDENTITY: _identity,
    ColumnType.PHONE: _phone,
    ColumnType.REGION: _region,
}
