"""Texts that repeat last year's or another body's report (W7, 内容雷同).

Two texts are compared by runs of characters, figures aside: the same words with new numbers are
the same words. Short paragraphs are set phrases and are not compared.
"""

import re
from collections.abc import Iterable, Iterator

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
        there = _runs(p for section in sections for p in section.paragraphs)
        for section in filled.sections:
            yield from _alike(section, there, {"other": name, "other_en": name_en})


def _alike(section: Section, there: set[str], words: dict[str, str]) -> Iterator[Finding]:
    bounds = rulebook.likeness()
    here = _runs(section.paragraphs)
    percent = 100 * len(here & there) // len(here) if here else 0
    if percent < bounds.alike_percent:
        return
    most = max(section.paragraphs, key=lambda p: len(_runs([p]) & there))
    told = {
        "section": rulebook.NUMERALS[section.number - 1],
        "section_number": section.number,
        "quote": most if len(most) <= _QUOTED else f"{most[:_QUOTED]}……",
    }
    yield rulebook.finding(
        "W7",
        None,
        expected=f"{bounds.alike_percent}%",
        found=f"{percent}%",
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
