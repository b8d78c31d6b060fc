"""The check of an annual report: one function for every report, wherever it came from.

`findings` says what is wrong and what to look at; it changes nothing and decides nothing.
"""

from collections.abc import Sequence

from gongkai.rules.annual_report import telling
from gongkai.rules.annual_report.check import (
    arithmetic,
    deadline,
    likeness,
    shares,
    whole,
    words,
    years,
)
from gongkai.rules.annual_report.check.context import NOTHING_KNOWN, Context
from gongkai.rules.annual_report.form import FilledForm, Finding

__all__ = ["Context", "findings"]


def findings(
    filled: FilledForm,
    *,
    previous: FilledForm | None = None,
    parts: Sequence[FilledForm] | None = None,
    context: Context = NOTHING_KNOWN,
) -> tuple[Finding, ...]:
    """Return what is wrong with a report: its own remarks, then errors, then warnings.

    H1 to H6 are errors and block signing; W1 to W9 are warnings. `previous` is last year's
    report (H4, W1, W2, W7, W9), `parts` the reports that a roll-up was made of (W6), `context`
    what else is known (see `Context`). What is not given is not checked.

    Raises:
        ValueError: `previous` is of another year, or `parts` are of several years.
    Source: each finding names its own; the rules are in `rules/data/report_checks.toml`.
    """
    found = list(arithmetic.findings(filled))
    found += years.findings(filled, previous, context)
    found += words.findings(filled, context)
    found += telling.findings(filled.sections)
    found += shares.findings(filled, previous)
    if parts and context.is_rollup:
        found += whole.findings(filled, parts)
    found += likeness.findings(filled, previous, context)
    found += deadline.findings(filled, context)
    return (*filled.remarks, *sorted(found, key=lambda each: each.rule))
