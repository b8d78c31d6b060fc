"""Reading what a person types into a cell: a number that fits it, or the mark that stands there.

Blank, 0, / and - are kept apart; an amount of a document is not taken without its unit.
"""

from collections.abc import Callable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents import values
from gongkai.rules.annual_report import build
from gongkai.rules.annual_report.form import Absence, Cell, Unit
from gongkai.rules.ledger import Number

LARGEST = 999_999_999_999
_MONEY_UNITS = ("万元", "元")
_READERS: dict[Unit, Callable[[str], Number]] = {
    Unit.COUNT: values.count,
    Unit.CHANGE: values.change,
    Unit.WAN_YUAN: values.number,
    Unit.MONEY: values.number,
}
_MARKS = {
    "空白": Absence.BLANK,
    "空": Absence.BLANK,
    "blank": Absence.BLANK,
    "/": Absence.SLASH,
    "／": Absence.SLASH,
    "-": Absence.DASH,
    "－": Absence.DASH,
    "—": Absence.DASH,
    "——": Absence.DASH,
    "缺": Absence.MISSING,
    "缺失": Absence.MISSING,
    "missing": Absence.MISSING,
}


def read_printed(text: str, unit: Unit) -> Cell:
    """Return the cell that a document prints: a figure, or the mark of its absence.

    Raises ValidationError where it is neither, or an amount without its unit.
    """
    mark = _MARKS.get(text.strip().lower())
    if mark is not None:
        return Cell(None, mark)
    text = _in_chinese_units(text) if unit is Unit.MONEY else text
    value, money = read(text, unit)
    if unit is Unit.MONEY and value and not text.strip().endswith(_MONEY_UNITS):
        raise ValidationError(
            {"value": _("“%s”没有写明单位，请按原件连同“元”或“万元”一起填写。") % text.strip()}
        )
    return Cell(build.plain(value), unit=money or None)


def _in_chinese_units(text: str) -> str:
    """Return an amount whose unit was typed in English with the unit that the form prints."""
    said = text.strip()
    for english, printed in (("wan yuan", "万元"), ("yuan", "元")):
        if said.lower().endswith(english):
            return said[: -len(english)].rstrip() + printed
    return text


def read(text: str, unit: Unit) -> tuple[Decimal, str]:
    """Return the number and, for an amount, its printed unit.

    Raises ValidationError with a sentence where the text is no number that the cell can hold.
    """
    money = next((each for each in _MONEY_UNITS if text.strip().endswith(each)), "")
    digits = text.strip().removesuffix(money) if unit is Unit.MONEY else text
    try:
        value = Decimal(_READERS[unit](digits))
    except values.UnreadableValue as refused:
        english = (get_language() or "").startswith("en")
        raise ValidationError(
            {"value": refused.message_en if english else refused.message}
        ) from None
    _check(value, unit, text)
    return value, (money or ("万元" if value else "")) if unit is Unit.MONEY else ""


def _check(value: Decimal, unit: Unit, text: str) -> None:
    if unit is not Unit.CHANGE and value < 0:
        raise ValidationError(
            {"value": _("“%s”是负数，本栏不能小于 0；只有“本年增/减”可以填负数。") % text}
        )
    if abs(value) > LARGEST:
        raise ValidationError(
            {"value": _("“%s”超过本栏上限 999999999999，请核对是否多写了位数。") % text}
        )
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        raise ValidationError({"value": _("“%s”小数超过 6 位，请按万元保留至多 6 位小数。") % text})
