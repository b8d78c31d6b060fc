"""The wordings that sentences are read by (`rules/data/telling.toml`). It reads no report."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.rules.annual_report.telling.numerals import NUMBER


@dataclass(frozen=True, slots=True)
class Named:
    """Words and the channel they name; `weak` ones speak for the rest of their sentence too.

    What is `only_weak` is asked where nothing nearer names a channel.
    """

    words: re.Pattern[str]
    name: str
    weak: bool = False
    only_weak: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The patterns of one file of wordings; `before` tells what must precede a unit."""

    number: re.Pattern[str]
    before: Mapping[str, re.Pattern[str]]
    plans: re.Pattern[str]
    not_after: re.Pattern[str]
    acts: re.Pattern[str]
    every: re.Pattern[str]
    things: re.Pattern[str]
    parts: re.Pattern[str]
    whole: re.Pattern[str]
    rest: re.Pattern[str]
    channels: tuple[Named, ...]
    sections: tuple[tuple[int, re.Pattern[str]], ...]
    first: str
    rows: re.Pattern[str]
    table: re.Pattern[str]
    fragments: str
    short: tuple[tuple[str, str], ...]


@cache
def wording() -> Wording:
    """Return the wordings."""
    text = (files("gongkai.rules") / "data" / "telling.toml").read_text("utf-8")
    data = tomllib.loads(text)
    units = "|".join(_unit(each) for each in data["unit"])
    single = {name: re.compile(pattern) for name, pattern in data["wording"].items()}
    return Wording(
        number=re.compile(rf"{NUMBER}(?P<unit>{units}|(?=[，。；]))"),
        before={u["name"]: re.compile(u["before"]) for u in data["unit"] if "before" in u},
        channels=tuple(_named(each) for each in data["channel"]),
        sections=tuple((e["number"], re.compile(e["words"])) for e in data["section"]),
        first=next(e["title"] for e in data["section"] if "title" in e),
        rows=re.compile(data["rows"]["words"]),
        table=re.compile(data["table"]["begins"]),
        fragments="\n".join(data["table"]["fragments"]),
        short=tuple((e["words"], e["name"]) for e in data["short"]),
        **single,
    )


def _named(data: Mapping[str, Any]) -> Named:
    reach = data.get("reach", "clause")
    return Named(re.compile(data["words"]), data["name"], reach != "clause", reach == "last")


def _unit(data: Mapping[str, Any]) -> str:
    name = re.escape(data["name"])
    return f"{name}(?!{data['not']})" if "not" in data else name
