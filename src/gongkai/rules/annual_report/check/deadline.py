"""Publication after the statutory date (W8)."""

from collections.abc import Iterator
from datetime import date

from gongkai.rules.annual_report import rulebook
from gongkai.rules.annual_report.check.context import Context
from gongkai.rules.annual_report.form import FilledForm, Finding


def findings(filled: FilledForm, context: Context) -> Iterator[Finding]:
    """Yield a finding where the report was published after the last day of its level.

    Source: 政府信息公开条例 Art. 49 (departments 31 January, governments 31 March).
    """
    rule = rulebook.deadline(context.level)
    due_on = context.due_on
    if due_on is None and rule is not None:
        due_on = date(filled.year + 1, rule.month, rule.day)
    published_on = context.published_on
    if due_on is None or published_on is None or published_on <= due_on:
        return
    late = (published_on - due_on).days
    words = {
        "level": rule.name.text if rule else "本机关",
        "level_en": rule.name.gloss if rule else "this body",
        "arithmetic_en": f"{late} days late",
    }
    yield rulebook.finding(
        "W8",
        None,
        expected=due_on.isoformat(),
        found=published_on.isoformat(),
        arithmetic=f"迟{late}日",
        words=words,
    )
