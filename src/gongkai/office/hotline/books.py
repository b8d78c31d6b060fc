"""The register of hotline tickets (12345 工单台账)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.office.hotline.models import Satisfaction, Ticket, TicketKind
from gongkai.office.registers.book import Book, BookColumn, Entry


def _build(body_id: int, values: Mapping[str, Any]) -> Ticket:
    return Ticket(body_id=body_id, **values)


TICKETS = Book(
    key="tickets",
    title=_("12345 工单台账"),
    summary=_("12345 热线转来的工单，一单一条。工单不是政府信息公开申请，不计入申请数量。"),
    model=Ticket,
    dated_by="received_on",
    build=_build,
    unit=_("件"),
    icon="hotline",
    unique=("number",),
    columns=(
        BookColumn("number", _("工单编号"), Entry.TEXT, example="12345-2019-0001"),
        BookColumn("received_on", _("收到日期"), Entry.DATE, example="2019-03-12"),
        BookColumn(
            "kind", _("诉求类别"), Entry.CHOICE, choices=lambda: TicketKind.choices,
            is_filter=True, example="咨询",
        ),
        BookColumn("subject", _("诉求内容"), Entry.TEXT, example="咨询农田灌溉缴费标准"),
        BookColumn(
            "closed_on", _("办结日期"), Entry.DATE, required=False, example="2019-03-15",
            hint=_("尚未办结的留空。"),
        ),
        BookColumn(
            "reply", _("答复内容"), Entry.LONG_TEXT, required=False, in_list=False,
            example="已答复缴费标准和缴费地点",
        ),
        BookColumn(
            "satisfied", _("回访评价"), Entry.CHOICE, required=False, in_list=False,
            choices=lambda: Satisfaction.choices, example="满意",
        ),
    ),
)  # fmt: skip
BOOKS = (TICKETS,)
