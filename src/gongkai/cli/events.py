"""Events written on the command line (KIND=DATE), read strictly into the clock's events."""

import re
from datetime import date

from gongkai.cli.refusal import Refusal
from gongkai.rules.lifecycle import Event, Kind

LAST_YEAR = 2100
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DAYS = re.compile(r"[+-]?\d{1,6}", re.ASCII)
NAMED = (Kind.CONSULTATION_BEGAN, Kind.CONSULTATION_ENDED)
KINDS = tuple(kind for kind in Kind if kind is not Kind.RECEIVED)


def read_date(text: str, what: str, what_en: str) -> date:
    """Return an ISO date, or refuse with a sentence that names the place."""
    text = text.strip()
    try:
        if not DATE.fullmatch(text):
            raise ValueError(text)
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal(
            f"{what}“{_shown(text)}”不是有效日期，请写成 2024-03-05 的形式。",
            f"{what_en} {_shown(text)!r} is not a date: write it like 2024-03-05.",
        ) from None
    if day.year > LAST_YEAR:
        raise Refusal(
            f"{what}“{text}”超出可以计算的范围（至{LAST_YEAR}年底），请核对年份。",
            f"{what_en} {text} lies beyond the end of {LAST_YEAR}: check the year.",
        )
    return day


def read_event(text: str) -> Event:
    """Return the event that KIND=DATE, extended=DATE:DAYS or the like spells."""
    name, equals, value = text.partition("=")
    kind = _kind(name.strip(), text)
    if not equals or not value.strip():
        raise Refusal(
            f"事项“{_shown(text)}”没有写日期，请写成 {kind}=2024-03-05 的形式。",
            f"The event {_shown(text)!r} has no date: write it like {kind}=2024-03-05.",
        )
    day, colon, more = value.partition(":")
    on = read_date(day, f"事项 {kind} 的日期", f"The date of {kind}")
    if kind is Kind.EXTENDED:
        return Event(kind, on, working_days=_days(more, text))
    if kind is Kind.DEADLINE_AGREED:
        later = read_date(more, f"事项 {kind} 另行确定的日期", f"The later date of {kind}")
        return Event(kind, on, until=later)
    if colon and kind not in NAMED:
        raise Refusal(
            f"事项“{_shown(text)}”只写日期，如 {kind}=2024-03-05。",
            f"The event {_shown(text)!r} takes a date and nothing else, like {kind}=2024-03-05.",
        )
    return Event(kind, on, matter=more.strip())


def _kind(name: str, text: str) -> Kind:
    if name == Kind.RECEIVED:
        raise Refusal(
            "收到日期写在 RECEIVED_ON 处，不作为 --event。",
            "The day of receipt is the argument RECEIVED_ON, not an --event.",
        )
    try:
        return Kind(name)
    except ValueError:
        raise Refusal(
            f"不认识的事项“{_shown(name or text)}”。可用的事项：{'、'.join(KINDS)}。",
            f"Unknown event {_shown(name or text)!r}. Events: {', '.join(KINDS)}.",
        ) from None


def _days(text: str, whole: str) -> int:
    if not DAYS.fullmatch(text.strip()):
        raise Refusal(
            f"事项“{_shown(whole)}”没有写明延长几个工作日，请写成 extended=2024-03-29:20 的形式。",
            f"The event {_shown(whole)!r} does not say how many working days: "
            "write it like extended=2024-03-29:20.",
        )
    return int(text)


def _shown(text: str) -> str:
    """Return what was typed, cut short where it is long."""
    return text if len(text) <= 40 else f"{text[:40]}…"
