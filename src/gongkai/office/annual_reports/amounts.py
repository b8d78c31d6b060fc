"""Reading the figure that a clerk types into a cell: a number that fits the cell, or a sentence."""

import unicodedata
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.rules.annual_report.form import Unit

LARGEST = 999_999_999_999
_MONEY_UNITS = ("万元", "元")


def read(text: str, unit: Unit) -> tuple[Decimal, str]:
    """Return the number and, for an amount, its printed unit.

    Raises ValidationError with a sentence where the text is no number that the cell can hold.
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    money = next((each for each in _MONEY_UNITS if plain.endswith(each)), "")
    if money and unit is Unit.MONEY:
        plain = plain.removesuffix(money)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValidationError({"value": _("“%s”不是数字，请只填写阿拉伯数字。") % text})
    _check(value, unit, text)
    return value, (money or ("万元" if value else "")) if unit is Unit.MONEY else ""


def _check(value: Decimal, unit: Unit, text: str) -> None:
    whole = value == value.to_integral_value()
    if unit in {Unit.COUNT, Unit.CHANGE} and not whole:
        raise ValidationError({"value": _("“%s”带有小数，本栏按件计数，请填写整数。") % text})
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
