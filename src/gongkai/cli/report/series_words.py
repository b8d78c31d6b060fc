"""Why reports were not checked across years, in words for the shell."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gongkai.cli.refusal import harmless
from gongkai.cli.report.words import ENGLISH
from gongkai.rules.annual_report.beside.series import Note, Obstacle

MOST_NAMED = 5

_CHINESE = {
    Obstacle.UNTOLD: "提示：{count}份报告没有写明机关或者年度，没有跨年核对：{files}。",
    Obstacle.COPY: "提示：{body}{years}年度的报告有{count}份，数字相同，跨年核对时取"
    "第一份：{files}。",
    Obstacle.RIVAL: "提示：{body}{years}年度的报告有{count}份，数字不同，都不作为下一年度报告核对的"
    "依据，请去掉不用的：{files}。",
    Obstacle.GAP: "提示：{body}{years}年度之间缺少报告，没有跨年核对：{files}。",
    Obstacle.NAMES: "提示：{body}视为同一机关。",
}
_ENGLISH = {
    Obstacle.UNTOLD: "Note: {count} reports tell no body or no year and were not checked across "
    "years: {files}.",
    Obstacle.COPY: "Note: the report of {body} for {years} is there {count} times with the same "
    "figures; across years the first is taken: {files}.",
    Obstacle.RIVAL: "Note: there are {count} reports of {body} for {years} with different "
    "figures; none of them is compared with the next year, remove those not wanted: {files}.",
    Obstacle.GAP: "Note: reports of {body} are missing between {years}, which were not checked "
    "across years: {files}.",
    Obstacle.NAMES: "Note: {body} are taken as one body.",
}


def notes(found: Iterable[Note], paths: Sequence[Path], lang: str) -> Iterator[str]:
    """Yield a sentence for each obstacle, with the files it concerns."""
    english = lang == ENGLISH
    for note in found:
        named = [str(paths[at]) for at in note.entries[:MOST_NAMED]]
        more = ["…"] if len(note.entries) > MOST_NAMED else []
        yield harmless(
            (_ENGLISH if english else _CHINESE)[note.obstacle].format(
                count=len(note.entries),
                body=note.body,
                years=(" and " if english else "、").join(map(str, note.years)),
                files=(", " if english else "、").join(named + more),
            )
        )
