"""`gongkai deadline`: the due date of a reply and why, from a receipt and what followed.

Reads arguments, asks the clock, prints; no rule is decided here.
"""

import json
from pathlib import Path
from typing import Any

import click

from gongkai.cli import due_text, events
from gongkai.cli.refusal import Refusal
from gongkai.rules import clock, workdays
from gongkai.rules.lifecycle import Event, Kind
from gongkai.rules.workdays import Calendar

MOST_BYTES = 1_000_000


@click.command()
@click.argument("received_on")
@click.option(
    "--event",
    "happened",
    multiple=True,
    metavar="KIND=DATE",
    help="其后发生的事项，可多次使用 What happened since; may be given many times.",
)
@click.option(
    "--region",
    metavar="CODE",
    help="行政区划代码或者地区名称 Division code, or a region's name, for its own holidays.",
)
@click.option(
    "--notice",
    "notices",
    multiple=True,
    metavar="FILE",
    help="放假通知文件（TOML），“-”为标准输入 A holiday notice to add; - is stdin.",
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    is_eager=True,
    help="文字说明的语言 Language of the words.",
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print JSON.")
@click.pass_context
def deadline(
    context: click.Context,
    received_on: str,
    *,
    happened: tuple[str, ...],
    region: str | None,
    notices: tuple[str, ...],
    lang: str,
    as_json: bool,
) -> None:
    """Say until when a request received on RECEIVED_ON is to be answered. 计算答复期限。

    \b
    Events 事项 (dates are ISO 日期格式 2024-03-05):
      extended=DATE:DAYS                     延长答复期限的决定日期和工作日数
      clarification_requested=DATE           告知补正
      clarified=DATE                         收到补正
      consultation_began=DATE[:WHOM]         发出征求意见书
      consultation_ended=DATE[:WHOM]         收到意见或者期满
      fee_noticed=DATE                       发出收费通知
      fee_paid=DATE                          缴费
      deadline_agreed=DATE:DATE              依第三十五条另行确定的日期
      replied=DATE withdrawn=DATE closed=DATE reopened=DATE

    Exit 0: clean. Exit 1: findings. Exit 2: wrong use or unreadable input.

    \b
    Examples 示例:
      gongkai deadline 2024-02-05
      gongkai deadline 2024-03-01 --event extended=2024-03-29:20
      gongkai deadline 2024-03-01 --event consultation_began=2024-03-04 --json
      gongkai deadline 2019-05-15 --region 640000 --lang en
    """
    told = [
        Event(Kind.RECEIVED, events.read_date(received_on, "收到日期", "The day of receipt")),
        *map(events.read_event, happened),
    ]
    calendar = _calendar(notices, region)
    try:
        result = clock.due(told, calendar=calendar)
    except (clock.NoClock, workdays.BeyondCalendar) as error:
        raise Refusal(str(error), error.message_en) from error
    if as_json:
        click.echo(json.dumps(_plain(result), ensure_ascii=False, indent=2))
    else:
        click.echo(due_text.page(result, lang))
    for remark in due_text.remarks(result, calendar, lang):
        click.echo(remark, err=True)
    context.exit(1 if result.findings else 0)


def _calendar(notices: tuple[str, ...], region: str | None) -> Calendar:
    calendar = workdays.standard()
    for path in notices:
        text = _text(path)
        try:
            calendar = calendar.with_notice(workdays.parse_notice(text))
        except workdays.UnreadableNotice as error:
            message, message_en = str(error), error.message_en
            raise Refusal(f"{path}：{message}", f"{path}: {message_en}") from error
    if region is None:
        return calendar
    try:
        return calendar.with_region(region)
    except workdays.UnknownRegion as error:
        raise Refusal(str(error), error.message_en) from error


def _text(path: str) -> str:
    try:
        with click.open_file(path, "rb") if path == "-" else Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise Refusal(
                f"{path} 超过 1 MB，不是放假通知，请核对文件。",
                f"{path} is over 1 MB and so no holiday notice: check the file.",
            )
        return content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise Refusal(
            f"无法读取放假通知 {path!r}，请核对文件是否存在、是否为 UTF-8 文本。",
            f"The holiday notice {path!r} cannot be read: is it there, and is it UTF-8 text?",
        ) from error


def _plain(result: clock.Result) -> dict[str, Any]:
    return {
        "due_on": result.due_on.isoformat() if result.due_on else None,
        "provisional": result.provisional,
        "state": result.state,
        "limit_working_days": result.limit_working_days,
        "summary": result.summary,
        "summary_en": result.summary_en,
        "days": [
            {
                "date": day.on.isoformat(),
                "counted": day.counted,
                "why": day.why,
                "why_en": day.why_en,
                "mark": day.mark,
                "number": day.number,
                "provisional": day.provisional,
            }
            for day in result.days
        ],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "date": finding.on.isoformat(),
                "message": finding.message,
                "message_en": finding.message_en,
                "source": str(finding.source),
            }
            for finding in result.findings
        ],
        "sources": [str(source) for source in result.sources],
    }
