"""The books of items, normative documents, powers and monthly counts."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.office.publishing import categories
from gongkai.office.publishing.models import (
    CountedMeasure,
    DocumentKind,
    Format,
    MonthlyCount,
    NormativeDocument,
    Power,
    PowerItem,
    Publication,
)
from gongkai.office.records.models import LedgerRecord
from gongkai.office.registers.book import Book, BookColumn, Entry
from gongkai.web.facts.parts import Link


def _builder(model: type[LedgerRecord]) -> Callable[[int, Mapping[str, Any]], LedgerRecord]:
    def build(body_id: int, values: Mapping[str, Any]) -> LedgerRecord:
        return model(body_id=body_id, **values)

    return build


def _source(code: str, record: Any) -> Link | None:
    if not record.item_code:
        return None
    return Link(
        str(_("打开信息")), reverse("publishing:item", args=[code, record.item_code]), "file"
    )


_ITEMS = Book(
    key="publications",
    title=_("主动公开信息"),
    summary=_("本机关主动公开的每一条信息，按条例第二十条的类别登记；政策解读一并登记。"),
    model=Publication,
    dated_by="published_on",
    unit=_("条"),
    icon="file",
    build=_builder(Publication),
    source_link=_source,
    columns=(
        BookColumn("title", _("标题"), Entry.TEXT, example="关于做好春季防火工作的通知"),
        BookColumn("doc_no", _("文号"), Entry.TEXT, required=False, example="冯政发〔2019〕5号"),
        BookColumn(
            "category", _("公开类别"), Entry.CHOICE, choices=categories.choices, is_filter=True,
            hint=_("《政府信息公开条例》第二十条的项次。"),
        ),
        BookColumn("created_on", _("成文日期"), Entry.DATE, in_list=False, example="2019-3-1"),
        BookColumn(
            "published_on", _("公开日期"), Entry.DATE, example="2019-3-5",
            hint=_("应当自形成或者变更之日起20个工作日内公开（条例第二十六条）。"),
        ),
        BookColumn(
            "format", _("表现形式"), Entry.CHOICE, choices=lambda: Format.choices, is_filter=True
        ),
        BookColumn(
            "is_interpretation", _("政策解读"), Entry.YES_NO, required=False, is_filter=True,
            hint=_("解读政策文件的材料选“是”。"),
        ),
    ),
)  # fmt: skip
_DOCUMENTS = Book(
    key="normative_documents",
    title=_("规章和规范性文件"),
    summary=_("本机关制发的规章、行政规范性文件及其公开、废止日期。"),
    model=NormativeDocument,
    dated_by="made_on",
    spans_years=True,
    unit=_("件"),
    icon="book",
    build=_builder(NormativeDocument),
    source_link=_source,
    columns=(
        BookColumn("title", _("标题"), Entry.TEXT, example="冯记沟乡草原禁牧管理办法"),
        BookColumn("doc_no", _("文号"), Entry.TEXT, required=False, example="冯政规发〔2019〕1号"),
        BookColumn(
            "kind", _("种类"), Entry.CHOICE, choices=lambda: DocumentKind.choices, is_filter=True,
            hint=_("规章只由国务院部门和省级、设区的市级人民政府制定。"),
        ),
        BookColumn("made_on", _("成文日期"), Entry.DATE, example="2019-3-1"),
        BookColumn("published_on", _("公开日期"), Entry.DATE, required=False, example="2019-3-5"),
        BookColumn(
            "repealed_on", _("废止日期"), Entry.DATE, required=False,
            hint=_("自这一天起不再有效；现行有效的不填。"),
        ),
    ),
)  # fmt: skip
_POWERS = Book(
    key="power_items",
    title=_("权责事项"),
    summary=_("本机关的行政许可、处罚、强制、收费等事项，及其开始和取消日期。"),
    model=PowerItem,
    dated_by="from_on",
    spans_years=True,
    unit=_("项"),
    icon="list",
    build=_builder(PowerItem),
    columns=(
        BookColumn("name", _("事项名称"), Entry.TEXT, example="对违规使用草原的处罚"),
        BookColumn(
            "power", _("类别"), Entry.CHOICE, choices=lambda: Power.choices, is_filter=True
        ),
        BookColumn("basis", _("设定依据"), Entry.TEXT, required=False, in_list=False),
        BookColumn("from_on", _("开始实施日期"), Entry.DATE, example="2018-1-1"),
        BookColumn(
            "until_on", _("取消日期"), Entry.DATE, required=False,
            hint=_("自这一天起不再实施；仍在实施的不填。"),
        ),
    ),
)  # fmt: skip
_COUNTS = Book(
    key="monthly_counts",
    title=_("业务系统统计数"),
    summary=_("许可、处罚、强制、收费、采购等由业务系统产生的数量，按月、按部门登记并注明来源。"),
    model=MonthlyCount,
    dated_by="month",
    counts="quantity",
    counts_by="measure",
    unit="",
    icon="table",
    build=_builder(MonthlyCount),
    unique=("measure", "month", "department"),
    columns=(
        BookColumn("month", _("月份"), Entry.MONTH, example="2019年3月"),
        BookColumn(
            "measure", _("统计事项"), Entry.CHOICE, choices=lambda: CountedMeasure.choices,
            is_filter=True, hint=_("处理决定含依法不公开的决定。"),
        ),
        BookColumn("department", _("报送部门"), Entry.TEXT, example="综合执法办公室"),
        BookColumn(
            "quantity", _("数量"), Entry.MONEY, example="15",
            hint=_("单位见统计事项；金额以万元计，最多六位小数。"),
        ),
        BookColumn(
            "source_system", _("来源系统"), Entry.TEXT, example="行政执法综合管理监督平台"
        ),
    ),
)  # fmt: skip

BOOKS = (_ITEMS, _DOCUMENTS, _POWERS, _COUNTS)
