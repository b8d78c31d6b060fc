"""The year in charts: postings and hotline by month, requests by result, training by topic."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.annual_reports import gathering
from gongkai.office.annual_reports.pages import names
from gongkai.office.annual_reports.queries import Reading
from gongkai.rules.ledger import Measure, Number
from gongkai.web.charts import Chart, Point, Series

MONTHS = range(1, 13)


def of_year(reading: Reading) -> list[Chart]:
    """Return the charts that have something to show."""
    made = [
        _by_month(
            reading, "postings", Measure.POSTINGS, "channels", "postings",
            title=_("各渠道每月公开信息"), unit=_("条"),
        ),
        _by_month(
            reading, "decisions", Measure.DECISIONS, "publishing", "monthly-counts",
            title=_("每月行政处理决定"), unit=_("件"),
        ),
        _by_trait(reading, "outcomes", Measure.REQUESTS_CLOSED, "outcome",
                  title=_("申请办理结果"), unit=_("件")),
        _by_month(
            reading, "hotline", Measure.HOTLINE_RECEIVED, "hotline", "tickets",
            title=_("每月热线工单"), unit=_("件"),
        ),
        _by_trait(reading, "training", Measure.TRAINING_ATTENDANCES, "topic",
                  title=_("各专题培训人次"), unit=_("人次")),
    ]  # fmt: skip
    return [chart for chart in made if chart is not None]


def _by_month(
    reading: Reading, identifier: str, measure: Measure, room: str, book: str, *, title: str,
    unit: str,
) -> Chart | None:  # fmt: skip
    version = reading.version
    spread = gathering.ROOMS[room].months(
        measure, body_id=version.body_id, year=version.report.year, as_of=version.as_of
    )
    if not spread:
        return None
    url = reverse("registers:list", args=[reading.body.code, book])
    name_of = names.GroupNames(reading.form).traits
    link = lambda month: f"{url}?year={version.report.year}&month={month}"  # noqa: E731
    series = tuple(
        Series(name_of(traits), _months(by_month, link)) for traits, by_month in spread.items()
    )
    return Chart(identifier, "columns", title, _("每月合计，共 12 个月。"), unit, series, _("月份"))


def _months(by_month: dict[int, Number], link: Callable[[int], str]) -> tuple[Point, ...]:
    return tuple(
        Point(_("%(month)s月") % {"month": month}, float(by_month.get(month, 0)), link(month))
        for month in MONTHS
    )


def _by_trait(
    reading: Reading, identifier: str, measure: Measure, trait: str, *, title: str, unit: str
) -> Chart | None:
    sums: dict[str, Number] = {}
    for fact in reading.facts:
        if fact.measure is measure:
            value = fact.trait(trait) or ""
            sums[value] = sums.get(value, 0) + fact.quantity
    if not sums:
        return None
    name_of = names.GroupNames(reading.form).traits
    points = tuple(
        Point(name_of([(trait, value)]), float(quantity)) for value, quantity in _ranked(sums)
    )
    return Chart(identifier, "bars", title, _("按数量从多到少排列。"), unit,
                 (Series(title, points),), _("类别"))  # fmt: skip


def _ranked(sums: dict[str, Number]) -> Iterable[tuple[str, Number]]:
    return sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
