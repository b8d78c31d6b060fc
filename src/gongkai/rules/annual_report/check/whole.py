"""A rolled-up report against the reports it was made of (W6)."""

from collections.abc import Iterator, Sequence

from gongkai.rules.annual_report import rollup, rulebook
from gongkai.rules.annual_report.form import FilledForm, Finding
from gongkai.rules.annual_report.rulebook import show


def findings(filled: FilledForm, parts: Sequence[FilledForm]) -> Iterator[Finding]:
    """Yield the cells of a rolled-up report that are not the sum of its parts."""
    added = rollup.total(parts, body=filled.body, form=filled.form)
    for key, _, _ in filled.entries():
        found, expected = filled[key].value, added[key].value
        if expected is None or (found or 0) == expected:
            continue
        count = len(parts)
        told = {
            "arithmetic": f"{count}份报告相加 = {show(expected)}，而汇总报告是{show(found)}",
            "arithmetic_en": f"{count} reports add up to {show(expected)}, not {show(found)}",
        }
        yield rulebook.finding(
            "W6",
            key,
            expected=expected,
            found=found,
            arithmetic=told["arithmetic"],
            words={**told, **rulebook.place(filled.form, key)},
        )
