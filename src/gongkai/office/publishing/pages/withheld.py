"""What is withheld, as a table: on which grounds, by whom, and when it is looked at again."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import Withholding
from gongkai.office.publishing.pages import names
from gongkai.web.facts.parts import Due
from gongkai.web.facts.story import SummaryItem
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.words import day, moment

SOON_DAYS = 30


def table(found: Iterable[Withholding], code: str, *, today: date, may_reassess: bool) -> DataTable:
    """Return what is withheld as a table; the due day leads to the reassessment."""
    return DataTable(
        caption=_("不予公开的信息"),
        columns=(
            Column(_("标题"), "main"), Column(_("再次评估"), "fixed"), Column(_("事由")),
            Column(_("理由")), Column(_("决定"), "fixed"),
        ),
        rows=tuple(_row(each, code, today, may_reassess) for each in found),
        empty=Empty(_("没有不予公开的信息。"), _("保密审查决定不予公开的会列在这里。")),
    )  # fmt: skip


def _row(held: Withholding, code: str, today: date, may_reassess: bool) -> Row:  # noqa: FBT001 - of one table
    url = reverse("publishing:reassess", args=[code, held.pk]) if may_reassess else ""
    decided = day(timezone.localdate(held.decided_at), get_language() or "")
    return Row((
        Cell(held.version.title, kind="main", lang="zh-CN",
             url=reverse("publishing:item", args=[code, held.item.code])),
        Cell(kind="fixed", due=_due(held.reassess_on, today, url)),
        Cell(_grounds(held)),
        Cell(held.reason, lang="zh-CN"),
        Cell(decided, kind="fixed", under=str(held.decided_by)),
    ))  # fmt: skip


def _due(on: date, today: date, url: str) -> Due:
    on_text = day(on, get_language() or "")
    left = (on - today).days
    if left < 0:
        return Due(_("已逾期 %(days)s 天") % {"days": -left}, "bad", "warning", on_text, url)
    if left <= SOON_DAYS:
        return Due(_("还剩 %(days)s 天") % {"days": left}, "attention", "clock", on_text, url)
    return Due(_("未到期"), "plain", "calendar", on_text, url)


def _grounds(held: Withholding) -> str:
    return names.joined(names.ground(each) for each in held.grounds)


def facts(held: Withholding) -> tuple[SummaryItem, ...]:
    """Return what was decided, for the page of the reassessment."""
    language = get_language() or ""
    decided = moment(timezone.localtime(held.decided_at), language)
    return (
        SummaryItem(_("标题"), held.version.title, is_official=True),
        SummaryItem(_("事由"), _grounds(held)),
        SummaryItem(_("理由"), held.reason, is_official=True),
        SummaryItem(_("决定"), f"{held.decided_by} {decided}", is_official=True),
        SummaryItem(_("再次评估"), day(held.reassess_on, language)),
    )  # fmt: skip
