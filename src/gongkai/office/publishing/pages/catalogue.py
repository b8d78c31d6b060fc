"""The body's catalogue (主动公开目录): each entry with what is there and by when it is renewed."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.office.publishing import categories
from gongkai.office.publishing.pages import names
from gongkai.office.publishing.pages.deadline import Today
from gongkai.rules import catalogue
from gongkai.rules.catalogue import CatalogueEntry, Freshness, Record, Standing
from gongkai.web.facts.parts import Due, Tag, Tone
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.words import day

_STATES = {
    Freshness.FRESH: (gettext_lazy("更新及时"), "good", "check"),
    Freshness.DUE_SOON: (gettext_lazy("该更新了"), "attention", "clock"),
    Freshness.STALE: (gettext_lazy("逾期未更新"), "bad", "warning"),
    Freshness.EMPTY: (gettext_lazy("空白"), "bad", "error"),
    Freshness.NIL_RETURNED: (gettext_lazy("本期无"), "plain", "check"),
    Freshness.NOT_NEEDED: (gettext_lazy("不涉及"), "plain", "dot"),
}


def entries(body: Body, on: date) -> list[CatalogueEntry]:
    """Return the entries that a body of this level and kind has, and under which it publishes."""
    whole = catalogue.walk(catalogue.for_body(body.level, body.kind, on))
    published_under = {key for key, _words in categories.choices()}
    return [each for each in whole if each.key in published_under]


def table(
    found: Iterable[CatalogueEntry], records: Mapping[str, Record], code: str, *, today: Today,
    may_write: bool,
) -> DataTable:  # fmt: skip
    """Return the catalogue as a table: how much is there, how old, by when, and where to begin."""
    columns = [
        Column(_("目录条目"), "main"), Column(_("状态"), "fixed"), Column(_("最迟更新"), "fixed"),
        Column(_("条数"), "figure"), Column(_("最新一条"), "fixed"),
    ]  # fmt: skip
    if may_write:
        columns += [Column(_("起草"), "fixed"), Column(_("本期无"), "fixed")]
    return DataTable(
        caption=_("主动公开目录"),
        columns=tuple(columns),
        rows=tuple(
            _row(each, records.get(each.key, Record()), code, today, may_write=may_write)
            for each in found
        ),
        empty=Empty(_("这一类机关没有法定主动公开的条目。")),
    )


def _row(entry: CatalogueEntry, record: Record, code: str, today: Today, *, may_write: bool) -> Row:
    standing = catalogue.state(entry, record, today.on, calendar=today.calendar)
    listed = reverse("publishing:list", args=[code])
    cells = [
        Cell(names.category(entry.key), kind="main",
             url=f"{listed}?place=published&category={entry.key}", under=_why(standing)),
        Cell(kind="fixed", tag=_tag(standing)),
        Cell("—", kind="fixed", due=_due(standing, today)),
        Cell(str(record.count), kind="figure"),
        Cell(day(record.newest_on, get_language() or "") if record.newest_on else "—", "fixed"),
    ]  # fmt: skip
    if may_write:
        new = f"{reverse('publishing:new', args=[code])}?category={entry.key}"
        cells.append(Cell(_("起草"), "fixed", url=new))
        nil = Cell(_("登记本期无"), "fixed", url=f"{new}&nil=1")
        cells.append(nil if entry.allows_nil else Cell("—", "fixed"))
    return Row(tuple(cells))


def _tag(standing: Standing) -> Tag:
    words, tone, icon = _STATES[standing.state]
    shown: Tone = tone  # type: ignore[assignment] # one of the tones
    return Tag(str(words), shown, icon)


def _why(standing: Standing) -> str:
    return standing.why_en if names.is_english() else standing.why


def _due(standing: Standing, today: Today) -> Due | None:
    by = standing.act_by or standing.stale_on
    if by is None:
        return None
    on_text = day(by, get_language() or "")
    if by < today.on:
        return Due(_("已过"), "bad", "warning", on_text)
    left = today.calendar.working_days(today.on, by)
    tone: Tone = "attention" if standing.state is Freshness.DUE_SOON else "plain"
    return Due(_("还剩 %(days)s 个工作日") % {"days": left}, tone, "clock", on_text)
