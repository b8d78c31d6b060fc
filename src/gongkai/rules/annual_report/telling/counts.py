"""Counts told in sentences (正文所述数字): quote, number, unit and channel.

A number without a unit, a date, a plan and a figure of a table are no counts: what is not surely
a count is left out. Whitespace of any kind tells nothing and is removed first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.rules.annual_report.form import NarrativeCount
from gongkai.rules.annual_report.telling import channels, numerals
from gongkai.rules.annual_report.telling.words import wording

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_PIECE = re.compile(r"[，。；：、！？（）()]|[,;:](?!\d)")
_CLAUSE = re.compile(r"[，。；！？（）()]|[,;](?!\d)")
# 1136 | 21 0 0 0, a page number, the leader of a pipe table: figures of a table or of the page
_ROW = re.compile(r"\||\t.*\d|\d\s+\d+\s+\d|\d\s{3,}\d|^[\s\d.,—–－-]*$")
_HEAD = re.compile(
    r"^[#*\s]*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、])"
    r"\D{2,28}(?:情况|方面|工作|管理|建设|保障|公开|改进|事项|措施)[*\s：:]*$"
)
_AND = re.compile(r"[和及与]")
_CLOSES = re.compile(r"[)）]")
_ASIDE = re.compile(r"[（(][^（()）]{1,30}[)）]$")
_NAME = re.compile(r"[“《‘][^”》’。]{0,20}$")
_PARTS = re.compile(r"其中|包括|分别|[（(:：]")
_QUOTED_BEHIND = 24
_REACH = 500  # characters before a number that may speak for it: glued text has no full stops
_ENDS = re.compile(r"$|[，。；、！？,;）)（(]")
_HOTLINES = {"12345", "12315", "12319", "12388", "12356", "12369"}


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
    counts: dict[NarrativeCount, None] = {}
    for text in stretches(lines):
        channel = ""
        for sentence in _SENTENCE.findall(text):
            told = list(within(sentence, channel if sentence.startswith("其中") else ""))
            counts |= dict.fromkeys(each.count for each in told)
            channel = told[0].count.channel if told else ""
    return tuple(counts)


def stretches(lines: Iterable[str]) -> Iterator[str]:
    """Yield the stretches of running text without whitespace; a table row or a head ends one."""
    kept: list[str] = []
    for line in lines:
        if _HEAD.match(line):
            yield "".join(kept)
            yield "".join(line.split())
            kept = []
        elif "。" in line or not _ROW.search(line.strip()):
            kept.append("".join(line.split()))
        elif not is_page_number(line):
            yield "".join(kept)
            kept = []
    yield "".join(kept)


def is_page_number(line: str) -> bool:
    """Tell whether a line is nothing, or a page number (- 3 -), inside running text."""
    return re.fullmatch(r"\s*|\s*[—–－-]\s*\d+\s*[—–－-]\s*", line) is not None


def within(sentence: str, channel: str = "") -> Iterator[Told]:
    """Yield the counts of one sentence without whitespace.

    `channel` is what its counts are told of where the sentence itself does not say.
    """
    last_unit, last_end, counted, whole = "", 0, 0, ""
    for match in wording().number.finditer(sentence):
        start = max(0, match.start() - _REACH)
        before = sentence[start : match.start()]
        label = _label(before, counted - start)
        unit = match["unit"] or (last_unit if label.endswith(("信息数", "文件数")) else "")
        if not unit or not _is_count(match, before, sentence[match.end() : match.end() + 1]):
            continue
        try:
            n = numerals.value(match)
        except ValueError:
            continue
        last_unit = unit
        quote, end = _quote(sentence, match, label)
        clause = before[max(_last_start(_CLAUSE, before), last_end - start) :]
        about = clause + sentence[match.start() : end]
        if whole and not channel and _PARTS.search(sentence, last_end, match.start()):
            channel = whole
        whole = channels.of(before, about, label, quote, sentence[match.end() : end], channel)
        count = NarrativeCount(quote, n, unit.replace("％", "%"), whole)
        is_exact = not (numerals.is_round(match) or before.endswith(("近", "约", "超")))
        last_end, counted = end, match.end()
        yield Told(count, match.start(), match.end(), is_exact)


def _is_count(match: re.Match[str], before: str, after: str) -> bool:
    """Tell whether a number with a unit is a count of what was done this year."""
    words = wording()
    required = words.before.get(match["unit"])
    if (
        words.not_after.search(before[-30:])
        or words.plans.search(before)
        or (required and not required.search(before[-40:]))
        or (after and after in "”》’" and _NAME.search(before[-24:]))
        or match["digits"] in _HOTLINES
    ):
        return False
    return not match["words"] or _is_told_in_words(match, before, after)


def _is_told_in_words(match: re.Match[str], before: str, after: str) -> bool:
    """Tell whether a numeral in characters counts: 一件 and 一次 mostly do not."""
    words = wording()
    if not words.acts.search(before[-40:]) or words.every.search(_last(_CLAUSE, before)[-40:]):
        return False
    if len(match["words"]) > 1 or match["some"] or match["words"] in "十百千万":
        return True
    if match["words"] == "一":
        return bool(words.things.search(before)) and _ENDS.match(after) is not None
    just_done = re.search(rf"(?:{words.acts.pattern})了?$", before[-10:])
    return bool(just_done) or _ENDS.match(after) is not None


def _last_start(separator: re.Pattern[str], text: str) -> int:
    """Return where the last piece of a text begins."""
    end = 0
    for match in separator.finditer(text):
        end = match.end()
    return end


def _last(separator: re.Pattern[str], text: str) -> str:
    return text[_last_start(separator, text) :]


def _label(before: str, counted: int) -> str:
    """Return the words right before a number, an explanation in brackets among them.

    What stands before `counted` belongs to the count before it.
    """
    if counted > 0 and not _CLOSES.search(before, counted):
        before = before[counted:].lstrip("和及与以")
    aside = _ASIDE.search(before[-40:])
    words = before[: len(before) - len(aside[0])] if aside else before
    return _last(_PIECE, words).lstrip("”’》*") + (aside[0] if aside else "")


def _quote(sentence: str, match: re.Match[str], label: str) -> tuple[str, int]:
    """Return the words of a count, with the noun that may follow its unit, and where they end."""
    behind = _PIECE.split(sentence[match.end() : match.end() + _QUOTED_BEHIND])[0]
    noun, *more = re.split(r"\d|[”》]", behind)
    end = match.end() + len(_AND.split(noun)[0] if more else noun)
    return sentence[match.start() - len(label) : end].rstrip(",;"), end


def same_unit(told: Sequence[Told], unit: str) -> list[Told]:
    """Return the counts of one unit."""
    return [each for each in told if each.count.unit == unit]
