"""Counts told in sentences (正文所述数字): quote, number, unit and channel.

A number without a unit, a date, a plan and a figure of a table are no counts: what is not surely
a count is left out. Whitespace of any kind tells nothing and is removed first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.rules.annual_report.form import NarrativeCount
from gongkai.rules.annual_report.telling.words import wording
from gongkai.rules.ledger import Number

_SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_PIECE = re.compile(r"[，。；：、！？（）()]|[,;:](?!\d)")
_CLAUSE = re.compile(r"[，。；！？（）()]|[,;](?!\d)")
# 1136 | 21 0 0 0, a page number, the leader of a pipe table: figures of a table or of the page
_ROW = re.compile(r"\||\t.*\d|\d\s+\d+\s+\d|\d\s{3,}\d|^[\s\d.,—–－-]*$")
_THROUGH = re.compile(
    r"(?:在|通过|依托|利用)(?P<name>[^，。；在通]{2,30}?)"
    r"(?=(?:主动|全年|当年|累计|共|集中|及时)*(?:公开|发布|开展|推送|公布|收到|制作|平台主动))"
)
# sought by its last word: a pattern of the whole name would try every place of a glued text
_CARRIER = re.compile(r"平台|微信公众号|视频号|网站|专栏|栏目|热线|微信群|公开栏")
_WHOSE = re.compile(r"[\w“”]{0,20}$")
_LEADS_TO = re.compile(
    r"^.*(?:通过|在(?!线)|依托|利用|完善|推进|截至目前|开设)(?=.{2})|^[一二三四五六七八九]是|^[我本该]\S"
)
_LEADING = re.compile(
    r"^(?:其中|全年|今年|累计|共|我[省市县区乡镇局办委])+|(?:累计|全年|共|近|约|达)+$"
)
_ASIDE = re.compile(r"[（(][^（()）]{1,30}[)）]$")
_QUOTED_BEHIND = 24
_REACH = 500  # characters before a number that may speak for it: glued text has no full stops


@dataclass(frozen=True, slots=True)
class Told:
    """A count and where it stands in the text; `is_exact` where it is not told as a round one."""

    count: NarrativeCount
    start: int
    end: int
    is_exact: bool


def read(lines: Iterable[str]) -> tuple[NarrativeCount, ...]:
    """Return the counts that lines or paragraphs of a report tell, in the order of the text.

    A quote occurs in the text once whitespace is removed. 余, 多, 近 and 约 are dropped and 万
    resolved: 18万余条 is 180000 条. Rows of tables are passed over.

    Source: OGI Regulations (Decree 711), Art. 50.
    """
    told = [
        each for text in stretches(lines) for s in _SENTENCE.findall(text) for each in within(s)
    ]
    return tuple(dict.fromkeys(each.count for each in told))


def stretches(lines: Iterable[str]) -> Iterator[str]:
    """Yield the stretches of running text without whitespace; a row of a table ends one."""
    kept: list[str] = []
    for line in lines:
        if "。" in line or not _ROW.search(line.strip()):
            kept.append("".join(line.split()))
        elif not is_page_number(line):
            yield "".join(kept)
            kept = []
    yield "".join(kept)


def is_page_number(line: str) -> bool:
    """Tell whether a line is nothing, or a page number (- 3 -), inside running text."""
    return re.fullmatch(r"\s*|\s*[—–－-]\s*\d+\s*[—–－-]\s*", line) is not None


def within(sentence: str) -> Iterator[Told]:
    """Yield the counts of one sentence without whitespace."""
    words, last_unit = wording(), ""
    for match in words.number.finditer(sentence):
        before = sentence[max(0, match.start() - _REACH) : match.start()]
        label = _label(before)
        unit = match["unit"] or (last_unit if label.endswith(("信息数", "文件数")) else "")
        required = words.before.get(unit)
        clause = _last(_CLAUSE, before)
        if (
            not unit
            or words.not_after.search(before)
            or words.plans.search(before)
            or (required and not required.search(before))
        ):
            continue
        last_unit = unit
        quote, end = _quote(sentence, match, label)
        channel = _channel(before, clause + sentence[match.start() : end], label, quote)
        count = NarrativeCount(quote, number(match), unit, channel)
        is_exact = not (match["scale"] or match["round"] or before.endswith(("近", "约")))
        yield Told(count, match.start(), match.end(), is_exact)


def number(match: re.Match[str]) -> Number:
    """Return the number that a match of `Wording.number` tells; a whole number is an int."""
    n = Decimal(match["digits"].replace(",", "")) * _SCALES[match["scale"]]
    return int(n) if n == n.to_integral_value() else n


def _last(separator: re.Pattern[str], text: str) -> str:
    return separator.split(text)[-1]


def _label(before: str) -> str:
    """Return the words right before a number, an explanation in brackets among them."""
    aside = _ASIDE.search(before)
    words = before[: aside.start()] if aside else before
    return _last(_PIECE, words).lstrip("”’》*") + (aside[0] if aside else "")


def _quote(sentence: str, match: re.Match[str], label: str) -> tuple[str, int]:
    """Return the words of a count, with the noun that may follow its unit, and where they end."""
    behind = _PIECE.split(sentence[match.end() : match.end() + _QUOTED_BEHIND])[0]
    end = match.end() + len(re.split(r"\d", behind)[0])
    return sentence[match.start() - len(label) : end], end


def _channel(before: str, clause: str, label: str, quote: str) -> str:
    """Return what carried the count: the words nearest to the number decide."""
    for words in (quote, clause):
        name = _known(words, weak=False)
        if name:
            return name
        through = list(_THROUGH.finditer(words))
        if through:
            return _plain(through[-1]["name"])
    carriers = list(_CARRIER.finditer(before))
    if carriers:
        carrier = carriers[-1]
        start = max(0, carrier.start() - 20)
        whose = _WHOSE.search(before[start : carrier.start()])
        return _plain((whose[0] if whose else "") + carrier[0])
    return _known(before + quote, weak=True) or _LEADING.sub("", label) or quote


def _known(text: str, *, weak: bool) -> str:
    """Return the name of a known channel; `weak` ones may stand anywhere in the sentence."""
    for channel in wording().channels:
        asked = channel.weak if weak else not channel.only_weak
        if asked and channel.words.search(text):
            return channel.name
    return ""


def _plain(name: str) -> str:
    """Return the name of a channel without the words that lead to it."""
    return re.sub(r"[“”]", "", _LEADS_TO.sub("", name))


def same_unit(told: Sequence[Told], unit: str) -> list[Told]:
    """Return the counts of one unit."""
    return [each for each in told if each.count.unit == unit]
