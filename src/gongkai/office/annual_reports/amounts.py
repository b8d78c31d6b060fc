"""Reading the figure that a clerk types into a cell: a number that fits the cell, or a sentence."""

from collections.abc import Callable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents import values
from gongkai.rules.annual_report.form import Unit
from gongkai.rules.ledger import Number

LARGEST = 999_999_999_999
_MONEY_UNITS = ("万元", "元")
_READERS: dict[Unit, Callable[[str], Number]] = {
    Unit.COUNT: values.count,
    Unit.CHANGE: values.change,
    Unit.WAN_YUAN: values.number,
    Unit.MONEY: values.number,
}


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
