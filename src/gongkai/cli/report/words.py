"""A report's findings in words for the shell, in Chinese or in English."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from gongkai.cli.refusal import harmless
from gongkai.cli.report import document
from gongkai.documents.report import printable
from gongkai.rules.annual_report import exchange
from gongkai.rules.annual_report.form import FilledForm, Finding, Severity
from gongkai.rules.annual_report.reading import convention as writing_of_zero

Data = Mapping[str, Any]
ENGLISH = "en"
SEVERITIES = {
    Severity.ERROR: "错误",
    Severity.WARNING: "提醒",
    Severity.AMBIGUOUS: "存疑",
    Severity.DAMAGED: "缺损",
}


def title(body: str | None, year: int | None, edition: str, lang: str) -> str:
    """Return body, year and edition in a line."""
    if lang == ENGLISH:
        told = year or "year not told"
        return harmless(f"{body or 'Body not told'}, {told} (edition {edition})")
    told = f"{year}年度" if year else "年度不明"
    return harmless(f"{body or '机关不明'} {told}（{edition}年格式）")


def title_of(filled: FilledForm, lang: str) -> str:
    """Return body, year and edition of a report in a line."""
    return title(filled.body, filled.year, filled.form.edition, lang)


def convention(filled: FilledForm, lang: str) -> str:
    """Return how the document writes that there was nothing."""
    told, told_en = writing_of_zero.told(filled)
    return f"Zero is written: {told_en}." if lang == ENGLISH else f"零的写法：{told}。"


def checked(
    path: Path, report: Data, found: Iterable[Data], previous: Path | None, lang: str
) -> Iterator[str]:
    """Yield the file, its report and what was found in it, or that nothing was."""
    colon = ": " if lang == ENGLISH else "："
    name = title(report["body"], report["year"], report["form"], lang)
    yield f"{harmless(document.name_of(path))}{colon}{name}"
    if previous is not None:
        before = harmless(str(previous))
        yield (
            f"  Checked with the year before: {before}"
            if lang == ENGLISH
            else f"  与上一年度的报告核对：{before}"
        )
    lines = list(findings(found, lang))
    if not lines:
        lines = ["  No findings." if lang == ENGLISH else "  没有发现问题。"]
    yield from lines


def findings(found: Iterable[Data], lang: str) -> Iterator[str]:
    """Yield each finding: its severity, rule and sentence, and below it the source."""
    for each in found:
        if lang == ENGLISH:
            yield harmless(f"  {each['severity']} {each['rule']}: {each['message_en']}")
        else:
            severity = SEVERITIES[Severity(each["severity"])]
            yield harmless(f"  {severity} {each['rule']}：{each['message']}")
        yield harmless(f"    {each['source']}")


def tell(remarks: Iterable[Finding], lang: str) -> None:
    """Print what was read with a doubt on stderr."""
    for line in findings(map(exchange.dump_finding, remarks), lang):
        click.echo(line, err=True)


def json_text(data: Data, *, is_alone: bool) -> str:
    """Return data as JSON: indented where they stand alone, else on one line."""
    return printable(json.dumps(data, ensure_ascii=False, indent=2 if is_alone else None))


def name_in_json(path: Path | str) -> str:
    """Return a file's name for JSON; bytes that are no UTF-8 are spelled out: \\xff."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def of_several(files: int, clean: int, with_findings: int, lang: str) -> str:
    """Return how several files went."""
    unread = files - clean - with_findings
    if lang == ENGLISH:
        return f"{files} files: {clean} clean, {with_findings} with findings, {unread} not read."
    return f"共{files}个文件：{clean}个没有问题，{with_findings}个有问题，{unread}个没有读取。"


def passed_over(others: int, lang: str) -> str:
    """Return the remark that a folder held files that look like no report."""
    if lang == ENGLISH:
        return f"Note: {others} other files in the folders were passed over, by their names."
    return f"提示：文件夹中另有{others}个文件，从名称看不是报告，没有读取。"


def closed_folder(error: OSError, lang: str) -> str:
    """Return the sentence about a folder that cannot be opened."""
    name = error.filename if isinstance(error.filename, str) else ""
    why, why_en = document.reason(error)
    if lang == ENGLISH:
        return harmless(f"The folder “{name}” cannot be opened: {why_en}. The others were read.")
    return harmless(f"无法打开文件夹“{name}”：{why}。其他文件照常读取。")


def taken_up(known: int, lang: str) -> str:
    """Return the remark that results of an earlier run are used."""
    if lang == ENGLISH:
        return f"Note: {known} files were read by an earlier run and have not changed."
    return f"提示：{known}个文件此前已经读取且没有改动，沿用其结果。"


def interrupted(resume: Path | None, lang: str) -> str:
    """Return what to do after an interruption."""
    if lang == ENGLISH:
        more = "the same command goes on from here" if resume else "with --resume it could go on"
        return f"Interrupted: {more}."
    more = "用同一命令可以继续" if resume else "下次可以用 --resume 记下结果，以便继续"
    return f"已中断；{more}。"


def without_words(lang: str) -> str:
    """Return the remark that only the tables were converted."""
    if lang == ENGLISH:
        return "Note: only the tables were converted, without any words around them."
    return "提示：只转换了统计表，不含文字部分。"


def of_another_body(body: str, before: str, lang: str) -> str:
    """Return the remark that the report of the year before is another body's."""
    if lang == ENGLISH:
        return harmless(f"Note: this report is of {body}, --previous of {before}.")
    return harmless(f"提示：本报告的机关是{body}，--previous 的机关是{before}。")
