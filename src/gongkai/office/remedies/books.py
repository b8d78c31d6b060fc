"""The register of reconsideration and litigation (行政复议、行政诉讼台账)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.office.records import actions as records
from gongkai.office.registers.book import Book, BookColumn, Entry
from gongkai.office.remedies.models import Proceeding, ProceedingKind, Result
from gongkai.office.requests import queries as requests


def _with_case(values: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the number of the case that a clerk writes into the case itself."""
    fields = dict(values)
    if "case_number" in fields:
        number = (fields.pop("case_number") or "").strip()
        standing = requests.by_number(number) if number else None
        if number and standing is None:
            raise ValidationError(
                {
                    "case_number": gettext(
                        "本机关没有登记编号为“%(number)s”的申请，请核对编号，或者留空。"
                    )
                    % {"number": number}
                }
            )
        fields["case_id"] = standing.case_id if standing else None
    return fields


def _build(body_id: int, values: Mapping[str, Any]) -> Proceeding:
    return Proceeding(body_id=body_id, **_with_case(values))


def _correct(
    old: Proceeding, changed: Mapping[str, Any], *, reason: str, by: Any, at: datetime
) -> Proceeding:
    return records.correct(old, _with_case(changed), reason=reason, by=by, at=at)


PROCEEDINGS = Book(
    key="proceedings",
    title=_("复议诉讼台账"),
    summary=_("因政府信息公开工作被申请行政复议、提起行政诉讼的案件，一案一条。"),
    model=Proceeding,
    dated_by="filed_on",
    build=_build,
    correct=_correct,
    unit=_("件"),
    icon="remedy",
    unique=("number",),
    columns=(
        BookColumn(
            "kind", _("案件类别"), Entry.CHOICE, choices=lambda: ProceedingKind.choices,
            is_filter=True, example="行政复议",
        ),
        BookColumn("number", _("案号"), Entry.TEXT, example="盐政复〔2019〕1号"),
        BookColumn("organ", _("复议机关或法院"), Entry.TEXT, example="盐池县人民政府"),
        BookColumn("filed_on", _("受理日期"), Entry.DATE, example="2019-06-10"),
        BookColumn(
            "result", _("审理结果"), Entry.CHOICE, required=False, is_filter=True,
            choices=lambda: Result.choices, hint=_("尚未审结的留空。"), example="结果维持",
        ),
        BookColumn(
            "closed_on", _("审结日期"), Entry.DATE, required=False, hint=_("尚未审结的留空。"),
            example="2019-08-01",
        ),
        BookColumn(
            "ground", _("结果依据"), Entry.TEXT, required=False, in_list=False,
            hint=_("写明条款，如《行政复议法》第六十八条。"), example="《行政复议法》第六十八条",
        ),
        BookColumn(
            "case_number", _("所涉申请编号"), Entry.TEXT, required=False, in_list=False,
            hint=_("写依申请公开台账中的登记编号；不涉及某件申请的留空。"),
        ),
    ),
)  # fmt: skip
BOOKS = (PROCEEDINGS,)
