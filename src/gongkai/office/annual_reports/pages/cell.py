"""A figure and the records behind it: whose sum it is, in words, and each record to open."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.annual_reports import gathering
from gongkai.office.annual_reports.pages import names
from gongkai.office.annual_reports.queries import Reading
from gongkai.office.records.counting import RecordLine
from gongkai.office.registers.columns import lang_of
from gongkai.rules.ledger import Fact, Number, total
from gongkai.web.facts.story import RecordsSum
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row
from gongkai.web.words import day, plain

MOST_TERMS = 24
MOST_GROUPS_OPEN = 8
PAGE = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """Records of a figure: the sum in words, the table, and the way to the next page."""

    total: RecordsSum
    table: DataTable
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """What a figure is made of, and where its page lives."""

    facts: tuple[Fact, ...]
    url: str
    language: str


def opened(reading: Reading, trail: Trail, *, chosen: str, after: str) -> Opened:
    """Return the records behind a figure.

    Few groups are opened at once; many are listed as groups, and `chosen` opens one, a page at
    a time `after` the last record seen.
    """
    counted = [fact for fact in trail.facts if fact.record_count]
    names_of = names.GroupNames(reading.form)
    if chosen.isdecimal() and int(chosen) < len(counted):
        return _one_group(reading, trail, counted, int(chosen), after, names_of)
    few = len(counted) <= MOST_GROUPS_OPEN and sum(f.record_count for f in counted) <= PAGE
    return _records(reading, trail, counted, names_of) if few else _groups(trail, counted, names_of)


def _sum(whole: Number, terms: Sequence[Number], *, count: int, agrees: bool) -> RecordsSum:
    """Return `177 = 12 + 9 + …` with every term, or the last of many as their sum."""
    written = [plain(term) if term >= 0 else f"({plain(term)})" for term in terms]
    if len(terms) > MOST_TERMS:
        rest = sum(terms[MOST_TERMS:], start=0)
        written = [*written[:MOST_TERMS], plain(rest)]
    text = _("由%(count)s条台账记录相加而成。") % {"count": count} if count else ""
    return RecordsSum(plain(whole), "", tuple(written), text=text, agrees=agrees)


def _rows_of(reading: Reading, fact: Fact) -> Any:
    version = reading.version
    return gathering.ROOMS[fact.room].records(
        fact, body_id=version.body_id, year=version.report.year, as_of=version.as_of
    )


def _records(
    reading: Reading, trail: Trail, counted: list[Fact], names_of: names.GroupNames
) -> Opened:
    lines: list[RecordLine] = []
    for fact in counted:
        lines += gathering.ROOMS[fact.room].lines(fact, list(_rows_of(reading, fact)))
    lines.sort(key=lambda line: (line.on is None, line.on, line.text))
    whole, terms = total(counted), [line.quantity for line in lines]
    agrees = sum(terms) == whole
    if len(terms) > 1 and set(terms) == {1}:  # 138 = 1 + 1 + … says nothing: tell the groups
        sums = _sum_of_groups(counted, names_of, agrees=agrees)
    else:
        sums = _sum(whole, terms, count=len(terms), agrees=agrees)
    return Opened(sums, _table(reading, lines, trail.language))


def _sum_of_groups(
    counted: list[Fact], names_of: names.GroupNames, *, agrees: bool = True
) -> RecordsSum:
    """Return `1100 = 620（微信群） + 480（短信平台）`; one group alone needs no sum."""
    told = [
        _("%(count)s（%(group)s）") % {"count": plain(fact.quantity), "group": names_of(fact)}
        for fact in counted[:MOST_TERMS]
    ]
    if len(counted) > MOST_TERMS:
        told.append(plain(total(counted[MOST_TERMS:])))
    count = sum(fact.record_count for fact in counted)
    text = _("由%(count)s条台账记录相加而成。") % {"count": count} if count else ""
    parts = tuple(told) if len(told) > 1 else ()
    return RecordsSum(plain(total(counted)), "", parts, text=text, agrees=agrees)


def _groups(trail: Trail, counted: list[Fact], names_of: names.GroupNames) -> Opened:
    rows = tuple(
        Row((
            _group_cell(names_of(fact), f"{trail.url}?group={at}"),
            Cell(str(fact.record_count), kind="figure"),
            Cell(plain(fact.quantity), kind="figure"),
        ))
        for at, fact in enumerate(counted)
    )  # fmt: skip
    table = DataTable(
        caption=_("按类别汇总的记录"),
        columns=(
            Column(_("类别")), Column(_("记录条数"), "figure"), Column(_("计入数量"), "figure")
        ),
        rows=rows,
        empty=_empty(),
        total=(
            Cell(_("合计")),
            Cell(str(sum(fact.record_count for fact in counted)), kind="figure"),
            Cell(plain(total(counted)), kind="figure"),
        ),
    )  # fmt: skip
    return Opened(_sum_of_groups(counted, names_of), table)


def _group_cell(name: str, url: str) -> Cell:
    return Cell(name or _("全部"), url=url, lang=lang_of(name))


def _one_group(
    reading: Reading, trail: Trail, counted: list[Fact], at: int, after: str,
    names_of: names.GroupNames,
) -> Opened:  # fmt: skip
    fact = counted[at]
    rows = _rows_of(reading, fact).order_by("pk")
    found = rows.aggregate(sum=Sum("counted"))["sum"] or 0
    page = list(rows.filter(pk__gt=int(after or 0) if after.isdecimal() else 0)[: PAGE + 1])
    more = f"{trail.url}?group={at}&after={page[PAGE - 1].pk}" if len(page) > PAGE else ""
    lines = gathering.ROOMS[fact.room].lines(fact, page[:PAGE])
    sums = RecordsSum(
        plain(fact.quantity),
        "",
        (plain(Decimal(found)),),
        text=_("%(group)s：由%(count)s条台账记录相加而成。")
        % {"group": names_of(fact) or _("全部"), "count": fact.record_count},
        agrees=Decimal(found) == fact.quantity,
    )
    return Opened(sums, _table(reading, lines, trail.language), more)


def _table(reading: Reading, lines: Sequence[RecordLine], language: str) -> DataTable:
    code = reading.body.code
    return DataTable(
        caption=_("台账记录"),
        columns=(
            Column(_("内容"), "main"), Column(_("日期"), "fixed"), Column(_("来源")),
            Column(_("计入数量"), "figure"),
        ),
        rows=tuple(
            Row((
                Cell(line.text, kind="main", url=_record_url(code, line), lang="zh-CN"),
                Cell(day(line.on, language) if line.on else "", kind="fixed"),
                Cell(line.origin or _("经办登记"), lang="zh-CN"),
                Cell(plain(line.quantity), kind="figure"),
            ))
            for line in lines
        ),
        empty=_empty(),
    )  # fmt: skip


def _record_url(code: str, line: RecordLine) -> str:
    if not line.book:  # posts stand on the page of the organisation, in no register
        return reverse("bodies:organisation", args=[code])
    return reverse("registers:record", args=[code, line.book, line.key])


def _empty() -> Empty:
    return Empty(_("台账中没有相应记录，所以是 0。"), _("如有遗漏，请先在台账中登记，再重新汇总。"))
