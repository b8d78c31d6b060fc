"""`gongkai report …`: annual reports in files, without a database. A module for each verb."""

import click

from gongkai.cli.late import Late

_VERBS = ("check", "compare", "convert", "read", "show")


@click.group(commands=Late({verb: f"gongkai.cli.report.{verb}:{verb}" for verb in _VERBS}))
def report() -> None:
    """Annual reports in files: DOCX, PDF, XLSX, HTML, JSON, CSV, text. 年度报告的读取和核对。

    A PDF needs a text layer: scans are not read. PDF 须有文字层，扫描件不能读取。
    """
