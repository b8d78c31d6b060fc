"""The index number of an item (索引号): given with its first release, unique, never changed.

The writers of a body take turns (`records.begin`), so that no number is given twice or skipped.
"""

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import Item

DIGITS = 5


def next_number(body: Body, *, year: int) -> str:
    """Return the next index number of a body in a year: its code, the year, five digits.

    Call it in the turn of the body. A body without a code of its own is named by its public code.
    """
    front = f"{body.credit_code or body.division_code or body.code.upper()}/{year}-"
    last = (
        Item.objects.filter(body=body, index_no__startswith=front)
        .order_by("-index_no").values_list("index_no", flat=True).first()
    )  # fmt: skip
    serial = int(last.rpartition("-")[2]) + 1 if last else 1
    return f"{front}{serial:0{DIGITS}d}"
