"""A report's findings in words for the shell, in Chinese or in English."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.cli import report_file
from gongkai.cli.refusal import harmless
from gongkai.rules.annual_report.form import FilledForm, Finding, Severity

ENGLISH = "en"
SEVERITIES = {
    Severity.ERROR: "错误",
    Severity.WARNING: "提醒",
    Severity.AMBIGUOUS: "存疑",
    Severity.DAMAGED: "缺损",
}


def title(filled: FilledForm, lang: str) -> str:
    """Return body, year and edition in a line."""
    edition = filled.form.edition
    if lang == ENGLISH:
        year = filled.year or "year not told"
        return harmless(f"{filled.body or 'Body not told'}, {year} (edition {edition})")
    year = f"{filled.year}年度" if filled.year else "年度不明"
    return harmless(f"{filled.body or '机关不明'} {year}（{edition}年格式）")


def checked(path: Path, filled: FilledForm, found: Iterable[Finding], lang: str) -> Iterator[str]:
    """Yield the file, its report and what was found in it, or that nothing was."""
    colon = ": " if lang == ENGLISH else "："
    yield f"{harmless(report_file.name_of(path))}{colon}{title(filled, lang)}"
    lines = list(findings(found, lang))
    if not lines:
        lines = ["  No findings." if lang == ENGLISH else "  没有发现问题。"]
    yield from lines


def findings(found: Iterable[Finding], lang: str) -> Iterator[str]:
    """Yield each finding: its severity, rule and sentence, and below it the source."""
    for each in found:
        if lang == ENGLISH:
            yield harmless(f"  {each.severity.value} {each.rule}: {each.message_en}")
        else:
            yield harmless(f"  {SEVERITIES[each.severity]} {each.rule}：{each.message}")
        yield f"    {each.source}"


def summary(files: int, clean: int, with_findings: int, lang: str) -> str:
    """Return how the check of several files went."""
    unread = files - clean - with_findings
    if lang == ENGLISH:
        return f"{files} files: {clean} clean, {with_findings} with findings, {unread} not checked."
    return f"共{files}个文件：{clean}个没有问题，{with_findings}个有问题，{unread}个没有核对。"


def without_words(lang: str) -> str:
    """Return the remark that only the tables were converted."""
    if lang == ENGLISH:
        return "Note: only the tables were converted, without any words around them."
    return "提示：只转换了统计表，不含文字部分。"


def of_another_body(filled: FilledForm, before: FilledForm, lang: str) -> str:
    """Return the remark that the report of the year before is another body's."""
    if lang == ENGLISH:
        return harmless(f"Note: this report is of {filled.body}, --previous of {before.body}.")
    return harmless(f"提示：本报告的机关是{filled.body}，--previous 的机关是{before.body}。")
