"""What was public where on a day, and how that is known: the ledger as a table."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.channels.models import Act
from gongkai.office.channels.pages import deliveries
from gongkai.office.channels.queries import Known
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row


def table(known: Sequence[Known], code: str, *, caption: str) -> DataTable:
    """Return it channel by channel, each line with its proof."""
    return DataTable(
        caption=caption,
        columns=(
            Column(_("渠道"), "main"), Column(_("标题")), Column(_("公开时间"), "fixed"),
            Column(_("结束时间"), "fixed"), Column(_("状态"), "fixed"), Column(_("凭证")),
        ),
        rows=tuple(_row(each, code) for each in known),
        empty=Empty(_("没有记录。"), _("这里只列出经系统投放并确认的内容。")),
    )  # fmt: skip


def _row(known: Known, code: str) -> Row:
    delivery = known.delivery
    act = f"{Act(delivery.act).label}：" if delivery.is_withdrawal else ""
    return Row((
        Cell(
            delivery.channel.name, "main",
            reverse("channels:delivery", args=[code, delivery.key]), lang="zh-CN",
        ),
        Cell(f"{act}{delivery.title}", under=_("第%s版") % delivery.version, lang="zh-CN"),
        Cell(deliveries.moment(delivery.shown_at), "fixed"),
        Cell(deliveries.moment(delivery.withdrawn_at), "fixed"),
        Cell(kind="fixed", tag=deliveries.tag(delivery)),
        Cell(_proof(known), lang="zxx" if known.proofs else ""),
    ))  # fmt: skip


def _proof(known: Known) -> str:
    said = [each.url or (each.file.name if each.file else each.note) for each in known.proofs]
    return "；".join(dict.fromkeys(said)) or _("系统记录")
