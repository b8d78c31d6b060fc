"""`gongkai report check`: what is wrong with reports, alone and beside the year before.

Of several files the year before is found by body and year; who gives `--previous` says it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from gongkai.cli.refusal import Refusal
from gongkai.cli.report import document, series_words, words
from gongkai.cli.report import wishes as asked
from gongkai.cli.report.many import session
from gongkai.cli.report.many.record import Record
from gongkai.cli.report.many.session import Session
from gongkai.cli.report.wishes import Wishes
from gongkai.rules.annual_report import exchange
from gongkai.rules.annual_report.beside import series
from gongkai.rules.annual_report.beside.series import Entry
from gongkai.rules.annual_report.form import FilledForm, Finding

Found = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Before:
    """The report of the year before, and the file it is in."""

    filled: FilledForm
    path: Path


@click.command()
@click.argument("files", nargs=-1, required=True, type=asked.PATH)
@click.option(
    "--previous",
    type=asked.PATH,
    metavar="FILE",
    help="上一年度的报告 The report of the year before.",
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print JSON.")
@asked.many
@click.pass_context
def check(
    context: click.Context,
    files: tuple[Path, ...],
    *,
    previous: Path | None,
    as_json: bool,
    wishes: Wishes,
) -> None:
    """Print what is wrong with the reports in FILES, and what to do. 核对年度报告。

    A folder stands for the reports below it; - is stdin. Of several reports of one body, each is
    also checked against the one of the year before: what was carried over, what is in force, text
    that is repeated. With --previous, all are checked against that one.

    With --json, one file gives one JSON object, several give one line each.

    Exit 0: clean. Exit 1: findings. Exit 2: wrong use or unreadable input.

    \b
    Examples 示例:
      gongkai report check report.docx
      gongkai report check 2020.xlsx --previous 2019.html
      gongkai report check 2019.html 2020.xlsx --json
      gongkai report check reports --summary summary.xlsx
    """
    before = Before(document.read(previous), previous) if previous else None
    with session.opened(files, wishes) as run:
        if before or run.is_alone:
            for _, kept in run.records():
                _check(run, kept, before, as_json=as_json)
        else:
            _check_series(run, as_json=as_json)
        code = run.end()
    context.exit(code)


def _check_series(run: Session, *, as_json: bool) -> None:
    """Check reports that may be the years of one body, once all are read."""
    places: list[tuple[int, Path]] = []
    entries: list[Entry] = []
    for place, kept in run.records():
        if kept.report is None:
            run.refuse(kept)
        else:
            places.append((place, kept.path))
            entries.append(_entry(kept))
    arranged = series.arrange(entries)
    for number, (place, _) in enumerate(places):
        before = None
        if number in arranged.previous:
            other = run.again(places[arranged.previous[number]][0])
            before = Before(other.filled(), other.path)
        _check(run, run.again(place), before, as_json=as_json)
    for line in series_words.notes(arranged.notes, [path for _, path in places], run.lang):
        run.say(line, err=True)


def _check(run: Session, kept: Record, before: Before | None, *, as_json: bool) -> None:
    """Print what is found in one report; a file that was not read is told."""
    if kept.report is None:
        run.refuse(kept)
        return
    filled, found = None, list(kept.report["findings"])
    if before is not None:
        try:
            filled = _after(kept.filled(), before.filled, kept.path)
        except Refusal as refusal:
            run.refuse(kept, refusal)
            return
        if not series.is_one_body(filled.body, before.filled.body):
            said = words.of_another_body(filled.body, before.filled.body, run.lang)
            run.say(said, err=True)
        dated = _dated(before.filled, filled.year - 1)
        found = _joined(found, kept.remarks, series.across(filled, dated))
    report = {**kept.report, "year": filled.year or None} if filled else kept.report
    path = before.path if before else None
    if as_json:
        said = words.json_text(_plain(kept, report, found, path), is_alone=run.is_alone)
    else:
        said = "\n".join(words.checked(kept.path, report, found, path, run.lang))
    run.say(said)
    run.add(kept, found, filled)


def _entry(kept: Record) -> Entry:
    report = kept.report or {}
    figures = {key: report[key] for key in report if key.startswith("table")}
    content = hashlib.sha256(json.dumps(figures).encode()).digest()
    return Entry(report["body"] or "", report["year"] or 0, content)


def _joined(found: Found, remarks: int, across: Iterable[Finding]) -> Found:
    """Return all findings in the order of the check: what the reading met, then by rule."""
    more = [exchange.dump_finding(each) for each in across]
    return found[:remarks] + sorted(found[remarks:] + more, key=lambda each: each["rule"])


def _after(filled: FilledForm, before: FilledForm, path: Path) -> FilledForm:
    """Return the report as the one after `before`. Raises Refusal where the years are not so."""
    if filled.year and before.year and before.year != filled.year - 1:
        name = document.name_of(path)
        raise Refusal(
            f"“{name}”是{filled.year}年度的报告，--previous 应为{filled.year - 1}年度的，"
            f"而给出的是{before.year}年度的。请换成上一年度的报告。",
            f"“{name}” is the report of {filled.year}, so --previous should be that of "
            f"{filled.year - 1}, but it is that of {before.year}: give the year before.",
        )
    return _dated(filled, before.year + 1) if before.year else filled


def _dated(filled: FilledForm, year: int) -> FilledForm:
    """Return the report with a year where its document tells none: whoever says `--previous`
    says which year it is."""
    return filled if filled.year else replace(filled, year=year)


def _plain(
    kept: Record, report: dict[str, Any], found: Found, before: Path | None
) -> dict[str, Any]:
    return {
        "file": words.name_in_json(kept.file),
        "body": report["body"],
        "year": report["year"],
        "form": report["form"],
        "previous": words.name_in_json(before) if before else None,
        "findings": found,
    }
