"""The clock's answer as a page of text: the date, a small calendar, what was left out, why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from gongkai.rules.clock import CountedDay, Mark, Result
from gongkai.rules.workdays import Calendar

MOST_MONTHS = 24  # a longer calendar is not compact any more; the list of reasons says it all
CELL = 6


@dataclass(frozen=True, slots=True)
class Words:
    """The page's words in one language; `marks` are two columns wide."""

    weekdays: tuple[str, ...]
    marks: dict[Mark, str]
    legend: dict[Mark, str]
    due: str
    none: str
    provisional: str
    calendar: str
    reasons: str
    findings: str
    sources: str
    to: str
    list_comma: str
    colon: str
    remark_provisional: str
    remark_region: str


CHINESE = Words(
    weekdays=("一", "二", "三", "四", "五", "六", "日"),
    marks={
        Mark.START: "起",
        Mark.WEEKEND: "休",
        Mark.HOLIDAY: "假",
        Mark.CONSULTING: "征",
        Mark.AWAITING_CLARIFICATION: "补",
        Mark.AWAITING_FEE: "费",
        Mark.VOID: "废",
        Mark.EXPIRED: "过",
        Mark.AGREED: "延",
    },
    legend={
        Mark.COUNTED: "数字 第几个工作日",
        Mark.START: "起 期限开始当日",
        Mark.WEEKEND: "休 星期六、星期日",
        Mark.HOLIDAY: "假 节假日",
        Mark.CONSULTING: "征 征求意见",
        Mark.AWAITING_CLARIFICATION: "补 等待补正",
        Mark.AWAITING_FEE: "费 等待缴费",
        Mark.VOID: "废 重新起算前",
        Mark.EXPIRED: "过 期限已届满",
        Mark.AGREED: "延 另行确定的期限内",
    },
    due="答复期限：",
    none="答复期限：尚不能确定",
    provisional="（暂定）",
    calendar="日历",
    reasons="说明",
    findings="发现的问题",
    sources="依据",
    to=" 至 ",
    list_comma="、",
    colon="：",
    remark_provisional="提示：期限为暂定，放假安排通知公布后请用 --notice 重新计算。",
    remark_region="提示：没有录入该地区本地的放假通知，按全国统一安排计算。",
)
ENGLISH = Words(
    weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    marks={
        Mark.START: "st",
        Mark.WEEKEND: "--",
        Mark.HOLIDAY: "ho",
        Mark.CONSULTING: "co",
        Mark.AWAITING_CLARIFICATION: "cl",
        Mark.AWAITING_FEE: "fe",
        Mark.VOID: "vo",
        Mark.EXPIRED: "ex",
        Mark.AGREED: "ag",
    },
    legend={
        Mark.COUNTED: "number: working day counted",
        Mark.START: "st: the day a period begins",
        Mark.WEEKEND: "--: Saturday, Sunday",
        Mark.HOLIDAY: "ho: holiday",
        Mark.CONSULTING: "co: consultation",
        Mark.AWAITING_CLARIFICATION: "cl: awaiting clarification",
        Mark.AWAITING_FEE: "fe: awaiting payment",
        Mark.VOID: "vo: before the period restarted",
        Mark.EXPIRED: "ex: after the period ended",
        Mark.AGREED: "ag: within the later date set",
    },
    due="Due on: ",
    none="Due on: not known yet",
    provisional=" (provisional)",
    calendar="Calendar",
    reasons="Reasons",
    findings="Findings",
    sources="Sources",
    to=" to ",
    list_comma=", ",
    colon=": ",
    remark_provisional="Note: the date is provisional; compute it again with --notice once the "
    "holiday notice is out.",
    remark_region="Note: no notice of this region itself is on file; the country's calendar is "
    "used.",
)
LANGUAGES = {"zh": CHINESE, "en": ENGLISH}


def page(result: Result, lang: str) -> str:
    """Return the answer as text."""
    words = LANGUAGES[lang]
    english = words is ENGLISH
    lines = [_headline(result, words), result.summary_en if english else result.summary]
    if result.findings:
        lines += ["", f"{words.findings}{words.colon.rstrip()}"]
        for finding in result.findings:
            lines.append(f"  ! {finding.message_en if english else finding.message}")
            lines.append(f"    {finding.source}")
    months = {(day.on.year, day.on.month) for day in result.days}
    if len(months) <= MOST_MONTHS:
        lines += ["", f"{words.calendar}{words.colon.rstrip()}", *_calendar(result.days, words)]
    lines += ["", f"{words.reasons}{words.colon.rstrip()}", *_reasons(result.days, words)]
    lines += ["", f"{words.sources}{words.colon.rstrip()}"]
    lines += [f"  {source}" for source in result.sources]
    return "\n".join(lines)


def remarks(result: Result, calendar: Calendar, lang: str) -> Iterator[str]:
    """Yield what the reader should know beside the answer."""
    words = LANGUAGES[lang]
    if result.provisional:
        yield words.remark_provisional
    if calendar.region and not calendar.has_regional_notices:
        yield words.remark_region


def _headline(result: Result, words: Words) -> str:
    if result.due_on is None:
        return words.none
    weekday = words.weekdays[result.due_on.weekday()]
    named = f"（星期{weekday}）" if words is CHINESE else f" ({weekday})"
    doubt = words.provisional if result.provisional else ""
    return f"{words.due}{result.due_on.isoformat()}{named}{doubt}"


def _calendar(days: Iterable[CountedDay], words: Words) -> Iterator[str]:
    days = list(days)
    head = " ".join(_padded(f"  {name}", words) for name in words.weekdays).rstrip()
    for (year, month), of_month in groupby(days, key=lambda day: (day.on.year, day.on.month)):
        yield f"  {year}-{month:02}"
        yield f"  {head}"
        weeks = groupby(of_month, key=lambda day: day.on - timedelta(days=day.on.weekday()))
        for _, week in weeks:
            cells = {day.on.weekday(): _cell(day, words) for day in week}
            row = " ".join(cells.get(weekday, " " * CELL) for weekday in range(7))
            yield f"  {row.rstrip()}"
    used = {day.mark for day in days}
    yield "  " + "  ".join(text for mark, text in words.legend.items() if mark in used)


def _cell(day: CountedDay, words: Words) -> str:
    return f"{day.on.day:2}[{words.marks.get(day.mark) or format(day.number, '2')}]"


def _padded(text: str, words: Words) -> str:
    wide = 1 if words is CHINESE else 0  # one character of a head takes two columns
    return text.ljust(CELL - wide)


def _reasons(days: Iterable[CountedDay], words: Words) -> Iterator[str]:
    """Yield each reason once with its dates; plain weekends and plain counted days go unsaid."""
    dates: dict[str, list[date]] = {}
    for day in days:
        why = day.why_en if words is ENGLISH else day.why
        plain = day.mark is Mark.WEEKEND or why in {"计入", "counted"}
        if not plain:
            dates.setdefault(why, []).append(day.on)
    for why, on in dates.items():
        yield f"  {why}{words.colon}{words.list_comma.join(_ranges(on, words))}"


def _ranges(days: list[date], words: Words) -> Iterator[str]:
    runs = groupby(enumerate(days), key=lambda pair: pair[1] - timedelta(days=pair[0]))
    for _, run in runs:
        first, *rest = [day for _, day in run]
        yield f"{first}{words.to}{rest[-1]}" if rest else first.isoformat()
