"""The year in charts: postings and hotline by month, requests by result, training by topic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.annual_reports import gathering
from gongkai.office.annual_reports.pages import names
from gongkai.office.annual_reports.queries import Reading
from gongkai.office.records.counting import Traits
from gongkai.rules.ledger import Measure, Number
from gongkai.web.charts import Chart, Point, Series

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class _Monthly:
    """A chart of columns by month: what a room counted, grouped by one trait or by all."""

    identifier: str
    title: Promise
    unit: Promise
    measure: Measure
    room: str
    book: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A chart of bars: the year's facts of a measure by the values of one trait."""

    identifier: str
    title: Promise
    unit: Promise
    measure: Measure
    trait: str


_CHARTS: tuple[_Monthly | _Ranked, ...] = (
    _Monthly("postings", gettext_lazy("各渠道每月公开信息"), gettext_lazy("条"),
             Measure.POSTINGS, "channels", "postings", by="family"),
    _Monthly("decisions", gettext_lazy("每月行政处理决定"), gettext_lazy("件"),
             Measure.DECISIONS, "publishing", "monthly_counts"),
    _Ranked("outcomes", gettext_lazy("申请办理结果"), gettext_lazy("件"),
            Measure.REQUESTS_CLOSED, "outcome"),
    _Monthly("hotline", gettext_lazy("每月热线工单"), gettext_lazy("件"),
             Measure.HOTLINE_RECEIVED, "hotline", "tickets"),
    _Ranked("training", gettext_lazy("各专题培训人次"), gettext_lazy("人次"),
            Measure.TRAINING_ATTENDANCES, "topic"),
)  # fmt: skip


def of_year(reading: Reading, *, is_public: bool = False) -> list[Chart]:
    """Return the charts that have something to show; for the public, without links to records."""
    made = (
        _by_month(reading, each, is_public=is_public)
        if isinstance(each, _Monthly)
        else _by_trait(reading, each)
        for each in _CHARTS
    )
    return [chart for chart in made if chart is not None]


def _by_month(reading: Reading, told: _Monthly, *, is_public: bool) -> Chart | None:
    version = reading.version
    spread = gathering.ROOMS[told.room].months(
        told.measure, body_id=version.body_id, year=version.report.year, as_of=version.as_of
    )
    if not spread:
        return None
    url = reverse("registers:list", args=[reading.body.code, told.book])
    link: Callable[[int], str] = partial("{}?year={}&month={}".format, url, version.report.year)
    if is_public:
        link = _nowhere
    series = tuple(
        Series(name, _months(by_month, link))
        for name, by_month in _named(reading, spread, told.by).items()
    )
    return Chart(
        told.identifier, "columns", str(told.title), _("每月合计，共 12 个月。"), str(told.unit),
        series, _("月份"),
    )  # fmt: skip


def _nowhere(_month: int) -> str:
    return ""


def _named(
    reading: Reading, spread: dict[Traits, dict[int, Number]], by: str
) -> dict[str, dict[int, Number]]:
    """Return the months by the name of their group; `by` groups by one trait alone."""
    name_of = names.GroupNames(reading.form)
    named: dict[str, dict[int, Number]] = {}
    for traits, by_month in spread.items():
        name = name_of.value(by, dict(traits)[by]) if by else name_of.traits(traits)
        months = named.setdefault(name, {})
        for month, quantity in by_month.items():
            months[month] = months.get(month, 0) + quantity
    return named


def _months(by_month: dict[int, Number], link: Callable[[int], str]) -> tuple[Point, ...]:
    return tuple(
        Point(_("%(month)s月") % {"month": month}, float(by_month.get(month, 0)), link(month))
        for month in MONTHS
    )


def _by_trait(reading: Reading, told: _Ranked) -> Chart | None:
    sums: dict[str, Number] = {}
    for fact in reading.facts:
        if fact.measure is told.measure:
            value = fact.trait(told.trait) or ""
            sums[value] = sums.get(value, 0) + fact.quantity
    if not sums:
        return None
    name_of = names.GroupNames(reading.form)
    points = tuple(
        Point(name_of.value(told.trait, value), float(quantity))
        for value, quantity in _ranked(sums)
    )
    return Chart(
        told.identifier, "bars", str(told.title), _("按数量从多到少排列。"), str(told.unit),
        (Series(str(told.title), points),), _("类别"),
    )  # fmt: skip


def _ranked(sums: dict[str, Number]) -> Iterable[tuple[str, Number]]:
    return sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
