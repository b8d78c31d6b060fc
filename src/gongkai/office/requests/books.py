"""The register of requests (依申请公开台账)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.office.registers.book import Book, BookColumn, Entry
from gongkai.office.requests import outcomes
from gongkai.office.requests.actions import registering
from gongkai.office.requests.models import Applicant, CaseStanding


def _case_url(code: str, standing: CaseStanding) -> str:
    return reverse("requests:case", args=[code, standing.key])


REQUESTS = Book(
    key="requests",
    title=_("依申请公开台账"),
    summary=_("收到的政府信息公开申请，一件一条；补正、征求意见、延期、答复在申请的页面办理。"),
    model=CaseStanding,
    dated_by="received_on",
    build=registering.build,
    append=registering.append,
    correct=registering.correct,
    withdraw=registering.withdraw,
    detail_url=_case_url,
    unit=_("件"),
    icon="request",
    unique=("number",),
    spans_years=True,
    columns=(
        BookColumn("number", _("登记编号"), Entry.TEXT, example="2019-0001"),
        BookColumn("received_on", _("收到日期"), Entry.DATE, example="2019-03-12"),
        BookColumn(
            "applicant", _("申请人类别"), Entry.CHOICE, choices=lambda: Applicant.choices,
            is_filter=True, example="自然人",
        ),
        BookColumn(
            "description", _("申请内容"), Entry.LONG_TEXT,
            hint=_("写所申请的政府信息，不写申请人姓名、证件号码和联系方式。"),
            example="2018 年全乡农村危房改造补助发放情况",
        ),
        BookColumn(
            "outcome", _("办理结果"), Entry.CHOICE, required=False, is_filter=True,
            choices=outcomes.choices, hint=_("尚未办结的留空。"), example="予以公开",
        ),
        BookColumn(
            "closed_on", _("办结日期"), Entry.DATE, required=False, hint=_("尚未办结的留空。"),
            example="2019-03-28",
        ),
        BookColumn(
            "grounds", _("理由和依据"), Entry.LONG_TEXT, required=False, in_list=False,
            hint=_("不予公开、无法提供、不予处理的，写明事实和条款。"),
        ),
    ),
)  # fmt: skip
BOOKS = (REQUESTS,)
