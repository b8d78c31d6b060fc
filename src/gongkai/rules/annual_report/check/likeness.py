"""Texts that repeat last year's or another body's report (W7, 内容雷同).

Two texts are compared by runs of characters, figures aside: the same words with new numbers are
the same words. Short paragraphs are set phrases and are not compared.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.check.context import Context
from gongkai.rules.annual_report.form import FilledForm, Finding, Section

_NOT_COMPARED = re.compile(r"[\W\d_]+")
_QUOTED = 24


def findings(
    filled: FilledForm, previous: FilledForm | None, context: Context
) -> Iterator[Finding]:
    """Yield one finding for each section that is like the text it is compared with."""
    last_year = context.previous_sections or (previous.sections if previous else ())
    others = [("上一年度报告", "last year's report", last_year)]
    others += [
        (f"{name}的报告", f"the report of {name}", s) for name, s in context.other_sections.items()
    ]
    for name, name_en, sections in others:
        for share in shares(filled.sections, sections):
            if share.percent >= rulebook.likeness().alike_percent:
                yield _alike(share, {"other": name, "other_en": name_en})


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a section stands in another text as well, in per cent, and where most."""

    section: Section
    percent: int
    quote: str


def shares(here: Sequence[Section], there: Sequence[Section]) -> Iterator[Share]:
    """Yield, for each section long enough to be compared, how much of it the other text has.

    The quote is the paragraph that the other text has most of, "" where it has nothing.
    """
    known = _runs(p for section in there for p in section.paragraphs)
    for section in here:
        runs = _runs(section.paragraphs)
        if runs:
            percent = 100 * len(runs & known) // len(runs)
            most = max(section.paragraphs, key=lambda p: len(_runs([p]) & known))
            yield Share(section, percent, _cut(most) if runs & known else "")


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"


def _alike(share: Share, words: dict[str, str]) -> Finding:
    told = {
        "section": rulebook.NUMERALS[share.section.number - 1],
        "section_number": share.section.number,
        "quote": share.quote,
    }
    return rulebook.finding(
        "W7",
        None,
        expected=f"{rulebook.likeness().alike_percent}%",
        found=f"{share.percent}%",
        words={**words, **told},
    )


def _runs(paragraphs: Iterable[str]) -> set[str]:
    bounds = rulebook.likeness()
    runs: set[str] = set()
    for paragraph in paragraphs:
        text = _NOT_COMPARED.sub("", paragraph)
        if len(text) >= bounds.shortest:
            runs |= {text[at : at + bounds.shingle] for at in range(len(text) - bounds.shingle + 1)}
    return runs
