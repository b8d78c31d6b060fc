"""Numbers told in the text against the tables and the ledger (W4, W5).

A sentence is compared only where its wording is known (the claims of the rule book); what is
told of a part is not held against the whole. A round number (余, 多) leaves open what lies
below the next round one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.check.context import Context
from gongkai.rules.annual_report.check.sums import Member, Sum
from gongkai.rules.annual_report.form import (
    Absence,
    CellKey,
    FilledForm,
    Finding,
    NarrativeCount,
    Section,
)
from gongkai.rules.annual_report.rulebook import NUMERALS, Claim, show
from gongkai.rules.ledger import Number

_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_SENTENCE = re.compile(r"[^。；！？]+")
_CLAUSE = re.compile(r"[^，。；！？]+")
_NO_THOUSANDS = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_FULL_WIDTH = str.maketrans({";": "；", "!": "！", "?": "？", "(": "（", ")": "）", ":": "："})


@dataclass(frozen=True, slots=True)
class Told:
    """A number told in words; `step` is what a round number leaves open, 0 for an exact one."""

    n: Number
    step: Number
    quote: str

    def may_be(self, actual: Number) -> bool:
        """Tell whether the words fit a number."""
        return actual == self.n or self.n < actual < self.n + self.step


def findings(filled: FilledForm, context: Context) -> Iterator[Finding]:
    """Yield the numbers of the text that neither the tables nor the ledger bear out."""
    for section in filled.sections:
        text = flat("。".join(section.paragraphs))
        for claim in rulebook.claims():
            for number in _claimed(text, claim):
                yield from _against_tables(filled, section, claim, number)
    own = (count for count in filled.narrative_counts if count.facts)
    yield from _against_ledger(filled, context.ledger_counts or own)
    if context.fee_notices == 0:
        yield from _fees_without_notice(filled)


def flat(text: str) -> str:
    """Return a text without spaces, digits and letters in half width, punctuation in full."""
    folded = unicodedata.normalize("NFKC", text).replace("*", "")
    return _NO_THOUSANDS.sub("，", "".join(folded.split())).translate(_FULL_WIDTH)


def told(match: re.Match[str]) -> Told:
    """Return the number that a match of `rulebook.NUMBER` tells."""
    digits, scale = match["digits"].replace(",", ""), _SCALES[match["scale"]]
    fraction = len(digits.partition(".")[2])
    n: Number = Decimal(digits) * scale if fraction else int(digits) * scale
    zeros = -fraction if fraction else len(digits) - len(digits.rstrip("0"))
    return Told(n, Decimal(10) ** zeros * scale if match["round"] else 0, match[0])


def _claimed(text: str, claim: Claim) -> Iterator[Told]:
    for sentence in _SENTENCE.findall(text):
        if not _speaks_of(sentence, claim):
            continue
        matches = (match for pattern in claim.patterns for match in pattern.finditer(sentence))
        for start, match in {match.start("digits"): match for match in matches}.items():
            if not (claim.whole and rulebook.narrower().search(sentence[:start])):
                yield _counted_in(told(match), claim.per)
        for none in claim.none:
            for match in none.finditer(sentence):
                yield Told(0, 0, match[0])


def _speaks_of(sentence: str, claim: Claim) -> bool:
    about, other = claim.about, claim.not_about
    return bool(not about or about.search(sentence)) and not (other and other.search(sentence))


def _counted_in(number: Told, per: int) -> Told:
    """Return a number in the unit of the table: `per` yuan are one of ten thousand."""
    if per == 1:
        return number
    return Told(Decimal(number.n) / per, Decimal(number.step) / per, number.quote)


def _against_tables(
    filled: FilledForm, section: Section, claim: Claim, number: Told
) -> Iterator[Finding]:
    sums = [(keys, _sum(filled, keys)) for keys in claim.accepts]
    known = [
        (keys, each) for keys, each in sums if all(m.cell.value is not None for m in each.members)
    ]
    if any(number.may_be(each.total) for _, each in known):
        return
    if not known:
        yield from _against_digits(filled, section, claim, number)
        return
    told = {
        "arithmetic": "；或者".join(dict.fromkeys(each.written() for _, each in known)),
        "arithmetic_en": "; or ".join(dict.fromkeys(each.written_en() for _, each in known)),
        "against": f"表格中{claim.name.text}",
        "against_en": f"the table of {claim.name.gloss}",
    }
    keys, _ = known[0]
    expected = "或".join(dict.fromkeys(show(each.total) for _, each in known))
    yield _finding(section, number, expected, told, keys)


def _against_digits(
    filled: FilledForm, section: Section, claim: Claim, number: Told
) -> Iterator[Finding]:
    """Yield a finding where the table's digits, run together, hold the number nowhere."""
    for keys in claim.accepts:
        cell = filled[keys[0]]
        digits = "".join(cell.provenance.text.split())
        lost = len(keys) == 1 and cell.absence is Absence.UNREADABLE and digits.isdecimal()
        if not lost or number.step or show(number.n) in digits:
            return
    words = {
        "arithmetic": f"表中数字连写为{digits}，其中没有{show(number.n)}",
        "arithmetic_en": f"its digits run together as {digits}, without {show(number.n)}",
        "against": f"表格中{claim.name.text}",
        "against_en": f"the table of {claim.name.gloss}",
    }
    yield _finding(section, number, f"{digits}（连写）", words, claim.accepts[0])


