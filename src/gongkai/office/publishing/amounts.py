"""Exact figures in a database that sums in floating point: numbers kept as millionths.

One column holds counts and amounts in 万元 alike; a millionth of 万元 is one 分.
"""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

PLACES = 6
SCALE = 10**PLACES


class ExactField(models.BigIntegerField):
    """A decimal of at most six places, stored and summed as a whole number of millionths."""

    def from_db_value(self, value: Any, *_args: Any) -> Decimal | None:
        """Return the stored millionths as a decimal without needless zeros."""
        return None if value is None else plain(Decimal(int(value)).scaleb(-PLACES))

    def to_python(self, value: Any) -> Decimal | None:
        """Return a decimal. Raises ValidationError where it has more than six places."""
        if value is None or value == "":
            return None
        try:
            number = Decimal(str(value))
        except ArithmeticError:
            raise ValidationError(_("“%(value)s”不是数字。") % {"value": value}) from None
        if not number.is_finite() or number != round(number, PLACES):
            raise ValidationError(_("数值最多保留六位小数。"))
        return plain(number)

    def get_prep_value(self, value: Any) -> int | None:
        """Return the millionths to store."""
        number = self.to_python(value)
        return None if number is None else int(number.scaleb(PLACES))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a decimal field."""
        return forms.DecimalField(
            decimal_places=PLACES, required=not self.blank, label=self.verbose_name
        )


class WholeField(models.BigIntegerField):
    """What an expression over millionths counts: PostgreSQL would answer with a decimal."""

    def from_db_value(self, value: Any, *_args: Any) -> int | None:
        """Return a whole number."""
        return None if value is None else int(value)


def plain(number: Decimal) -> Decimal:
    """Return the same number without trailing zeros and without an exponent."""
    trimmed = number.normalize()
    return trimmed if trimmed.as_tuple().exponent < 0 else trimmed.quantize(Decimal(1))  # type: ignore[operator] # finite
