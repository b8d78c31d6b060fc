"""The index number of an item (索引号): given with its first release, unique, never changed.

The writers of a body take turns (`records.begin`), so that no number is given twice or skipped.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import Item
from gongkai.rules.catalogue import index_number

LAST_SERIAL = 99_999


def next_number(body: Body, *, year: int) -> str:
    """Return the next index number of a body in a year; call it in the turn of the body.

    A body without a credit code numbers by its division, and one without that by its public code.
    Raises ValidationError where the numbers of the year are used up.
    """
    front = _front(body)
    begins = f"{front}/{year:04d}-"
    last = (
        Item.objects.filter(body=body, index_no__startswith=begins)
        .order_by("-index_no")
        .values_list("index_no", flat=True)
        .first()
    )
    serial = int(last.rpartition("-")[2]) + 1 if last else 1
    if serial > LAST_SERIAL:
        raise ValidationError(
            _("%(year)s年的索引号已用到%(last)s号，没有可用的号码。请与系统管理员联系。")
            % {"year": year, "last": LAST_SERIAL}
        )
    return (
        f"{begins}{serial:05d}"
        if front == body.code.upper()
        else index_number.compose(front, year, serial)
    )


def _front(body: Body) -> str:
    try:
        return index_number.front(credit_code=body.credit_code)
    except index_number.NoCode:
        pass
    try:
        return index_number.front_by_division(body.division_code, _ordinal(body))
    except index_number.NoCode:
        return body.code.upper()


def _ordinal(body: Body) -> int:
    """Return which of the bodies with its division code it is, by the order of their founding."""
    same = Body.objects.filter(division_code=body.division_code, pk__lte=body.pk)
    return same.count()