def _sum(filled: FilledForm, keys: Sequence[CellKey]) -> Sum:
    members = []
    for key in keys:
        place = rulebook.row_label(filled.form, key)
        members.append(Member(*place, filled[key]))
    return Sum(tuple(members))


def _against_ledger(filled: FilledForm, counts: Iterable[NarrativeCount]) -> Iterator[Finding]:
    """Compare the numbers of every clause that names a channel with the counts of the channel."""
    by_channel: dict[tuple[str, str], list[NarrativeCount]] = {}
    for count in counts:
        by_channel.setdefault((count.channel, count.unit), []).append(count)
    for section in filled.sections:
        clauses = _CLAUSE.findall(flat("。".join(section.paragraphs)))
        for (channel, unit), known in by_channel.items():
            names = [flat(name) for name in channel.split("、")]
            for clause in (c for c in clauses if all(name in c for name in names)):
                for number in _unborne(clause, unit, known):
                    yield _finding(section, number, *_of_channel(channel, unit, known), ())


def _unborne(clause: str, unit: str, known: Sequence[NarrativeCount]) -> list[Told]:
    """Return the numbers of a clause that are no count of the channel, apart or together."""
    pattern = re.compile(rulebook.NUMBER + re.escape(flat(unit)))
    numbers = [told(match) for match in pattern.finditer(clause)]
    together = sum(number.n for number in numbers)
    if any(count.n == together for count in known):
        return []
    return [each for each in numbers if not any(each.may_be(count.n) for count in known)]


def _of_channel(
    channel: str, unit: str, known: Sequence[NarrativeCount]
) -> tuple[str, dict[str, str]]:
    values = "、".join(show(count.n) for count in known)
    words = {
        "arithmetic": f"{channel}：{values}{unit}",
        "arithmetic_en": f"{channel}: {values} {unit}",
        "against": f"台账中“{channel}”",
        "against_en": f"the ledger of “{channel}”",
    }
    return values, words


def _finding(
    section: Section, number: Told, expected: str, words: dict[str, str], keys: Sequence[CellKey]
) -> Finding:
    where = {
        "section": NUMERALS[section.number - 1],
        "section_number": str(section.number),
        "quote": number.quote,
    }
    return rulebook.finding(
        "W4",
        keys[0] if keys else None,
        expected=expected,
        found=number.n,
        arithmetic=words["arithmetic"],
        words={**where, **words},
        cells=tuple(keys),
    )


def _fees_without_notice(filled: FilledForm) -> Iterator[Finding]:
    """W5: fee income, or requests closed for an unpaid fee, without a fee notice on file."""
    fees = rulebook.fees()
    no_notice = {"arithmetic_en": "0 fee notices on file"}
    for section in filled.sections:
        for match in fees.income.finditer(flat("。".join(section.paragraphs))):
            number = told(match)
            if number.n:
                words = {
                    "place": f"第{NUMERALS[section.number - 1]}部分“{number.quote}”",
                    "place_en": f"Section {section.number}, “{number.quote}”",
                    **no_notice,
                }
                yield rulebook.finding(
                    "W5", None, expected=0, found=number.n, arithmetic="收费通知0件", words=words
                )
    for key in fees.unpaid:
        value = filled[key].value
        if value:
            words = {**rulebook.place(filled.form, key), **no_notice}
            yield rulebook.finding(
                "W5", key, expected=0, found=value, arithmetic="收费通知0件", words=words
            )
