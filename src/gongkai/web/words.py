"""Dates, moments and amounts in words, as people read them on a page.

Pure: the language is an argument. Statutory text (letters, reports) is never written here.
"""

from datetime import date, datetime
from decimal import Decimal

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WAN = 10_000


def _is_english(language: str) -> bool:
    return language.startswith("en")


def day(on: date, language: str) -> str:
    """Return `2024年3月5日`, in English `5 March 2024`."""
    if _is_english(language):
        return f"{on.day} {MONTHS[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日"


def moment(at: datetime, language: str) -> str:
    """Return `2024年3月5日 14:30`, in English `5 March 2024, 14:30`; `at` is in local time."""
    joint = ", " if _is_english(language) else " "
    return f"{day(at, language)}{joint}{at:%H:%M}"


def span(first: date, last: date, language: str) -> str:
    """Return `2024年3月5日至2024年4月2日`, in English `5 March 2024 to 2 April 2024`."""
    joint = " to " if _is_english(language) else "至"
    return f"{day(first, language)}{joint}{day(last, language)}"


def plain(value: int | Decimal) -> str:
    """Return the digits without grouping or exponent: `1100`, `-3`, `160.5964`."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def amount(value: int | Decimal, unit: str, language: str) -> str:
    """Return digits and unit: `177件`, in English with a space: `177 decisions`."""
    if not unit:
        return plain(value)
    joint = " " if _is_english(language) else ""
    return f"{plain(value)}{joint}{unit}"


def wan_yuan(yuan: int | Decimal, language: str) -> str:
    """Return an amount in yuan as `160.5964万元`; in English it stays `1605964 yuan`."""
    if _is_english(language):
        return f"{plain(yuan)} yuan"
    wan = Decimal(yuan) / WAN
    text = f"{wan:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}万元"


def size(count: int) -> str:
    """Return the size of a file: `512 B`, `48 KB`, `2.4 MB`."""
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{round(count / 1024)} KB"
    return f"{count / 1024 / 1024:.1f} MB"
