"""`gongkai report compare`: two reports side by side, what they share and what follows from it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from gongkai.cli.refusal import Refusal
from gongkai.cli.report import comparison_words, document, words
from gongkai.cli.report import wishes as asked
from gongkai.rules.annual_report import exchange, rulebook
from gongkai.rules.annual_report.beside import comparison
from gongkai.rules.annual_report.beside.comparison import SideBySide
from gongkai.rules.annual_report.form import Cell, FilledForm, Finding


@click.command()
@click.argument("first", type=asked.PATH, metavar="A")
@click.argument("second", type=asked.PATH, metavar="B")
@click.option(
    "--all", "is_whole", is_flag=True, help="也列出两份都没有或者都是0的格 List empty cells too."
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print JSON.")
@asked.lang
@click.pass_context
def compare(
    context: click.Context, first: Path, second: Path, *, is_whole: bool, as_json: bool, lang: str
) -> None:
    """Set the reports in A and B side by side: two years, or two bodies. 对比两份年度报告。

    Prints the figures of both with the difference B - A, how much of each section stands in the
    other report, and for two years of one body what does not fit between them. Figures of the
    edition of 2019 are carried into that of 2021 where both count the same; what has no
    counterpart is told. One of A and B may be -, stdin.

    Exit 0: clean. Exit 1: findings between the two, or read with doubts. Exit 2: wrong use or
    unreadable input.

    \b
    Examples 示例:
      gongkai report compare 2019.html 2020.xlsx
      gongkai report compare 2019.html 2020.xlsx --json
    """
    if str(first) == str(second) == document.STREAM:
        raise Refusal(
            "标准输入只能是两份报告之一，请写明另一份报告的文件。",
            "Stdin can be one of the two reports only: name the file of the other.",
        )
    paths = (first, second)
    read = (document.read(first), document.read(second))
    compared = comparison.compare(*read)
    if as_json:
        click.echo(words.json_text(_plain(compared, paths, read), is_alone=True))
    else:
        lines = comparison_words.page(compared, paths, read, lang=lang, is_whole=is_whole)
        click.echo("\n".join(lines))
    remarks = [remark for each in read for remark in each.remarks]
    for path, each in zip(paths, read, strict=True):
        if each.remarks:
            click.echo(comparison_words.doubts_of(path, lang), err=True)
            words.tell(each.remarks, lang)
    context.exit(asked.FINDINGS if compared.findings or remarks else 0)


def _plain(
    compared: SideBySide, paths: tuple[Path, Path], read: tuple[FilledForm, FilledForm]
) -> dict[str, Any]:
    return {
        "a": _report(paths[0], read[0]),
        "b": _report(paths[1], read[1]),
        "kind": compared.kind.value,
        "form": compared.first.form.edition,
        "cells": [
            {
                "cell": str(line.key),
                "label": rulebook.place(compared.first.form, line.key)["place"],
                "a": _figure(line.first),
                "b": _figure(line.second),
                "difference": exchange.plain(line.difference),
                "unit_a": line.first.unit,
                "unit_b": line.second.unit,
            }
            for line in compared.lines
        ],
        "not_comparable": _findings(compared.apart),
        "sections": [
            {
                "number": share.section.number,
                "title": share.section.title,
                "percent": share.percent,
                "quote": share.quote or None,
            }
            for share in compared.shares
        ],
        "findings": _findings(compared.findings),
    }


def _report(path: Path, filled: FilledForm) -> dict[str, Any]:
    return {
        "file": words.name_in_json(path),
        "body": filled.body or None,
        "year": filled.year or None,
        "form": filled.form.edition,
        "findings": _findings(filled.remarks),
    }


def _figure(cell: Cell) -> int | float | str | None:
    return exchange.plain(cell.value)


def _findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    return [exchange.dump_finding(each) for each in found]
