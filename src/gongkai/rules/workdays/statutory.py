"""Days off by statute on fixed dates (法定节日), for the years whose notice is not on file.

Only what the statute itself dates is said here: no lunar festival, no exchange of days.
Source: 全国年节及纪念日放假办法 Art. 2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.rules import effective
from gongkai.rules.effective import Dated, NotInForce, Table
from gongkai.rules.sources import Source


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A day off by statute: its name, the gloss, and the article."""

    name: str
    gloss: str
    source: Source


def fixed_day(on: date) -> FixedDay | None:
    """Return the statutory day off that falls on a date, None where there is none."""
    history, glosses = _data()
    try:
        entry = history.on(on)
    except NotInForce:
        return None
    name = entry.value.get(on.strftime("%m-%d"))
    return FixedDay(name, glosses[name], entry.source) if name else None


@cache
def _data() -> tuple[Dated[Mapping[str, str]], Mapping[str, str]]:
    tables = effective.read_file("statutory_days.toml")
    glosses = tables["glosses"]
    if not isinstance(glosses, dict):
        raise TypeError("`glosses` of statutory_days.toml is not a table.")
    return effective.dated("fixed", tables["fixed"], _days), glosses


def _days(table: Table) -> Mapping[str, str]:
    days = table["days"]
    if not isinstance(days, dict):
        raise TypeError("`days` is not a table of month-day and name")
    return days
