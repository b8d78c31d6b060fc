"""Counting that an item was read (阅读统计), in what way, and nothing about who read it."""

from django.http import HttpRequest
from django.utils import timezone

from gongkai.office.audience import counting
from gongkai.office.audience.models import Reach
from gongkai.office.publishing.models import PublicItem

# What the address of a QR code says: `?from=scan`.
FROM_A_SHEET = "scan"


def read(request: HttpRequest, copy: PublicItem, way: Reach = Reach.VIEW) -> None:
    """Count one reading of an item; the code on a printed sheet says that it was scanned."""
    if request.method != "GET":
        return
    if way is Reach.VIEW and request.GET.get("from") == FROM_A_SHEET:
        way = Reach.SCAN
    counting.reached(
        body_id=copy.body_id, item_code=copy.code, way=way,
        agent=request.headers.get("User-Agent", ""), at=timezone.now(),
    )  # fmt: skip
